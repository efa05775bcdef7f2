import { choice, day, decimal, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A numbered border marker; `number` is as cut in the stone (`1291`, `1090/2`). */
export const borderMarker = defineLayer({
  id: 'border-marker',
  title: say('Mốc quốc giới', 'Border markers'),
  description: say('Mốc chính và mốc phụ trên đường biên.', 'Main and auxiliary markers on the border line.'),
  group: 'border',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 8,
  maxZoom: 14,
  nameField: 'number',
  writtenBy: 'features.write-register',
  fields: {
    number: text(say('Số hiệu', 'Number'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        main: { label: say('Mốc chính', 'Main marker') },
        auxiliary: { label: say('Mốc phụ', 'Auxiliary marker') },
      },
      { inTile: true },
    ),
    post_id: reference(say('Đồn quản lý', 'Post in charge'), 'border-post', { inTile: true }),
    elevation_metres: decimal(say('Độ cao', 'Elevation'), { unit: 'metres', minimum: -100, maximum: 9000 }),
    year_set: integer(say('Năm cắm mốc', 'Year set'), { required: false, minimum: 1880, maximum: 2100 }),
    last_inspected_on: day(say('Kiểm tra gần nhất', 'Last inspected'), { required: false }),
  },
});
