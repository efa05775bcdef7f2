import { type Clearance, isDerived, isMeasureOf, type Layer, type LayerGeometry, layerById } from '@phen-dau/geodata';
import type { Database, Transaction } from '../database/database.ts';
import { outrun } from '../database/errors.ts';
import { correctPast } from '../queries/corrected-past.ts';
import { findStanding } from '../queries/feature-changes.ts';
import { type FeatureRow, updateFeature } from '../queries/features.ts';
import { asStated, featureHistory } from '../queries/history.ts';
import { hidePhotos } from '../queries/photo-changes.ts';
import { endAsIfNever, endUntouched } from '../queries/survey-changes.ts';
import { surveyPages, writtenBy } from '../queries/surveys.ts';
import { type Resolution, type Resolutions, resolutionsFor, type UndoConflict } from './conflicts.ts';
import { pastOf, same, type Values, valuesOf } from './feature-past.ts';
import type { Author } from './file-job.ts';
import { featuresOfPage } from './pages.ts';
import { relinkWalks } from './relinked-walks.ts';
import { type Decided, finish, inOneTransaction, surveyForStep, Withdrawn } from './survey-step.ts';
import { type SurveyTraces, surveyTraces } from './survey-traces.ts';

export type Undone =
  | Exclude<Decided, { outcome: 'conflict' }>
  | { readonly outcome: 'conflict'; readonly conflicts: readonly UndoConflict[] };

export interface UndoWish {
  readonly id: string;
  readonly reason: string;
  readonly resolutions: Resolutions;
  /** By feature, the version that its resolutions were decided on; edited since, it is asked about again. */
  readonly versions: Readonly<Record<string, number>>;
}

const mostConflicts = 200;

/**
 * Takes an approved survey back without losing what was edited since: what it made ends on the day it began, so that it
 * counts on no day at all; what it changed gets its earlier values back from the day of the change on, field by field, where
 * nobody has changed them again. Real conflicts are answered, and then nothing is undone until a person has decided each.
 * Nobody takes their own survey back: like approving it, that is for a second pair of eyes.
 */
export const undoSurvey = (database: Database, author: Author, wish: UndoWish): Promise<Undone> =>
  inOneTransaction<Undone>(database, author, `undo survey ${wish.id}`, async (transaction) => {
    const { caller } = author;
    const scope = { accountId: caller.accountId, all: true };
    const survey = await surveyForStep(transaction, scope, wish.id, ['approved']);
    if (survey.authorId === caller.accountId) return { outcome: 'own' };
    const traces = surveyTraces(transaction, { accountId: caller.accountId, undone: wish.id });
    const undoing = { transaction, layer: layerById(survey.layer), clearance: caller.clearance, wish, traces };
    const conflicts = [...(await endMade(undoing)), ...(await restoreChanged(undoing))];
    if (conflicts.length > 0)
      throw new Withdrawn<Undone>({ outcome: 'conflict', conflicts: conflicts.slice(0, mostConflicts) });
    await relinkWalks(transaction, caller, survey, traces);
    const photos = await hidePhotos(transaction, caller.clearance, survey);
    const done = { state: 'rejected', action: 'undo', reason: wish.reason, by: caller.username, photos } as const;
    return finish(transaction, survey, scope, done) as Promise<Undone>;
  });

interface Undoing {
  readonly transaction: Transaction;
  readonly layer: Layer;
  readonly clearance: Clearance;
  readonly wish: UndoWish;
  readonly traces: ReturnType<typeof surveyTraces>;
}

/** Ends the features that the survey made, if they still are as it made them, but for what linked walks share. */
async function endMade({ transaction, layer, clearance, wish, traces }: Undoing) {
  const conflicts: UndoConflict[] = [];
  const pages = await surveyPages(transaction, wish.id, { most: 100_000 });
  for (const { bytes } of pages) {
    const made = featuresOfPage(bytes).filter(({ changes }) => changes === undefined);
    const ended = new Set(await endUntouched(transaction, layer, made));
    for (const staged of made) {
      if (ended.has(staged.id)) continue;
      const standing = await findStanding(transaction, layer, clearance, staged.id);
      if (!standing) continue;
      const current = standing.row;
      const decided = resolutionsFor(wish, staged.id, current.version)['*'];
      if (decided === 'keep') continue;
      const states = await featureHistory(transaction, layer, clearance, staged.id);
      if (decided === 'undo' || isOnlyLinkedSince(1, current.version, await traces(states))) {
        // While it stands, which tells it from another feature of its id.
        await correctPast(transaction, layer, clearance, { id: staged.id, first: 1, earlier: null, fields: [] });
        await endAsIfNever(transaction, standing);
      } else {
        const { geometry, properties } = staged;
        const survey = { geometry, properties };
        const { version } = current;
        conflicts.push({ feature: staged.id, version, field: null, before: null, survey, current: shown(current) });
      }
    }
  }
  return conflicts;
}

