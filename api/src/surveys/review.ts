import { type Layer, layerById, mayHaveTwins } from '@phen-dau/geodata';
import type { SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { type FeatureRow, insertFeaturesInTurn, mergeFeature } from '../queries/features.ts';
import { showPhotos } from '../queries/photo-changes.ts';
import { photosOfSurvey } from '../queries/photos.ts';
import { waitForApprovals } from '../queries/survey-changes.ts';
import { findSurvey, surveyPages, type WrittenFeature, writtenOver } from '../queries/surveys.ts';
import { type ApproveChoices, resolutionsFor } from './conflicts.ts';
import type { Author } from './file-job.ts';
import { bindLinkedWalks, type LinkedWalks } from './linked-walks.ts';
import { featuresOfPage } from './pages.ts';
import type { StagedFeature } from './survey-reading.ts';
import {
  type ApprovalConflict,
  type Decided,
  finish,
  inOneTransaction,
  reviewerScope,
  surveyForStep,
  Withdrawn,
} from './survey-step.ts';
import { takenFeatures } from './taken-features.ts';
import { type Twin, twinsSince } from './untold-twins.ts';

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
