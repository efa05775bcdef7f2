import type { SurveyState } from '@phen-dau/geodata';
import { editorFor, type SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { recordEvent } from '../queries/audit.ts';
import type { FeatureRow, FieldConflict } from '../queries/features.ts';
import { addStep, changeSurvey } from '../queries/survey-changes.ts';
import { findSurvey, type SurveyRow, type SurveyScope, type WrittenFeature } from '../queries/surveys.ts';
import type { Author } from './file-job.ts';
import type { StagedFeature } from './survey-reading.ts';
import type { TakenFeature } from './taken-features.ts';
import type { Twin } from './untold-twins.ts';

/**
 * `missing`: hidden or none; `state`: a step its state does not allow; `own`: nobody decides on their own survey;
 * `blocked`: errors are open; `undecided`: nobody said what an earlier survey of the same means; `twins`: since it was read, the
 * register has got what may be the same works; `conflict`: somebody has changed a feature that the survey changes too;
 * `taken`: what is new in the survey stands in the register by now, under the same ids.
 */
export type Decided =
  | { readonly outcome: 'done'; readonly survey: SurveyRow }
  | { readonly outcome: 'missing' | 'own' }
  | { readonly outcome: 'state' | 'blocked' | 'undecided'; readonly survey: SurveyRow }
  | { readonly outcome: 'twins'; readonly survey: SurveyRow; readonly twins: readonly Twin[] }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly ApprovalConflict[] }
  | { readonly outcome: 'taken'; readonly features: readonly TakenFeature[] };

/** A feature that the survey changes and somebody has changed since. */
export interface ApprovalConflict {
  readonly staged: StagedFeature;
  /** Null: it has been ended. */
  readonly current: FeatureRow | null;
  /** The values on which they disagree; none where the state that the survey started from is not known any more. */
  readonly fields: readonly FieldConflict[];
}

/** Whoever decides sees the surveys of all. */
export const reviewerScope = ({ accountId }: SignedIn): SurveyScope => ({ accountId, all: true });

/** Ends a transaction that must leave nothing behind although nothing of ours failed. */
export class Withdrawn<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('withdrawn');
    this.answer = answer;
  }
}

/**
 * Runs a step in one transaction; what it withdraws with is its answer, and nothing of it stays. One that got into another's way
 * begins anew: two surveys of the same features, each waiting for what the other has changed, are nothing to tell a person.
 */
export async function inOneTransaction<T>(
  database: Database,
  { caller, from }: Author,
  why: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(editorFor(caller, { from, why }), work, { statementMs: 300_000 });
    } catch (error) {
      if (error instanceof Withdrawn) return error.answer;
      const isInTheWay = error instanceof StatementRefused && error.refusal === 'collision';
      if (!isInTheWay || attempt === mostAttempts) throw error;
    }
  }
}
const mostAttempts = 3;

/** Locks a survey for a step from `state`; whatever stands against it ends the transaction. */
export async function surveyForStep(
  transaction: Transaction,
  scope: SurveyScope,
  id: string,
  states: readonly SurveyState[],
): Promise<SurveyRow> {
  const survey = await findSurvey(transaction, scope, id, 'lock');
  if (!survey) throw new Withdrawn<Decided>({ outcome: 'missing' });
  if (!states.includes(survey.state)) throw new Withdrawn<Decided>({ outcome: 'state', survey });
  return survey;
}

interface Finish {
  readonly state: SurveyState;
  readonly action: 'submit' | 'approve' | 'reject' | 'undo';
  readonly reason: string | null;
  readonly by?: string;
  readonly written?: readonly WrittenFeature[];
  /** How many are shown with features, or no longer are. */
  readonly photos?: number;
  /** What else was decided, kept with the step. */
  readonly detail?: object | undefined;
}

/** The new state with its step and its audit entry. */
export async function finish(
  transaction: Transaction,
  { id, version, layer, sensitivity, reading }: SurveyRow,
  scope: SurveyScope,
  { state, action, reason, by, written, photos = 0, detail: more }: Finish,
): Promise<Decided> {
  const decision = by === undefined ? {} : { decision: { by, reason } };
  await changeSurvey(transaction, id, version, { state, ...decision, ...(written && { written }) });
  await addStep(transaction, id, action, { reason, detail: more });
  const detail = { id, features: reading.accepted, ...(photos > 0 && { photos }) };
  await recordEvent(transaction, { action: `survey.${action}`, outcome: 'done', layer, sensitivity, detail });
  const survey = await findSurvey(transaction, scope, id);
  if (!survey) throw new Error(`Survey ${id} vanished at its own step`);
  return { outcome: 'done', survey };
}
