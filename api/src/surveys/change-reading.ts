import { decisionLimits, type Layer, layerById, type SurveyState } from '@phen-dau/geodata';
import { editorFor } from '../account.ts';
import { recordEvent } from '../queries/audit.ts';
import { addStep, changeSurvey } from '../queries/survey-changes.ts';
import { findSurvey, keptOriginal, type SurveyRow, surveyOfFile, writtenBy } from '../queries/surveys.ts';
import { type Author, answersFor, type Desk, jobFor, ownScope, stateOf } from './file-job.ts';
import { changedInstructions, isRemark, type SurveyChange, type SurveyInstructions } from './instructions.ts';
import type { ReadOutcome } from './reading-job.ts';
import { withRepeatedFile } from './repeats.ts';

/**
 * `missing`: not this caller's; `too-much`: beyond what may be decided about one survey; `closed`: no longer open for changes;
 * `changed`: somebody was faster.
 */
export type Changed =
  | { readonly outcome: 'changed-it'; readonly survey: SurveyRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'too-much' }
  | { readonly outcome: 'closed' | 'changed'; readonly survey: SurveyRow };

interface Wish {
  readonly id: string;
  readonly layer: Layer;
  readonly change: SurveyChange;
  /** The version the change starts from; without it the change joins whatever others were made meanwhile. */
  readonly expected: number | undefined;
}

/**
 * Changes what its author decided about a survey. Where that concerns the reading, the original is read again: the staged
 * features always follow from it and all decisions. Skipping a repeat withdraws the survey in favour of the earlier one, until
 * that is taken back.
 */
export async function changeReading(desk: Desk, author: Author, wish: Wish): Promise<Changed> {
  const { caller, from } = author;
  const { id, change, expected } = wish;
  const skipped = change.repeats?.find(({ choice }) => choice === 'skip');
  for (;;) {
    const survey = await desk.database.transaction(editorFor(caller, { from }), (transaction) =>
      findSurvey(transaction, ownScope(caller), id),
    );
    if (!survey) return { outcome: 'missing' };
    const isBack = takesSkipBack(survey, change);
    if (!['received', 'has-issues'].includes(survey.state) && !isBack) return { outcome: 'closed', survey };
    if (expected !== undefined && survey.version !== expected) return { outcome: 'changed', survey };
    const instructions = changedInstructions(survey.instructions, change);
    if (Buffer.byteLength(JSON.stringify(instructions)) > decisionLimits.decisionBytes) return { outcome: 'too-much' };
    const read = isRemark(change) ? undefined : await readAgain(desk, author, wish.layer, survey, instructions);
    const changes = skipped
      ? { state: 'superseded' as const, replacedBy: skipped.survey, instructions }
      : {
          instructions,
          ...(isBack && { state: stateOf(survey.reading), replacedBy: null }),
          ...(read && { state: stateOf(read.reading), ...read }),
        };
    const after = await keep(desk, author, survey, { changes, step: skipped ? 'supersede' : 'change', detail: change });
    if (after) return { outcome: 'changed-it', survey: after };
  }
}

type ReadAnew = Exclude<Changed, { readonly outcome: 'too-much' }>;

interface Again {
  readonly id: string;
  /** `change`: it is open for changes and stays so; `reopen`: it waits for a decision, or was returned. */
  readonly step: 'change' | 'reopen';
}

/**
 * Reads a survey again under the same decisions, as the register is now. That is also how its author takes it back, from the
 * reviewers or from where they returned it to. What was approved once stays closed: the register's history tells of its features.
 */
export async function readAnew(desk: Desk, author: Author, { id, step }: Again): Promise<ReadAnew> {
  const { caller, from } = author;
  const states: readonly SurveyState[] = step === 'reopen' ? ['submitted', 'rejected'] : ['received', 'has-issues'];
  for (;;) {
    const { survey, written } = await desk.database.transaction(editorFor(caller, { from }), async (transaction) => ({
      survey: await findSurvey(transaction, ownScope(caller), id),
      written: await writtenBy(transaction, id),
    }));
    if (!survey) return { outcome: 'missing' };
    if (!states.includes(survey.state) || written !== null) return { outcome: 'closed', survey };
    const read = await readAgain(desk, author, layerById(survey.layer), survey, survey.instructions);
    const changes = { state: stateOf(read.reading), ...read };
    const after = await keep(desk, author, survey, { changes, step });
    if (after) return { outcome: 'changed-it', survey: after };
  }
}

interface Kept {
  readonly changes: Parameters<typeof changeSurvey>[3];
  readonly step: 'change' | 'supersede' | 'reopen';
  readonly detail?: SurveyChange;
}

/** The survey as it is after a step; undefined where somebody was faster. */
function keep({ database }: Desk, { caller, from }: Author, survey: SurveyRow, { changes, step, detail }: Kept) {
  const { id, version, layer, sensitivity } = survey;
  return database.transaction(
    editorFor(caller, { from }),
    async (transaction) => {
      if (!(await changeSurvey(transaction, id, version, changes))) return undefined;
      await addStep(transaction, id, step, { detail });
      if (step === 'reopen') {
        await recordEvent(transaction, {
          action: 'survey.reopen',
          outcome: 'done',
          layer,
          sensitivity,
          detail: { id },
        });
      }
      return findSurvey(transaction, ownScope(caller), id);
    },
    { statementMs: 60_000 },
  );
}

/** Whether a survey that was withdrawn for an earlier one stands again by this change, which then is about nothing else. */
function takesSkipBack({ state, replacedBy, instructions }: SurveyRow, change: SurveyChange): boolean {
  const { repeats = [], ...other } = change;
  const isSkipped = state === 'superseded' && replacedBy !== null && instructions.repeats?.[replacedBy] === 'skip';
  const isMeant =
    repeats.length > 0 && repeats.every(({ survey, choice }) => survey === replacedBy && choice !== 'skip');
  return isSkipped && isMeant && Object.keys(other).length === 0;
}

async function readAgain(
  desk: Desk,
  author: Author,
  layer: Layer,
  survey: SurveyRow,
  instructions: SurveyInstructions,
): Promise<Pick<ReadOutcome, 'reading' | 'pages' | 'walks'>> {
  const { database, room } = desk;
  const { caller, from } = author;
  const earlier = { not: [survey.id], before: survey.createdAt.toISOString() };
  // As an editor, so that no replica answers: what was kept a moment ago must be found.
  const { job, kept, sameFile } = await database.transaction(editorFor(caller, { from }), async (transaction) => ({
    job: await jobFor(transaction, desk, caller, { ...survey, layer, instructions }),
    kept: await keptOriginal(transaction, survey.id),
    sameFile: await surveyOfFile(transaction, earlier, survey),
  }));
  const { reading, pages, walks } = await room.read(job, { kept }, answersFor(desk, author, layer, earlier));
  return { reading: withRepeatedFile(reading, sameFile), pages, walks };
}
