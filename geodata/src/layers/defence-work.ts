import { choice, decimal, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Military works. Restricted: the whole layer does not exist for a reader without that clearance. */
export const defenceWork = defineLayer({
  id: 'defence-work',
  title: say('Công trình quốc phòng', 'Defence works'),
  description: say('Công trình phòng thủ; dữ liệu hạn chế.', 'Works of the defensive area; restricted data.'),
  group: 'defence',
  geometry: 'Point',
  sensitivity: 'restricted',
  minZoom: 8,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-plans',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        command_headquarters: { label: say('Sở chỉ huy', 'Command headquarters') },
        rear_base: { label: say('Căn cứ hậu phương', 'Rear base') },
        core_defensive_area: { label: say('Khu vực phòng thủ then chốt', 'Core defensive area') },
        border_combat_post: { label: say('Đồn chiến đấu biên giới', 'Border combat post') },
        fortified_cluster: { label: say('Cụm công sự', 'Fortified cluster') },
        border_militia_post: { label: say('Chốt dân quân biên giới', 'Border militia post') },
        cave_system: { label: say('Hệ thống hang động', 'Cave system') },
        logistics_technical_base: { label: say('Căn cứ hậu cần, kỹ thuật', 'Logistics-technical base') },
        fortification: { label: say('Công sự', 'Fortification') },
        emplacement: { label: say('Trận địa', 'Emplacement') },
        strongpoint: { label: say('Điểm tựa', 'Strongpoint') },
      },
      { inTile: true },
    ),
    status: choice(
      say('Tình trạng', 'Status'),
      {
        planned: { label: say('Dự kiến', 'Planned') },
        building: { label: say('Đang thi công', 'Under construction') },
        in_use: { label: say('Đang sử dụng', 'In use') },
        under_review: { label: say('Đang rà soát', 'Under review') },
        handed_over: { label: say('Đã bàn giao', 'Handed over') },
      },
      { inTile: true },
    ),
    post_id: reference(say('Đơn vị gần nhất', 'Nearest post'), 'border-post', { required: false }),
    year_built: integer(say('Năm xây dựng', 'Year built'), { required: false, minimum: 1900, maximum: 2100 }),
    area_hectares: decimal(say('Diện tích', 'Area'), { unit: 'hectares', required: false }),
    note: text(say('Ghi chú', 'Note'), { required: false }),
  },
});
