import { choice, day, decimal, integer, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** Economic plans that are appraised for their effect on defence. */
export const developmentProject = defineLayer({
  id: 'development-project',
  title: say('Dự án phát triển', 'Development projects'),
  description: say(
    'Khu công nghiệp, khu cửa khẩu, khu kinh tế được thẩm định về quốc phòng.',
    'Industrial, gate and economic zones appraised for their effect on defence.',
  ),
  group: 'planning',
  geometry: 'MultiPolygon',
  sensitivity: 'open',
  minZoom: 6,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-plans',
  fields: {
    name: text(say('Tên dự án', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        industrial_zone: { label: say('Khu công nghiệp', 'Industrial zone') },
        gate_area: { label: say('Khu vực cửa khẩu', 'Border-gate area') },
        economic_zone: { label: say('Khu kinh tế', 'Economic zone') },
      },
      { inTile: true },
    ),
    appraisal: choice(
      say('Thẩm định', 'Appraisal'),
      {
        not_started: { label: say('Chưa thẩm định', 'Not started') },
        under_review: { label: say('Đang thẩm định', 'Under review') },
        agreed: { label: say('Thống nhất', 'Agreed') },
        agreed_with_conditions: { label: say('Thống nhất có điều kiện', 'Agreed with conditions') },
        not_agreed: { label: say('Không thống nhất', 'Not agreed') },
      },
      { inTile: true },
    ),
    area_hectares: decimal(say('Diện tích', 'Area'), { unit: 'hectares', required: false }),
    investment_vnd: integer(say('Vốn đầu tư', 'Investment'), { unit: 'dong', required: false }),
    appraised_on: day(say('Ngày thẩm định', 'Appraised on'), { required: false }),
  },
});
