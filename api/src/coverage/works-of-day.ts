import {
  type CoverageBasis,
  type CoverageFeatures,
  type CoverageRow,
  coverageOfAll,
  coverageOfPost,
  featuresAfter,
  type MeasureParameters,
  type NamedWorks,
  nearestPostsOf,
  type PreparedWorks,
  prepareWorks,
  stretchesOf,
  waysFromPosts,
  withEdit,
  withParameters,
  worksAfter,
  worksOf,
} from '@phen-dau/geodata';
import { type ChangedRows, featuresOf } from '../queries/coverage-rows.ts';
import type { FrozenRow } from '../queries/coverage-snapshots.ts';
import { lastDayOf } from './months.ts';
import type { CoverageTask } from './task.ts';

/** The works of one day, packed for measuring. */
export interface WorksOfDay {
  readonly asOf: string;
  readonly dataVersion: string;
  readonly features: CoverageFeatures;
  readonly named: NamedWorks;
  prepared(parameters: MeasureParameters): PreparedWorks;
  /** What was packed last; undefined before anything was. */
  readonly packed: PreparedWorks | undefined;
}

/**
 * The works of `asOf` (YYYY-MM-DD) as they were read at `dataVersion`; packed again only when the parameters change.
 */
export function worksOfDay(asOf: string, dataVersion: string, features: CoverageFeatures): WorksOfDay {
  return packingOf({ asOf, dataVersion, features, named: worksOf(features) });
}

/** The works of the same day after some changes: of what is packed, a few edits leave nearly all, with all that is known of it. */
export function changedWorks(before: WorksOfDay, dataVersion: string, changes: readonly ChangedRows[]): WorksOfDay {
  const { asOf, packed } = before;
  const changed = changes.map(({ layer, ids, rows }) => {
    const features = featuresOf([[layer, rows]])[layer] ?? [];
    return { layer, ids, features };
  });
  const features = featuresAfter(before.features, changed);
  const after = worksAfter(before.named, changed);
  if (!after) return worksOfDay(asOf, dataVersion, features);
  return packingOf({ asOf, dataVersion, features, named: after.named }, packed && after.edits.reduce(withEdit, packed));
}

function packingOf(
  works: Omit<WorksOfDay, 'prepared' | 'packed'>,
  packed: PreparedWorks | undefined = undefined,
): WorksOfDay {
  let latest = packed;
  return {
    ...works,
    prepared(parameters) {
      latest = latest ? withParameters(latest, parameters) : prepareWorks(works.named.works, parameters);
      return latest;
    },
    get packed() {
      return latest;
    },
  };
}

/** What is answered to a question about a day; null when what it asks about does not exist. */
export function answerTo(works: WorksOfDay, task: Exclude<CoverageTask, { kind: 'month' }>): object | null {
  if (task.kind === 'works') return worksFor(works, task.post);
  const { named, asOf, dataVersion } = works;
  const { parameters, period } = task;
  const prepared = works.prepared(parameters);
  const basis: CoverageBasis = { asOf, dataVersion, period, parameters, rows: named.rows };
  switch (task.kind) {
    case 'post': {
      const measures = coverageOfPost(prepared, named, task.post, period, asOf);
      return measures && { post: { id: task.post, name: named.names.get(task.post) ?? '' }, ...basis, measures };
    }
    case 'all':
      return { ...basis, ...coverageOfAll(prepared, named, period) };
    case 'stretches':
      return stretchesOf(prepared, named, task.post, task.measure, period);
    case 'ways':
      return { ...basis, ...waysFromPosts(prepared, named, task.places) };
    case 'nearest':
      return { ...basis, places: nearestPostsOf(prepared, named, task.places) };
  }
}

/** Roads and lamps of everybody, because ways and light do not end at a sector; of border and markers a post's own. */
function worksFor({ asOf, dataVersion, features, named }: WorksOfDay, post: string | null) {
  const { 'survey-track': _, ...all } = features;
  if (post === null) return { asOf, dataVersion, features: all };
  if (!named.works.posts.some(({ id }) => id === post)) return null;
  const own = (layer: 'border-line' | 'border-marker') =>
    (all[layer] ?? []).filter(({ properties }) => properties?.post_id === post);
  return {
    ...{ asOf, dataVersion },
    features: { ...all, 'border-line': own('border-line'), 'border-marker': own('border-marker') },
  };
}

/** The figures of a month to freeze: of the province and of every post there was on its last day. */
export function rowsOfMonth(works: WorksOfDay, month: string, parameters: MeasureParameters): FrozenRow[] {
  // Nothing was there yet, or has not been imported yet: a row of noughts would stand for good.
  if (Object.values(works.named.rows).every((count) => count === 0)) return [];
  const period = { from: month, to: lastDayOf(month) };
  const { province, posts } = coverageOfAll(works.prepared(parameters), works.named, period);
  const { 'survey-track': _, ...openRows } = works.named.rows;
  // Without the last: the version of the tracks, which is internal too.
  const openVersion = works.dataVersion.split('.').slice(0, -1).join('.');
  return [province, ...posts].map(({ active, effort, ...figures }: CoverageRow) => ({
    month,
    postId: figures.post?.id ?? null,
    parameters,
    figures,
    dataVersion: openVersion,
    features: openRows,
    activity: { figures: { active, effort }, dataVersion: works.dataVersion, features: works.named.rows },
  }));
}
