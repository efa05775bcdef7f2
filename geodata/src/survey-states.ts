import { type Bilingual, say } from './text.ts';

/** The states of a survey, as other programs know them. */
export const surveyStates = ['received', 'has-issues', 'submitted', 'approved', 'rejected', 'superseded'] as const;
export type SurveyState = (typeof surveyStates)[number];

/** What people call them, on the page and in what the server says. */
export const surveyStateTitles: Readonly<Record<SurveyState, Bilingual>> = {
  'has-issues': say('Cần sửa', 'To be mended'),
  received: say('Chưa trình', 'Not submitted'),
  submitted: say('Chờ duyệt', 'Waiting for review'),
  approved: say('Đã duyệt', 'Approved'),
  rejected: say('Trả lại', 'Returned'),
  superseded: say('Đã thay', 'Replaced'),
};

/** Who can do what with a survey next. */
export const surveyStateNext: Readonly<Record<SurveyState, Bilingual>> = {
  'has-issues': say(
    'Người gửi sửa hoặc bỏ chỗ có lỗi rồi trình duyệt.',
    'Its author mends what is wrong or leaves it out, then submits it.',
  ),
  received: say('Người gửi trình duyệt hoặc sửa tiếp.', 'Its author submits it or goes on mending it.'),
  submitted: say(
    'Người duyệt (không phải người gửi) duyệt hoặc trả lại; người gửi có thể rút về để sửa.',
    'A reviewer who did not send it approves or returns it; its author can take it back to mend it.',
  ),
  approved: say(
    'Người duyệt (không phải người gửi) có thể hoàn tác việc duyệt.',
    'A reviewer who did not send it can undo the approval.',
  ),
  rejected: say(
    'Người gửi sửa tiếp chính phiếu này, hoặc gửi tệp khác thay nó.',
    'Its author goes on mending it, or sends another file in its place.',
  ),
  superseded: say(
    'Phiếu khác đã thay phiếu này; hãy làm tiếp ở phiếu đó.',
    'Another survey has taken its place; go on with that one.',
  ),
};
