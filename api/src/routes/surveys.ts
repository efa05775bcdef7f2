import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { decisionLimits, inMegabytes, layerById, say, surveyStates } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { matchedVersion } from '../ogc/if-match.ts';
import { type ApiEnv, accountOf, authorOf, readerOf, route, router, textRoute } from '../policy.ts';
import { conflict, invalid, Problem, unfit } from '../problem.ts';
import { listSurveys, type SurveyRow, type SurveyScope } from '../queries/surveys.ts';
import { changeReading } from '../surveys/change-reading.ts';
import type { Desk } from '../surveys/file-job.ts';
import { changedInstructions, surveyChange } from '../surveys/instructions.ts';
import { receiveSurvey } from '../surveys/intake.ts';
import { repeatIssues, scopeFor, type ToldRepeat, toldRepeats, toldRepeatsOf } from '../surveys/repeats.ts';
import { briefOf } from '../surveys/survey-answer.ts';
import type { SurveyIssue } from '../surveys/survey-reading.ts';
import { surveyQueue, surveyWhole } from '../surveys/survey-schemas.ts';
import { readUpload } from '../surveys/upload.ts';
import { askedDigest, idOf, instructionsOf, layerOf } from '../surveys/upload-fields.ts';
import { sendAnew, uploadedFile } from '../surveys/uploaded-file.ts';
import { cancelUpload } from '../surveys/uploads.ts';
import { answerSurvey, foundSurvey, wrongState } from './asked-survey.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const ofSurvey = z.object({ id: z.uuid().toLowerCase() });
const submitting = { permission: 'survey.submit' } as const;

const scopeOf = (c: Context<ApiEnv>): SurveyScope => scopeFor(accountOf(c));

/** Surveys: the queue, sending a file, looking at its survey, deciding how it is read. */
export function surveyRoutes(dependencies: Dependencies, desk: Desk) {
  const { database } = dependencies;

  return router()
    .openapi(
      route(submitting, {
        method: 'get',
        path: '/api/surveys',
        summary: 'The queue, newest first, with counts of every state',
        request: {
          query: z.strictObject({
            state: z
              .string()
              .transform((text) => text.split(','))
              .pipe(z.array(z.enum(surveyStates)).min(1))
              .optional(),
            layer: z.string().max(100).optional(),
            mine: z.literal('1').optional(),
            limit: z.coerce.number().int().min(1).max(500).default(100),
            after: z.uuid().toLowerCase().optional(),
          }),
        },
        responses: {
          200: jsonAnswer('Surveys the caller may see', surveyQueue),
        },
      }),
      async (c) => {
        const caller = accountOf(c);
        const { state, layer, mine, limit, after } = c.req.valid('query');
        const scope = mine ? { ...scopeOf(c), all: false } : scopeOf(c);
        const query = {
          limit,
          ...(state && { states: state }),
          ...(layer !== undefined && { layer }),
          ...(after !== undefined && { before: after }),
        };
        const queue = await database.read(readerOf(c), async (transaction) => {
          const { surveys, ...rest } = await listSurveys(transaction, scope, query);
          const repeats = await toldRepeatsOf(transaction, caller, surveys);
          return { surveys: surveys.map((survey) => briefOf(survey, repeats.get(survey.id) ?? [], caller)), ...rest };
        });
        return c.json(queue, 200);
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'post',
        path: '/api/surveys',
        summary:
          'Send a file of at most 128 MB for a layer, or hand in one that came in pieces (`upload`); answered once it is kept. The same request again under its idempotency-key answers the same survey; any other under that key is refused (422)',
        parameters: [{ name: 'idempotency-key', in: 'header', schema: { type: 'string', maxLength: 200 } }],
        requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } },
        responses: {
          200: jsonAnswer('This key had sent it before', surveyWhole),
          201: jsonAnswer('Kept; with the receipt', surveyWhole),
        },
      }),
      async (c) => {
        const key = c.req.header('idempotency-key')?.trim() || randomUUID();
        if (key.length > 200) throw invalid([tooLong]);
        const { file, fields } = await readUpload(c);
        const layer = layerOf(c, fields.layer);
        const author = authorOf(c);
        const instructions = changedInstructions({}, instructionsOf(fields));
        const replaces = fields.replaces === undefined ? undefined : idOf(fields.replaces, 'replaces');
        const sent = file ?? (await uploadedFile(database, author, idOf(fields.upload ?? '', 'upload')));
        const all = { ...sent, layer, instructions, idempotencyKey: key, askedDigest: askedDigest(fields), replaces };
        const received = await receiveSurvey(desk, author, all);
        if (received.outcome === 'used-up') {
          await cancelUpload(database, author, idOf(fields.upload ?? '', 'upload'));
          throw sendAnew();
        }
        if (received.outcome === 'key-used') throw keyUsed();
        if (received.outcome === 'nothing-to-replace') throw notReplaced(received.survey);
        c.header('Location', `/api/surveys/${received.survey.id}`);
        return c.json(await answerSurvey(c, dependencies, received.survey), received.outcome === 'new' ? 201 : 200);
      },
    )
    .openapi(
      route(submitting, {
        method: 'get',
        path: '/api/surveys/{id}',
        summary: 'One survey: receipt, issues, what may be done',
        request: { params: ofSurvey, query: z.strictObject({}) },
        responses: { 200: jsonAnswer('The survey', surveyWhole) },
      }),
      async (c) =>
        c.json(await answerSurvey(c, dependencies, await foundSurvey(c, database, c.req.valid('param').id)), 200),
    )
    .openapi(
      route(submitting, {
        method: 'patch',
        path: '/api/surveys/{id}',
        summary: 'Decide how the own file is read: coordinate system, mapping, fixes, warnings ignored with a reason',
        request: {
          params: ofSurvey,
          body: jsonBody(surveyChange),
        },
        responses: { 200: jsonAnswer('As it is now', surveyWhole) },
      }),
      async (c) => {
        const survey = await foundSurvey(c, database, c.req.valid('param').id);
        const change = c.req.valid('json');
        const repeats = await database.read(readerOf(c), (transaction) =>
          toldRepeats(transaction, accountOf(c), survey),
        );
        const issues = [...survey.reading.issues, ...repeatIssues(repeats, survey.reading)];
        refuseIgnoredErrors(issues, change.ignore ?? []);
        refuseUnknownRepeats(repeats, change.repeats ?? [], survey.layer);
        const wish = { id: survey.id, layer: layerById(survey.layer), change, expected: matchedVersion(c) };
        const changed = await changeReading(desk, authorOf(c), wish);
        // A reviewer sees it, but only its author decides how it is read.
        if (changed.outcome === 'missing') throw new Problem('forbidden');
        if (changed.outcome === 'too-much') throw tooManyDecisions();
        if (changed.outcome === 'closed') throw wrongState(changed.survey);
        const answer = await answerSurvey(c, dependencies, changed.survey);
        if (changed.outcome === 'changed') throw new Problem('changed', { members: { current: answer } });
        return c.json(answer, 200);
      },
    );
}

