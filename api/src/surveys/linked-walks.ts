import { type Clearance, layerById, patrolCodeAt } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { outrun } from '../database/errors.ts';
import { findStanding, updateFeature } from '../queries/feature-changes.ts';
import { surveysLinkedTo } from '../queries/survey-walks.ts';
import { type LinkableSurvey, surveyPages, type WrittenFeature, writtenOver } from '../queries/surveys.ts';
import { featuresOfPage } from './pages.ts';
import type { StagedFeature } from './survey-reading.ts';

/**
 * What records of one walk have in common. Effort counts the tracks of a patrol of a post that run at the same time once; a copy
 * whose clock was hours off, or that lost its times, would run at another.
 */
export const shared = ['patrol_code', 'post_id', 'started_at', 'ended_at'] as const;
export type Common = Readonly<Partial<Record<(typeof shared)[number], unknown>>>;

export interface LinkedWalks {
  /** By the place of the survey's track in its file. */
  readonly patrols: ReadonlyMap<number, Common>;
  /** Tracks of other surveys that took something over. */
  readonly written: readonly WrittenFeature[];
}

/**
 * Makes the tracks of a survey, on its approval, one patrol with those of which its author said that they are the same visit,
 * and with those of approved surveys that said so of this one: the surveys may be approved in any order. The earlier track's
 * word goes first, the later one's only where it has none; without a code the moment of departure is one.
 */
export async function bindLinkedWalks(
  transaction: Transaction,
  clearance: Clearance,
  survey: LinkableSurvey,
): Promise<LinkedWalks> {
  const layer = layerById(survey.layer);
  const patrols = new Map<number, Common>();
  const written: WrittenFeature[] = [];
  if (layer.id !== 'survey-track') return { patrols, written };
  const links = linksOf(survey);
  const linking = await surveysLinkedTo(transaction, survey.id);
  if (links.length === 0 && linking.length === 0) return { patrols, written };
  const own = await tracksOf(transaction, survey.id);

  const bind = async (track: StagedFeature, other: StagedFeature, isEarlier: boolean) => {
    const row = (await findStanding(transaction, layer, clearance, other.id))?.row;
    const said = row?.properties ?? other.properties;
    const inOrder = isEarlier ? [track.properties, said] : [said, track.properties];
    const common = commonOf([patrols.get(track.index) ?? {}, ...inOrder]);
    patrols.set(track.index, common);
    const isSame = shared.every((key) => (said[key] ?? null) === (common[key] ?? null));
    if (!row || isSame) return;
    // From the day the state began: on earlier days too the two are one patrol.
    const change = { properties: common, validFrom: row.validFrom };
    const result = await updateFeature(transaction, layer, clearance, row.id, row.version, change);
    if (result.outcome !== 'written') throw outrun(`Track ${row.id}`);
    written.push(writtenOver(row, result.row));
  };

  for (const link of links) {
    const earlier = await tracksOf(transaction, link.survey);
    for (const [track, other] of pairs(link, own, earlier)) await bind(track, other, false);
  }
  for (const later of linking) {
    const tracks = await tracksOf(transaction, later.id);
    for (const link of linksOf(later).filter((each) => each.survey === survey.id)) {
      for (const [other, track] of pairs(link, tracks, own)) await bind(track, other, true);
    }
  }
  followOthers(own, patrols);
  return { patrols, written };
}

export const linksOf = ({ reading, instructions }: LinkableSurvey) =>
  (reading.repeats ?? []).filter(({ survey }) => instructions.repeats?.[survey] === 'link');

/** Which track is which: of the same file those in the same place, of the same walk those that were found alike. */
export function* pairs(
  link: ReturnType<typeof linksOf>[number],
  later: ReadonlyMap<number, StagedFeature>,
  earlier: ReadonlyMap<number, StagedFeature>,
): Generator<[later: StagedFeature, earlier: StagedFeature]> {
  const places = link.kind === 'same-file' ? [...later.keys()] : link.features;
  for (const [at, place] of places.entries()) {
    const [track, other] = [later.get(place), earlier.get(link.kind === 'same-file' ? place : (link.alike?.[at] ?? 0))];
    if (track && other) yield [track, other];
  }
}

export function commonOf(said: readonly Readonly<Record<string, unknown>>[]): Common {
  const first = (key: string) => said.map((each) => each[key]).find((value) => value !== undefined && value !== null);
  const common = Object.fromEntries(shared.map((key) => [key, first(key) ?? null]));
  const departed = common.started_at;
  return {
    ...common,
    patrol_code: common.patrol_code ?? patrolCodeAt(departed ? Date.parse(String(departed)) : Date.now()),
  };
}

/** The other days of a patrol whose days were tracks of one code go with the day that was found again. */
export function followOthers(own: ReadonlyMap<number, StagedFeature>, patrols: Map<number, Common>): void {
  const byCode = new Map([...patrols].map(([index, common]) => [own.get(index)?.properties.patrol_code, common]));
  for (const [index, { properties }] of own) {
    const common = properties.patrol_code === undefined ? undefined : byCode.get(properties.patrol_code);
    if (!common || patrols.has(index)) continue;
    patrols.set(index, { patrol_code: common.patrol_code, post_id: common.post_id });
  }
}

/** The new tracks of a survey by their place in the file. */
export async function tracksOf(transaction: Transaction, id: string): Promise<Map<number, StagedFeature>> {
  const tracks = new Map<number, StagedFeature>();
  for (const { bytes } of await surveyPages(transaction, id)) {
    for (const staged of featuresOfPage(bytes)) if (staged.changes === undefined) tracks.set(staged.index, staged);
  }
  return tracks;
}
