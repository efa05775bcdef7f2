import type { Issue } from '@phen-dau/geodata';
import { mayPerform, type SignedIn } from '../account.ts';
import type { Transaction } from '../database/database.ts';
import { type EarlierSurvey, earlierSurveys, type SurveyRow, type SurveyScope } from '../queries/surveys.ts';
import { vietnamDay } from '../today.ts';
import type { RepeatChoice } from './instructions.ts';
import type { Repeat, SurveyIssue, SurveyReading } from './survey-reading.ts';

/** A repeat as somebody is told of it who may see the earlier survey too. */
export interface ToldRepeat extends Repeat {
  readonly earlier: EarlierSurvey;
  readonly choice: RepeatChoice | null;
  /** Nobody has said what it means. */
  readonly isUnexplained: boolean;
  /** Its author has to choose before it can be submitted. */
  readonly mustChoose: boolean;
}

/** The reading of a file with the survey of the very same file, if there is one. */
export function withRepeatedFile(reading: SurveyReading, survey: string | null): SurveyReading {
  if (survey === null) return reading;
  const others = (reading.repeats ?? []).filter((repeat) => repeat.survey !== survey);
  return { ...reading, repeats: [{ survey, kind: 'same-file', similarity: 1, features: [] }, ...others] };
}

/** Reviewers see all that their clearance reaches, others their own. */
export const scopeFor = (caller: SignedIn): SurveyScope => ({
  accountId: caller.accountId,
  all: mayPerform(caller, 'survey.review'),
});

/** The repeats of a survey that somebody may know of. To a plain surveyor the walks of others do not exist. */
export async function toldRepeats(
  transaction: Transaction,
  caller: SignedIn,
  survey: SurveyRow,
): Promise<readonly ToldRepeat[]> {
  return (await toldRepeatsOf(transaction, caller, [survey])).get(survey.id) ?? [];
}

/** The same of many surveys, by their ids. */
export async function toldRepeatsOf(
  transaction: Transaction,
  caller: SignedIn,
  surveys: readonly SurveyRow[],
): Promise<ReadonlyMap<string, readonly ToldRepeat[]>> {
  const ids = surveys.flatMap(({ reading }) => (reading.repeats ?? []).map((repeat) => repeat.survey));
  const earlier = await earlierSurveys(transaction, scopeFor(caller), [...new Set(ids)]);
  const known = new Map(earlier.map((one) => [one.id, one]));
  return new Map(surveys.map((survey) => [survey.id, repeatsAmong(known, caller, survey)]));
}

function repeatsAmong(known: ReadonlyMap<string, EarlierSurvey>, caller: SignedIn, survey: SurveyRow): ToldRepeat[] {
  const repeats = survey.reading.repeats ?? [];
  const isOpen = survey.state === 'received' || survey.state === 'has-issues';
  const isOwn = survey.authorId === caller.accountId;
  return repeats.flatMap((repeat) => {
    const earlier = known.get(repeat.survey);
    if (!earlier) return [];
    const choice = survey.instructions.repeats?.[repeat.survey] ?? null;
    const ignored = survey.instructions.ignored?.[keyOf(repeat)] !== undefined;
    // What was rejected did not enter the register: sent again it is no second visit.
    const isUnexplained = choice === null && !ignored;
    const asks = isOpen && isOwn && isUnexplained && earlier.state !== 'rejected';
    return [{ ...repeat, earlier, choice, isUnexplained, mustChoose: asks }];
  });
}

/** The same as findings, for the list of issues. */
export function repeatIssues(repeats: readonly ToldRepeat[], reading: SurveyReading): SurveyIssue[] {
  return repeats.map((repeat) => {
    const { kind, similarity, earlier, features } = repeat;
    const [feature, ...others] = features;
    const isOnePart = feature !== undefined && others.length === 0;
    const context = { id: earlier.id, day: vietnamDay(earlier.createdAt), share: Math.round(100 * similarity) };
    const issue: Issue = { code: kind, severity: 'warning', context, ...(isOnePart && { feature }) };
    const leaveOut = isOnePart && reading.read > 1 && { fix: { kind: 'leave-out' as const } };
    return { ...issue, ...leaveOut, key: keyOf(repeat) };
  });
}

const keyOf = ({ kind, survey }: Repeat) => `${kind}|||${survey}|`;
