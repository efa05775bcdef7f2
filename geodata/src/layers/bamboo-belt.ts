import { decimal, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A stretch of the "Border Bamboo Fortress": bamboo planted along the border that also earns an income. */
export const bambooBelt = defineLayer({
  id: 'bamboo-belt',
  title: say('Lũy tre biên giới', 'Bamboo belts'),
  description: say('Các đoạn tre trồng dọc biên giới.', 'Stretches of bamboo planted along the border.'),
  group: 'border',
  geometry: 'MultiLineString',
  sensitivity: 'open',
  minZoom: 8,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    post_id: reference(say('Đồn phụ trách', 'Post in charge'), 'border-post', { required: false }),
    length_metres: decimal(say('Chiều dài', 'Length'), { unit: 'metres' }),
    year_planted: integer(say('Năm trồng', 'Year planted'), { required: false, minimum: 1900, maximum: 2100 }),
    income_per_year_vnd: integer(say('Thu nhập mỗi năm', 'Income a year'), { unit: 'dong', required: false }),
  },
});
