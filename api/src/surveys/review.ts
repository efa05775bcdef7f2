import { type Layer, layerById, mayHaveTwins, type SurveyState } from '@phen-dau/geodata';
import { editorFor, type SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { recordEvent } from '../queries/audit.ts';
import { type FeatureRow, type FieldConflict, insertFeaturesInTurn, mergeFeature } from '../queries/features.ts';
import { showPhotos } from '../queries/photo-changes.ts';
import { photosOfSurvey } from '../queries/photos.ts';
import { addStep, changeSurvey, waitForApprovals } from '../queries/survey-changes.ts';
import {
  findSurvey,
  type SurveyRow,
  type SurveyScope,
  surveyOfFile,
  surveyPages,
  type WrittenFeature,
  writtenOver,
} from '../queries/surveys.ts';
import { readAnew } from './change-reading.ts';
import { type ApproveChoices, resolutionsFor } from './conflicts.ts';
import type { Author, Desk } from './file-job.ts';
import { bindLinkedWalks, type LinkedWalks } from './linked-walks.ts';
import { featuresOfPage } from './pages.ts';
import { toldRepeats, withRepeatedFile } from './repeats.ts';
import type { StagedFeature } from './survey-reading.ts';
import { type TakenFeature, takenFeatures } from './taken-features.ts';
import { type Twin, twinsSince } from './untold-twins.ts';

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
interface ApprovalConflict {
  readonly staged: StagedFeature;
  /** Null: it has been ended. */
  readonly current: FeatureRow | null;
  /** The values on which they disagree; none where the state that the survey started from is not known any more. */
  readonly fields: readonly FieldConflict[];
}

const reviewerScope = ({ accountId }: SignedIn): SurveyScope => ({ accountId, all: true });

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

/** Returns a survey to its author, with the reason. */
export const rejectSurvey = (database: Database, author: Author, id: string, reason: string): Promise<Decided> =>
  inOneTransaction<Decided>(database, author, `survey ${id}`, async (transaction) => {
    const scope = reviewerScope(author.caller);
    const survey = await surveyForStep(transaction, scope, id, ['submitted']);
    if (survey.authorId === author.caller.accountId) return { outcome: 'own' };
    return finish(transaction, survey, scope, {
      state: 'rejected',
      action: 'reject',
      reason,
      by: author.caller.username,
    });
  });

export interface ApproveWish {
  readonly id: string;
  readonly reason: string | null;
  readonly resolutions: ApproveChoices;
  /** By feature, the version that its resolutions were decided on; edited since, it is asked about again. */
  readonly versions: Readonly<Record<string, number>>;
  /** By feature, those of the register that it is like and that the reviewer knows to be other works. */
  readonly distinct: Readonly<Record<string, readonly string[]>>;
}

/**
 * Takes a survey into the register: all of its features with history, audit and layer version, or none. Where somebody has
 * changed the same value since, or has brought in what may be the same works, a person has to have decided.
 */
export async function approveSurvey(database: Database, author: Author, wish: ApproveWish): Promise<Decided> {
  const { id, reason } = wish;
  const approving = inOneTransaction<Decided>(database, author, `survey ${id}`, async (transaction) => {
    const scope = reviewerScope(author.caller);
    const survey = await surveyForStep(transaction, scope, id, ['submitted']);
    if (survey.authorId === author.caller.accountId) return { outcome: 'own' };
    const layer = layerById(survey.layer);
    if (mayHaveTwins(layer)) await waitForApprovals(transaction, layer);
    const isOpen = ({ staged, existing }: Twin) => !wish.distinct[staged.id]?.includes(existing.id);
    const twins = (await twinsSince(transaction, author.caller.clearance, survey)).filter(isOpen);
    if (twins.length > 0) {
      // Those of the very ids cannot be called other works.
      const taken = await takenFeatures(transaction, author.caller, survey);
      return taken.length > 0 ? { outcome: 'taken', features: taken } : { outcome: 'twins', survey, twins };
    }
    const linked = await bindLinkedWalks(transaction, author.caller.clearance, survey);
    const written = [...linked.written, ...(await writeFeatures(transaction, layer, author.caller, wish, linked))];
    const photos = await showSurveyPhotos(transaction, layer, author.caller, id);
    const by = author.caller.username;
    const detail = Object.keys(wish.distinct).length > 0 ? { distinct: wish.distinct } : undefined;
    return finish(transaction, survey, scope, {
      ...{ state: 'approved', action: 'approve', reason, by, written, photos, detail },
    });
  });
  try {
    return await approving;
  } catch (error) {
    if (!(error instanceof StatementRefused) || error.refusal !== 'duplicate') throw error;
    const features = await inOneTransaction(database, author, `survey ${id}`, async (transaction) => {
      const survey = await findSurvey(transaction, reviewerScope(author.caller), id);
      return survey ? takenFeatures(transaction, author.caller, survey) : [];
    });
    if (features.length === 0) throw error;
    return { outcome: 'taken', features };
  }
}

/** A page at a time, so that a large survey is never all text and all objects at once. */
async function writeFeatures(
  transaction: Transaction,
  layer: Layer,
  { clearance }: SignedIn,
  wish: ApproveWish,
  { patrols }: LinkedWalks,
) {
  const written: WrittenFeature[] = [];
  const conflicts: ApprovalConflict[] = [];
  for (let from = 0; ; ) {
    const pages = await surveyPages(transaction, wish.id, { from, most: pagesAtOnce });
    const changing: StagedFeature[] = [];
    function* newFeatures() {
      changing.length = 0;
      for (const { bytes } of pages) {
        for (const staged of featuresOfPage(bytes)) {
          if (staged.changes !== undefined) changing.push(staged);
          else yield newFeature(staged, patrols.get(staged.index));
        }
      }
    }
    await insertFeaturesInTurn(transaction, layer, { [Symbol.iterator]: newFeatures });
    // In one order for all surveys: else two of the same features would each wait for what the other has changed.
    changing.sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const staged of changing) {
      if (staged.changes === undefined) continue;
      const { changes: from, id: feature } = staged;
      const decided = ({ version }: FeatureRow) => resolutionsFor(wish, feature, version);
      const result = await mergeFeature(transaction, layer, clearance, feature, from, newFeature(staged), decided);
      if (result.outcome === 'missing') conflicts.push({ staged, current: null, fields: [] });
      else if (result.outcome === 'conflict') conflicts.push({ staged, current: result.row, fields: result.fields });
      else if (result.over !== null) written.push(writtenOver(result.over, result.row));
    }
    const last = pages.at(-1);
    if (!last || pages.length < pagesAtOnce) break;
    from = last.number + 1;
  }
  conflicts.sort((one, other) => one.staged.index - other.staged.index);
  if (conflicts.length > 0) throw new Withdrawn<Decided>({ outcome: 'conflict', conflicts });
  return written;
}
const pagesAtOnce = 100;

/** Shows the survey's photos with the features they belong to; pages are read again only where there are photos. */
async function showSurveyPhotos(transaction: Transaction, layer: Layer, { clearance }: SignedIn, id: string) {
  const photos = await photosOfSurvey(transaction, clearance, id);
  const wanted = new Set(photos.flatMap(({ feature }) => feature ?? []));
  if (wanted.size === 0) return 0;
  const idOfFeature = new Map<number, string>();
  for (const { bytes } of await surveyPages(transaction, id, { most: 100_000 })) {
    for (const feature of featuresOfPage(bytes)) {
      if (wanted.has(feature.index)) idOfFeature.set(feature.index, feature.id);
    }
  }
  return showPhotos(transaction, layer, clearance, id, idOfFeature);
}

const newFeature = ({ id, geometry, properties, valid_from, valid_to }: StagedFeature, more?: object) => ({
  id,
  geometry,
  properties: more ? { ...properties, ...more } : properties,
  ...(valid_from !== undefined && { validFrom: valid_from }),
  ...(valid_to !== undefined && { validTo: valid_to }),
});

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
