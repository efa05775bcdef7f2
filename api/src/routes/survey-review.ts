import { z } from '@hono/zod-openapi';
import { issueText, type Language, layerById, say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { featureText } from '../ogc/feature-json.ts';
import { type ApiEnv, accountOf, authorOf, route, router } from '../policy.ts';
import { conflict, forbidden, languageOf, notFound, Problem } from '../problem.ts';
import { readAnew } from '../surveys/change-reading.ts';
import type { ApproveConflict, ToldTwin, UndoConflict } from '../surveys/conflicts.ts';
import type { Desk } from '../surveys/file-job.ts';
import { approveSurvey, rejectSurvey } from '../surveys/review.ts';
import { submitSurvey } from '../surveys/submit.ts';
import { wholeOf } from '../surveys/survey-answer.ts';
import { surveyWhole } from '../surveys/survey-schemas.ts';
import type { Decided } from '../surveys/survey-step.ts';
import type { TakenFeature } from '../surveys/taken-features.ts';
import { undoSurvey } from '../surveys/undo.ts';
import { answerSurvey, foundSurvey, wrongState } from './asked-survey.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const ofSurvey = z.object({ id: z.uuid().toLowerCase() });
const reason = z.string().trim().min(3).max(300);
const submitting = { permission: 'survey.submit' } as const;
const reviewing = { permission: 'survey.review' } as const;
const answer = { 200: jsonAnswer('As it is now', surveyWhole) };

/** What a person decided by feature and field, and by feature the version it was decided on. */
const decidedOn = <Other extends string>(other: Other) => ({
  resolutions: z.record(z.uuid(), z.record(z.string().max(100), z.enum(['keep', other]))).default({}),
  versions: z.record(z.uuid(), z.int().positive()).default({}),
});

/** By feature of the survey, those of the register that it is like and that are other works all the same. */
const distinct = z.record(z.uuid().toLowerCase(), z.array(z.uuid().toLowerCase()).max(100)).default({});

/** The steps of a survey's life: submit, take back, approve, reject, undo. */
export function surveyReviewRoutes(dependencies: Dependencies, desk: Desk) {
  const { database } = dependencies;

  return router()
    .openapi(
      route(submitting, {
        method: 'post',
        path: '/api/surveys/{id}/submit',
        summary:
          'Hand the own survey to the reviewers; refused while an error is open, and once (409, `current`) where the register has got what may be the same since the file was read',
        request: { params: ofSurvey, query: z.strictObject({}) },
        responses: answer,
      }),
      async (c) => {
        const decided = await submitSurvey(desk, authorOf(c), c.req.valid('param').id);
        if (decided.outcome === 'undecided') {
          throw undecided(await answerSurvey(c, dependencies, decided.survey));
        }
        if (decided.outcome === 'twins') {
          throw toldAnew(decided, await answerSurvey(c, dependencies, decided.survey), languageOf(c));
        }
        return c.json(await answerSurvey(c, dependencies, doneOrRefused(c, decided)), 200);
      },
    )
    .openapi(
      route(submitting, {
        method: 'post',
        path: '/api/surveys/{id}/reopen',
        summary:
          'Take the own survey back to go on with it, with all that was decided about it: one that waits for a decision, or that was returned; it is read again as the register is now',
        request: { params: ofSurvey, query: z.strictObject({}) },
        responses: answer,
      }),
      async (c) => {
        const { id } = await foundSurvey(c, database, c.req.valid('param').id);
        const reopened = await readAnew(desk, authorOf(c), { id, step: 'reopen' });
        // A reviewer sees it, but only its author takes it back.
        if (reopened.outcome === 'missing') throw forbidden();
        if (reopened.outcome !== 'changed-it')
          throw reopened.survey.state === 'rejected' ? undone() : wrongState(reopened.survey);
        return c.json(await answerSurvey(c, dependencies, reopened.survey), 200);
      },
    )
    .openapi(
      route(reviewing, {
        method: 'post',
        path: '/api/surveys/{id}/approve',
        summary:
          "Take somebody else's survey into the register: all of it or nothing; where both changed the same value, 409 with all versions unless `resolutions` says which stands; where the register has got what may be the same works since, 409 with `twins` unless `distinct` names them",
        request: {
          params: ofSurvey,
          query: z.strictObject({}),
          body: {
            ...jsonBody(z.strictObject({ reason: reason.optional(), ...decidedOn('take'), distinct })),
            required: false,
          },
        },
        responses: answer,
      }),
      async (c) => {
        const { reason: why = null, resolutions = {}, versions = {}, distinct = {} } = c.req.valid('json') ?? {};
        const wish = { id: c.req.valid('param').id, reason: why, resolutions, versions, distinct };
        const decided = await approveSurvey(database, authorOf(c), wish);
        return c.json(await answerSurvey(c, dependencies, doneOrRefused(c, decided)), 200);
      },
    )
    .openapi(
      route(reviewing, {
        method: 'post',
        path: '/api/surveys/{id}/reject',
        summary: "Return somebody else's survey, with the reason",
        request: { params: ofSurvey, query: z.strictObject({}), body: jsonBody(z.strictObject({ reason })) },
        responses: answer,
      }),
      async (c) => {
        const decided = await rejectSurvey(database, authorOf(c), c.req.valid('param').id, c.req.valid('json').reason);
        return c.json(await answerSurvey(c, dependencies, doneOrRefused(c, decided)), 200);
      },
    )
    .openapi(
      route(reviewing, {
        method: 'post',
        path: '/api/surveys/{id}/undo',
        summary:
          'Take an approved survey back; newer edits of the same values are answered as 409 with all versions, and stay unless `resolutions` says otherwise',
        request: {
          params: ofSurvey,
          query: z.strictObject({}),
          body: jsonBody(
            z.strictObject({
              reason,
              ...decidedOn('undo'),
            }),
          ),
        },
        responses: answer,
      }),
      async (c) => {
        const { reason: why, resolutions, versions } = c.req.valid('json');
        const wish = { id: c.req.valid('param').id, reason: why, resolutions, versions };
        const undone = await undoSurvey(database, authorOf(c), wish);
        if (undone.outcome === 'conflict') throw newerEdits(undone.conflicts);
        return c.json(await answerSurvey(c, dependencies, doneOrRefused(c, undone)), 200);
      },
    );
}

function doneOrRefused(c: Context<ApiEnv>, decided: Decided) {
  switch (decided.outcome) {
    case 'done':
      return decided.survey;
    case 'missing':
      throw notFound();
    case 'own':
      throw forbidden(say('Không ai tự duyệt phiếu của mình', 'Nobody decides on their own survey'));
    case 'state':
      throw wrongState(decided.survey);
    case 'twins': {
      const members = { twins: toldTwins(decided, languageOf(c)), twinCount: decided.twins.length };
      throw new Problem('conflict', { detail: nowTwins(decided), members });
    }
    case 'undecided':
    case 'blocked': {
      const { issues } = wholeOf(decided.survey, nothingBeside, accountOf(c), languageOf(c));
      throw new Problem('unacceptable', {
        detail: say('Còn lỗi phải sửa hoặc bỏ đối tượng', 'Errors are open: mend them or leave the features out'),
        members: { issues: issues.filter(({ severity }) => severity === 'error').slice(0, 100) },
      });
    }
    case 'taken':
      throw taken(decided.features);
    case 'conflict':
      throw new Problem('conflict', {
        detail: say('Có người đã sửa đối tượng mà phiếu này sửa', 'Somebody has changed what this survey changes'),
        members: {
          conflicts: decided.conflicts.slice(0, mostConflicts).map(
            ({ staged, current, fields }): ApproveConflict<unknown> => ({
              survey: staged,
              current: current && JSON.parse(featureText(current)),
              fields,
            }),
          ),
        },
      });
  }
}

const mostConflicts = 200;
const mostNamed = 3;

/** Which new features have come into the register meanwhile: their author can send them as changes of those. */
function taken(features: readonly TakenFeature[]): Problem {
  const named = features.slice(0, mostNamed).map(({ feature, id, name }) => `“${name ?? id}” (${feature + 1})`);
  const more = features.length > mostNamed ? `${named.join(', ')}, … (${features.length})` : named.join(', ');
  const detail = say(
    `Trong sổ đăng ký đã có đối tượng cùng mã: ${more}. Hãy trả phiếu để người gửi cập nhật đối tượng đó`,
    `The register has a feature of the same id already: ${more}. Return the survey, so that its author changes that one`,
  );
  return new Problem('conflict', { detail, members: { features: features.slice(0, mostConflicts) } });
}
const nothingBeside = { steps: [], roadNames: new Map<string, string>(), repeats: [], photos: 0 };

/** Twins as whoever decides is told of them; at most so many, the others when these are decided. */
const toldTwins = ({ survey, twins }: Extract<Decided, { outcome: 'twins' }>, language: Language): ToldTwin[] =>
  twins.slice(0, mostConflicts).map(({ staged, name, existing, issue }) => ({
    ...{ feature: staged.index, id: staged.id, name, existing, code: issue.code },
    metres: Number(issue.context?.metres),
    message: issueText(issue, language, layerById(survey.layer)),
  }));

/** Its features have stood in the register under their ids, and the history tells of them. */
const undone = () =>
  conflict(
    say(
      'Phiếu này đã được duyệt rồi hoàn tác nên không mở lại được. Hãy gửi lại tệp như phiếu mới',
      'This survey was approved and undone, so it cannot be opened again. Send the file again as a new survey',
    ),
  );

const nowTwins = ({ twins }: Extract<Decided, { outcome: 'twins' }>) => {
  const [first] = twins;
  const pair = first ? `“${first.name}” – “${first.existing.name}”` : '';
  const names = twins.length > 1 ? `${pair}, …` : pair;
  return say(
    `Từ khi đọc tệp, sổ đã có thêm ${twins.length} công trình có thể chính là của phiếu này (${names})`,
    `Since the file was read the register has got what may be the same works as of this survey, ${twins.length} of them (${names})`,
  );
};

const toldAnew = (
  decided: Extract<Decided, { outcome: 'twins' }>,
  current: z.infer<typeof surveyWhole>,
  language: Language,
) => {
  const now = nowTwins(decided);
  const detail = say(
    `${now.vi}. Hãy xem các cảnh báo: cập nhật công trình đã có, bỏ đối tượng, hoặc gửi duyệt lần nữa nếu là công trình khác`,
    `${now.en}. See the warnings: update what is there, leave the feature out, or submit once more if they are other works`,
  );
  return new Problem('conflict', { detail, members: { twins: toldTwins(decided, language), current } });
};

const undecided = ({ issues, repeats }: z.infer<typeof surveyWhole>) => {
  const open = repeats.filter(({ mustChoose }) => mustChoose);
  const detail = say(
    'Đã có phiếu của cùng tệp hoặc cùng chuyến đi; hãy chọn bỏ qua, nối hoặc giữ như chuyến mới',
    'There is a survey of the same file or walk; choose to skip, to link, or to keep it as a new visit',
  );
  const meant = issues.filter(({ code }) => open.some(({ kind }) => kind === code));
  return new Problem('unacceptable', { detail, members: { issues: meant, repeats: open } });
};

const newerEdits = (conflicts: readonly UndoConflict[]) =>
  new Problem('conflict', {
    detail: say('Có sửa đổi mới hơn; hãy chọn cho từng chỗ', 'There are newer edits; decide on each'),
    members: { conflicts },
  });
