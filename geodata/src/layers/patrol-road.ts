import { choice, decimal, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Roads along the border and to its markers, with what they cost by source of money. */
export const patrolRoad = defineLayer({
  id: 'patrol-road',
  title: say('Đường tuần tra, kiểm tra mốc', 'Patrol and inspection roads'),
  description: say(
    'Đường tuần tra biên giới, đường kiểm tra cột mốc và đường liên thôn.',
    'Border patrol roads, marker inspection roads and inter-village roads.',
  ),
  group: 'roads-and-light',
  geometry: 'MultiLineString',
  sensitivity: 'open',
  minZoom: 7,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên đường', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        patrol: { label: say('Đường tuần tra', 'Patrol road') },
        inspection: { label: say('Đường kiểm tra cột mốc', 'Marker inspection road') },
        village: { label: say('Đường liên thôn', 'Inter-village road') },
      },
      { inTile: true },
    ),
    surface: choice(
      say('Mặt đường', 'Surface'),
      {
        concrete: { label: say('Bê tông', 'Concrete') },
        asphalt: { label: say('Nhựa', 'Asphalt') },
        gravel: { label: say('Cấp phối', 'Gravel') },
        earth: { label: say('Đất', 'Earth') },
        footpath: { label: say('Đường mòn', 'Footpath') },
      },
      { inTile: true },
    ),
    status: choice(
      say('Tình trạng', 'Status'),
      {
        planned: { label: say('Dự kiến', 'Planned') },
        building: { label: say('Đang thi công', 'Under construction') },
        usable: { label: say('Đang sử dụng', 'Usable') },
        closed: { label: say('Tạm đóng', 'Closed') },
      },
      { inTile: true },
    ),
    post_id: reference(say('Đồn quản lý', 'Post in charge'), 'border-post', { required: false, inTile: true }),
    marker_id: reference(say('Mốc được nối', 'Marker reached'), 'border-marker', { required: false }),
    length_metres: decimal(say('Chiều dài', 'Length'), { unit: 'metres', inTile: true }),
    width_metres: decimal(say('Bề rộng', 'Width'), { unit: 'metres', required: false, maximum: 100 }),
    year_built: integer(say('Năm làm', 'Year built'), { required: false, minimum: 1900, maximum: 2100, inTile: true }),
    cost_vnd: integer(say('Kinh phí', 'Cost'), { unit: 'dong', required: false }),
    cost_public_vnd: integer(say('Ngân sách nhà nước', 'From public budget'), { unit: 'dong', required: false }),
    cost_credit_vnd: integer(say('Vốn tín dụng', 'From credit'), { unit: 'dong', required: false }),
    cost_social_vnd: integer(say('Xã hội hóa', 'From contributions'), { unit: 'dong', required: false }),
    man_days: integer(say('Ngày công', 'Labour'), { unit: 'man-days', required: false }),
  },
});
