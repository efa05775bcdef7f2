import { choice, decimal, moment, reference, text } from '../field.ts';
import { defineLayer } from '../layer.ts';
import { say } from '../text.ts';

/** An approved track. It belongs to its survey, not to the person who walked it. */
export const surveyTrack = defineLayer({
  id: 'survey-track',
  title: say('Vết tuần tra, khảo sát', 'Survey tracks'),
  description: say('Vết di chuyển đã được duyệt.', 'Approved tracks of patrols and surveys.'),
  group: 'survey',
  geometry: 'MultiLineString',
  sensitivity: 'internal',
  minZoom: 8,
  maxZoom: 14,
  nameField: 'name',
  // A patrol has happened when it was walked, however long its survey waits: a month that has ended can still learn of it.
  beginsAt: 'started_at',
  writtenBy: 'features.write-register',
  fields: {
    name: text(say('Tên', 'Name'), { inTile: true }),
    kind: choice(
      say('Loại', 'Kind'),
      {
        patrol: { label: say('Tuần tra', 'Patrol') },
        survey: { label: say('Khảo sát', 'Survey') },
      },
      { inTile: true },
    ),
    post_id: reference(say('Đồn', 'Post'), 'border-post', { required: false, inTile: true }),
    patrol_code: text(say('Mã chuyến', 'Patrol'), { required: false }),
    started_at: moment(say('Bắt đầu', 'Started'), { required: false }),
    ended_at: moment(say('Kết thúc', 'Ended'), { required: false }),
    length_metres: decimal(say('Chiều dài', 'Length'), { unit: 'metres' }),
  },
});
