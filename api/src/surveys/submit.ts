import type { Database, Transaction } from '../database/database.ts';
import { changeSurvey } from '../queries/survey-changes.ts';
import { type SurveyRow, surveyOfFile } from '../queries/surveys.ts';
import { readAnew } from './change-reading.ts';
import type { Author, Desk } from './file-job.ts';
import { toldRepeats, withRepeatedFile } from './repeats.ts';
import { type Decided, finish, inOneTransaction, surveyForStep } from './survey-step.ts';
import { twinsSince } from './untold-twins.ts';

/**
 * The author hands the survey to the reviewers. Where the register has got what may be the same works since the file was read, it
 * is read again first and its author told: handed in once more it goes as it is.
 */
export async function submitSurvey(desk: Desk, author: Author, id: string): Promise<Decided> {
  const decided = await submitAsRead(desk.database, author, id);
  if (decided.outcome !== 'twins') return decided;
  const again = await readAnew(desk, author, { id, step: 'change' });
  if (again.outcome !== 'changed-it') return submitSurvey(desk, author, id);
  return { ...decided, survey: again.survey };
}

const submitAsRead = (database: Database, author: Author, id: string): Promise<Decided> =>
  inOneTransaction<Decided>(database, author, `survey ${id}`, async (transaction) => {
    const own = { accountId: author.caller.accountId, all: false };
    const kept = await surveyForStep(transaction, own, id, ['received', 'has-issues']);
    const survey = await withFileSentAtOnce(transaction, kept);
    if (survey.reading.errors > 0 || survey.reading.accepted === 0) return { outcome: 'blocked', survey };
    const repeats = await toldRepeats(transaction, author.caller, survey);
    if (repeats.some(({ mustChoose }) => mustChoose)) return { outcome: 'undecided', survey };
    const twins = await twinsSince(transaction, author.caller.clearance, survey);
    if (twins.length > 0) return { outcome: 'twins', survey, twins };
    return finish(transaction, survey, own, { state: 'submitted', action: 'submit', reason: null });
  });

/** With the survey of the same file that was kept while this one was being read: neither reading could know of the other. */
async function withFileSentAtOnce(transaction: Transaction, survey: SurveyRow): Promise<SurveyRow> {
  if (survey.reading.repeats?.some(({ kind }) => kind === 'same-file')) return survey;
  const earlier = { not: [survey.id], before: survey.createdAt.toISOString() };
  const reading = withRepeatedFile(survey.reading, await surveyOfFile(transaction, earlier, survey));
  if (reading === survey.reading) return survey;
  await changeSurvey(transaction, survey.id, survey.version, { reading });
  return { ...survey, reading, version: survey.version + 1 };
}
