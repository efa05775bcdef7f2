import { decimal, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** The land border, one feature for each post's sector. */
export const borderLine = defineLayer({
  id: 'border-line',
  title: say('Đường biên giới', 'Border line'),
  description: say(
    'Đường biên giới trên bộ, chia theo đoạn phụ trách của từng đồn.',
    'The land border, divided into the sector of each post.',
  ),
  group: 'border',
  geometry: 'MultiLineString',
  sensitivity: 'open',
  minZoom: 5,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên đoạn', 'Sector'), { inTile: true }),
    post_id: reference(say('Đồn phụ trách', 'Post in charge'), 'border-post', { inTile: true }),
    length_metres: decimal(say('Chiều dài', 'Length'), { unit: 'metres' }),
  },
});