/** Whether nothing but the linking of walks, or taking that back, has changed a feature since. */
function isOnlyLinkedSince(since: number, until: number, traces: SurveyTraces): boolean {
  for (let version = since + 1; version <= until; version++) if (!traces.get(version)?.isLink) return false;
  return true;
}

/** Gives changed features their earlier values back where the survey's still stand. */
async function restoreChanged({ transaction, layer, clearance, wish, traces }: Undoing) {
  const conflicts: UndoConflict[] = [];
  for (const { id, before, after, ends } of (await writtenBy(transaction, wish.id)) ?? []) {
    const states = await featureHistory(transaction, layer, clearance, id);
    const [earlier, surveyed] = [before, after].map((version, index) => {
      const state = asStated(states, version ?? 0);
      return state && valuesOf({ ...state, validTo: ends?.[index] ?? (ends ? null : state.validTo) });
    });
    const current = states.find(({ replaced }) => replaced === null);
    // Ended by somebody since: there is nothing left to restore, and bringing it back would undo their decision.
    if (!earlier || !surveyed || !current) continue;
    const decided = resolutionsFor(wish, id, current.version);
    const found = await traces(states);
    const past = pastOf(states, found);
    const goingBack = { ...earlier };
    const fieldsFrom = new Map<number, string[]>();
    for (const field of Object.keys(earlier)) {
      if (field === 'valid_to' || same(earlier[field], surveyed[field])) continue;
      const version = past.standingBefore(field, before ?? 0);
      if (version !== before) goingBack[field] = past.valueAt(version, field);
      fieldsFrom.set(version, [...(fieldsFrom.get(version) ?? []), field]);
    }
    if (current.version > after) {
      for (const [version, fields] of fieldsFrom) {
        await correctPast(transaction, layer, clearance, { id, first: after, earlier: version, fields });
      }
    }
    // What walks share is settled among those that stay, when all else is back.
    if (found.get(after)?.isLink) continue;
    const { values, open } = merged(goingBack, surveyed, valuesOf(current), decided);
    conflicts.push(...open.map((conflict) => ({ feature: id, version: current.version, ...conflict })));
    if (Object.keys(values).length === 0) continue;
    const { geometry, valid_to: validTo, ...properties } = values;
    const change = {
      // Not from today: the days since the change would go on showing what was taken back.
      validFrom: current.validFrom,
      ...(validTo !== undefined && { validTo: validTo as string | null }),
      ...(geometry !== undefined && { geometry: geometry as never }),
      ...(Object.keys(properties).length > 0 && { properties }),
    };
    const { outcome } = await updateFeature(transaction, layer, clearance, id, current.version, change);
    if (outcome !== 'written') throw outrun(`Feature ${id}`);
  }
  return conflicts;
}

/** Three states of each value: what the survey changed and nobody after it goes back; what was changed again is open. */
function merged(before: Values, survey: Values, current: Values, resolutions: Readonly<Record<string, Resolution>>) {
  const values: Record<string, unknown> = {};
  const open: Omit<UndoConflict, 'feature' | 'version'>[] = [];
  const fateOf = (field: string): Resolution | 'open' => {
    const [was, wrote, is] = [before[field], survey[field], current[field]];
    if (same(was, wrote) || same(was, is)) return 'keep';
    return same(wrote, is) ? 'undo' : (resolutions[field] ?? 'open');
  };
  const followers = followersOfShape(before, survey, current);
  for (const field of Object.keys(before)) {
    const isFollower = followers.has(field);
    const fate = fateOf(isFollower ? 'geometry' : field);
    if (fate === 'undo') values[field] = before[field];
    else if (fate === 'open' && !isFollower)
      open.push({ field, before: before[field], survey: survey[field], current: current[field] });
  }
  return { values, open };
}

/**
 * The lengths and areas that came with a shape that was moved again since: nobody stated them, so they go back or stay as
 * the shape does and are no question of their own.
 */
function followersOfShape(before: Values, survey: Values, current: Values): ReadonlySet<string> {
  if (same(survey.geometry, current.geometry)) return new Set();
  const isMovedBySurvey = !same(before.geometry, survey.geometry);
  const came = (field: string) =>
    isMeasureOf(current.geometry as LayerGeometry, field, current[field]) ||
    (isMovedBySurvey && isDerived(field) && same(survey[field], current[field]));
  return new Set(Object.keys(before).filter(came));
}

const shown = ({ version, geometry, properties }: FeatureRow) => ({
  version,
  geometry: JSON.parse(geometry),
  properties,
});