function tooManyDecisions(): Problem {
  const { decisionBytes } = decisionLimits;
  const megabytes = inMegabytes(decisionBytes);
  const detail = say(
    `Các quyết định về một phiếu chiếm tối đa ${megabytes} MB. Hãy sửa trong chính tệp rồi gửi lại`,
    `What is decided about one survey takes at most ${megabytes} MB. Mend the file itself and send it again`,
  );
  return new Problem('too-large', { detail, members: { limitBytes: decisionBytes } });
}

/** What a warning says may be known and meant; an error keeps a feature out and can only be mended or left out. */
function refuseIgnoredErrors(
  issues: readonly SurveyIssue[],
  ignore: readonly { issue: string; reason: string | null }[],
): void {
  for (const [index, { issue, reason }] of ignore.entries()) {
    const meant = issues.find(({ key }) => key === issue);
    if (reason === null || meant?.severity === 'warning') continue;
    const why = say('Chỉ cảnh báo mới bỏ qua được', 'Only a warning of this survey can be ignored');
    throw unfit(`/ignore/${index}`, why);
  }
}

/**
 * Only what the caller may know of can be chosen about; any other id is no survey. Of a walk there may be two records that are
 * one visit; lamps sent twice would simply be there twice.
 */
function refuseUnknownRepeats(
  repeats: readonly ToldRepeat[],
  chosen: readonly { survey: string; choice: string | null }[],
  layer: string,
): void {
  for (const [index, { survey, choice }] of chosen.entries()) {
    if (choice === 'link' && layer !== 'survey-track') {
      throw unfit(`/repeats/${index}/choice`, say('Chỉ nối được vết đi', 'Only walks can be linked'));
    }
    if (repeats.some((repeat) => repeat.survey === survey)) continue;
    throw unfit(`/repeats/${index}/survey`, say('Không phải phiếu bị lặp lại', 'Not a survey that this one repeats'));
  }
}

/** As draft-ietf-httpapi-idempotency-key-header has it: a key stands for one request. */
function keyUsed(): Problem {
  const detail = say(
    'Khóa này đã dùng cho một yêu cầu khác (tệp, lớp hoặc cách đọc khác). Hãy gửi với khóa mới',
    'This key has been used for another request: for another file, layer or way of reading. Send this one under a new key',
  );
  return new Problem('unacceptable', { detail, issues: [{ ...ofKey, message: detail }] });
}

/** Why a file cannot take the place of a survey; of one that has gone on, how it stands and what has replaced it. */
function notReplaced(survey: SurveyRow | undefined): Problem {
  if (!survey) return conflict(say('Không có phiếu để thay', 'There is no survey of yours to replace'));
  const { state, replacedBy } = survey;
  if (replacedBy === null) return wrongState(survey);
  const detail = say(
    'Phiếu này đã được thay bằng phiếu khác. Hãy gửi tệp thay cho phiếu mới đó, hoặc gửi như phiếu riêng',
    'Another survey has taken the place of this one already. Send the file in place of that, or by itself',
  );
  return new Problem('conflict', { detail, members: { state, replacedBy } });
}

const ofKey = { code: 'parameter-invalid', severity: 'error', parameter: 'idempotency-key' } as const;
const tooLong = {
  ...ofKey,
  message: say('Dài quá 200 ký tự', 'Longer than 200 characters'),
} as const;
