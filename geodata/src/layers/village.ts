import { choice, integer, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A village with its groups and mailboxes as numbers; no persons. */
export const village = defineLayer({
  id: 'village',
  title: say('Thôn bản', 'Villages'),
  description: say(
    'Thôn bản biên giới, làng văn hóa - quốc phòng, tổ tự quản và hộp thư.',
    'Border villages, culture-defence villages, self-governing groups and mailboxes.',
  ),
  group: 'people',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 9,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên thôn', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        village: { label: say('Thôn bản', 'Village') },
        culture_defence: { label: say('Làng văn hóa - quốc phòng', 'Culture-defence village') },
      },
      { inTile: true },
    ),
    commune_name: text(say('Xã', 'Commune'), { required: false }),
    post_id: reference(say('Đồn phụ trách', 'Post in charge'), 'border-post', { required: false }),
    households: integer(say('Số hộ', 'Households'), { unit: 'households', required: false }),
    security_groups: integer(say('Tổ tự quản an ninh, trật tự', 'Self-governing security groups')),
    mailboxes: integer(say('Hộp thư tố giác tội phạm', 'Crime-reporting mailboxes')),
  },
});
