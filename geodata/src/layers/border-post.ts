import { choice, integer, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** A border guard post or station; works are assigned to it by `post_id`. */
export const borderPost = defineLayer({
  id: 'border-post',
  title: say('Đồn biên phòng', 'Border posts'),
  description: say(
    'Đồn và trạm biên phòng quản lý từng đoạn biên giới.',
    'Border guard posts and stations, each in charge of a sector.',
  ),
  group: 'border',
  geometry: 'Point',
  sensitivity: 'open',
  minZoom: 6,
  maxZoom: 14,
  nameField: 'name',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên đồn', 'Name'), { inTile: true }),
    code: text(say('Mã', 'Code'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        post: { label: say('Đồn biên phòng', 'Border guard post') },
        gate_post: { label: say('Đồn biên phòng cửa khẩu', 'Gate border guard post') },
      },
      { inTile: true },
    ),
    year_established: integer(say('Năm thành lập', 'Year established'), {
      required: false,
      minimum: 1900,
      maximum: 2100,
    }),
    communication_teams: integer(say('Tổ thông tin, tuyên truyền', 'Information and communication teams'), {
      required: false,
    }),
  },
});
