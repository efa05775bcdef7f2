import { choice, day, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A solar street lamp on a patrol road or in a village. Only lamps with status `working` count as light. */
export const solarLamp = defineLayer({
  id: 'solar-lamp',
  title: say('Đèn năng lượng mặt trời', 'Solar lamps'),
  description: say(
    'Đèn chiếu sáng trên đường tuần tra và đường liên thôn.',
    'Street lamps along patrol roads and in villages.',
  ),
  group: 'roads-and-light',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 9,
  maxZoom: 14,
  nameField: 'code',
  writtenBy: 'features.write-register',
  fields: {
    code: text(say('Số hiệu', 'Code'), { inTile: true }),
    kind: choice(
      say('Nơi đặt', 'Kind'),
      {
        patrol: { label: say('Đường tuần tra', 'On a patrol road') },
        village: { label: say('Thôn bản', 'In a village') },
      },
      { inTile: true },
    ),
    status: choice(
      say('Tình trạng', 'Status'),
      {
        working: { label: say('Hoạt động', 'Working') },
        broken: { label: say('Hỏng', 'Broken') },
        removed: { label: say('Đã tháo', 'Removed') },
      },
      { inTile: true },
    ),
    post_id: reference(say('Đồn quản lý', 'Post in charge'), 'border-post', { required: false, inTile: true }),
    road_id: reference(say('Tuyến đường', 'Road'), 'patrol-road', { required: false }),
    installed_on: day(say('Ngày lắp', 'Installed'), { required: false }),
    power_watts: integer(say('Công suất', 'Power'), { unit: 'watts', required: false }),
    cost_vnd: integer(say('Kinh phí', 'Cost'), { unit: 'dong', required: false }),
    man_days: integer(say('Ngày công', 'Labour'), { unit: 'man-days', required: false }),
  },
});
