import { type Clearance, type Layer, layerById } from '@phen-dau/geodata';
import type { SignedIn } from '../account.ts';
import type { Transaction } from '../database/database.ts';
import { outrun } from '../database/errors.ts';
import { findStanding, updateFeature } from '../queries/feature-changes.ts';
import type { FeatureRow } from '../queries/feature-types.ts';
import { featureHistory } from '../queries/history.ts';
import { surveysLinkedTo } from '../queries/survey-walks.ts';
import { findSurvey, type LinkableSurvey, type SurveyRow } from '../queries/surveys.ts';
import { pastOf } from './feature-past.ts';
import { type Common, commonOf, followOthers, linksOf, pairs, shared, tracksOf } from './linked-walks.ts';
import type { StagedFeature } from './survey-reading.ts';
import type { surveyTraces } from './survey-traces.ts';

type Traces = ReturnType<typeof surveyTraces>;
/** By their place in the file. */
type Tracks = ReadonlyMap<number, StagedFeature>;

/**
 * Settles among the walks that stay, when one of them is taken back, what they have in common: each goes back to its own word,
 * and those that still are one visit share anew. What a person has written since stays.
 */
export async function relinkWalks(
  transaction: Transaction,
  { accountId, clearance }: SignedIn,
  undone: LinkableSurvey,
  traces: Traces,
): Promise<void> {
  const layer = layerById(undone.layer);
  if (layer.id !== 'survey-track') return;
  const standing: StandingSurvey[] = [];
  for (const survey of await visitsBeside(transaction, accountId, undone)) {
    const tracks = await tracksOf(transaction, survey.id);
    const walks = new Map<number, StandingWalk>();
    for (const [index, track] of tracks) {
      const walk = await standingWalk(transaction, layer, clearance, track, traces);
      if (walk) walks.set(index, walk);
    }
    standing.push({ survey, tracks, walks });
  }
  const visits = sameVisits(standing);
  for (const { tracks, walks } of standing) {
    const patrols = new Map<number, Common>();
    for (const [index, walk] of walks) {
      const visit = visits.get(walk) ?? [];
      if (visit.length > 1) patrols.set(index, commonOf(visit.map(({ word }) => word)));
    }
    followOthers(tracks, patrols);
    for (const [index, { row, word, ours }] of walks) {
      const said = { ...word, ...patrols.get(index) };
      const properties = Object.fromEntries(ours.map((key) => [key, said[key] ?? null]));
      if (ours.every((key) => (row.properties[key] ?? null) === properties[key])) continue;
      const change = { properties, validFrom: row.validFrom };
      const { outcome } = await updateFeature(transaction, layer, clearance, row.id, row.version, change);
      if (outcome !== 'written') throw outrun(`Track ${row.id}`);
    }
  }
}

interface StandingWalk {
  readonly row: FeatureRow;
  /** What it says for itself of what walks share, or what a person has said of it since. */
  readonly word: Common;
  /** Of which of these no person has said anything since. */
  readonly ours: readonly (typeof shared)[number][];
}

interface StandingSurvey {
  readonly survey: SurveyRow;
  readonly tracks: Tracks;
  readonly walks: ReadonlyMap<number, StandingWalk>;
}

async function standingWalk(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  track: StagedFeature,
  traces: Traces,
): Promise<StandingWalk | undefined> {
  const row = (await findStanding(transaction, layer, clearance, track.id))?.row;
  if (!row) return undefined;
  const states = await featureHistory(transaction, layer, clearance, track.id);
  const found = await traces(states);
  const past = pastOf(states, found);
  const ours = shared.filter((key) => {
    const made = past.madeAt(key, row.version);
    return made === 1 || found.get(made)?.isLink === true;
  });
  const word = Object.fromEntries(
    shared.map((key) => [key, ours.includes(key) ? track.properties[key] : row.properties[key]]),
  );
  return { row, word, ours };
}

/** The approved surveys that are the same visit as this one, by way of each other too, in the order they came. */
async function visitsBeside(transaction: Transaction, accountId: string, one: LinkableSurvey): Promise<SurveyRow[]> {
  const found = new Map<string, SurveyRow>();
  const open: LinkableSurvey[] = [one];
  for (let survey = open.pop(); survey; survey = open.pop()) {
    const later = await surveysLinkedTo(transaction, survey.id);
    for (const id of [...linksOf(survey).map((link) => link.survey), ...later.map((each) => each.id)]) {
      if (id === one.id || found.has(id)) continue;
      const other = await findSurvey(transaction, { accountId, all: true }, id);
      if (other?.state !== 'approved') continue;
      found.set(id, other);
      open.push(other);
    }
  }
  return [...found.values()].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** For each walk those that are one visit with it, itself among them, in the order their surveys came. */
function sameVisits(standing: readonly StandingSurvey[]): ReadonlyMap<StandingWalk, readonly StandingWalk[]> {
  const bySurvey = new Map(standing.map((each) => [each.survey.id, each]));
  const inOrder = standing.flatMap(({ walks }) => [...walks.values()]);
  const visits = new Map(inOrder.map((walk) => [walk, [walk]]));
  for (const { survey, tracks, walks } of standing) {
    for (const link of linksOf(survey)) {
      const earlier = bySurvey.get(link.survey);
      if (!earlier) continue;
      for (const [track, other] of pairs(link, tracks, earlier.tracks)) {
        const one = visits.get(walks.get(track.index) as StandingWalk);
        const two = visits.get(earlier.walks.get(other.index) as StandingWalk);
        if (!one || !two || one === two) continue;
        const both = inOrder.filter((walk) => one.includes(walk) || two.includes(walk));
        for (const walk of both) visits.set(walk, both);
      }
    }
  }
  return visits;
}
