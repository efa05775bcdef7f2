import { decisionLimits, type Layer } from '@phen-dau/geodata';
import { editorFor } from '../account.ts';
import { addStep, changeSurvey } from '../queries/survey-changes.ts';
import { findSurvey, keptOriginal, type SurveyRow, surveyOfFile } from '../queries/surveys.ts';
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
    const after = await desk.database.transaction(
      editorFor(caller, { from }),
      async (transaction) => {
        const changes = skipped
          ? { state: 'superseded' as const, replacedBy: skipped.survey, instructions }
          : {
              instructions,
              ...(isBack && { state: stateOf(survey.reading), replacedBy: null }),
              ...(read && { state: stateOf(read.reading), ...read }),
            };
        if (!(await changeSurvey(transaction, id, survey.version, changes))) return undefined;
        await addStep(transaction, id, skipped ? 'supersede' : 'change', { detail: change });
        return findSurvey(transaction, ownScope(caller), id);
      },
      { statementMs: 60_000 },
    );
    if (after) return { outcome: 'changed-it', survey: after };
  }
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
  const { reading, pages, walks } = await room.read(job, { kept }, answersFor(database, author, layer, earlier));
  return { reading: withRepeatedFile(reading, sameFile), pages, walks };
}
