import { choice, decimal, flag, integer, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A site to which the households of a remote village moved. Households are a number; persons are never stored. */
export const resettlementSite = defineLayer({
  id: 'resettlement-site',
  title: say('Điểm tái định cư', 'Resettlement sites'),
  description: say(
    'Điểm sắp xếp dân cư và dịch vụ tại chỗ.',
    'Sites where villages were resettled, with their services.',
  ),
  group: 'people',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 7,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-plans',
  fields: {
    name: text(say('Tên điểm', 'Name'), { inTile: true }),
    origin_village: text(say('Thôn cũ', 'Village of origin')),
    commune_name: text(say('Xã', 'Commune'), { required: false }),
    status: choice(
      say('Tình trạng', 'Status'),
      {
        planned: { label: say('Dự kiến', 'Planned') },
        building: { label: say('Đang xây dựng', 'Under construction') },
        settled: { label: say('Đã ổn định', 'Settled') },
      },
      { inTile: true },
    ),
    households: integer(say('Số hộ', 'Households'), { unit: 'households', inTile: true }),
    origin_distance_metres: decimal(say('Khoảng cách cũ tới trung tâm xã', 'Former distance to the commune centre'), {
      unit: 'metres',
      required: false,
    }),
    support_per_house_vnd: integer(say('Hỗ trợ mỗi nhà', 'Support for each house'), { unit: 'dong', required: false }),
    has_electricity: flag(say('Có điện', 'Electricity')),
    has_clean_water: flag(say('Có nước sạch', 'Clean water')),
    has_telephone: flag(say('Có sóng điện thoại', 'Telephone coverage')),
    has_school: flag(say('Gần trường học', 'School near by')),
    year_settled: integer(say('Năm ổn định', 'Year settled'), { required: false, minimum: 1900, maximum: 2100 }),
  },
});
