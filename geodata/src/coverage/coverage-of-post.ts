import { coveredMetres } from '../measure/gaps.ts';
import type { LightingMeasure } from '../measure/lighting.ts';
import { nearestOf } from '../measure/line-measure.ts';
import { type ActivityMeasure, type MarkerMeasure, measureWorks } from '../measure/measures.ts';
import { accessFrom, reachOfPost } from '../measure/reach.ts';
import { remembering } from '../measure/remembering.ts';
import { lengthMetresOf } from '../measure/road-graph.ts';
import { visitRecency } from '../measure/visits.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type {
  ActiveCoverage,
  CoveragePeriod,
  LampFigures,
  LineCoverage,
  MarkerCoverage,
  PostMeasures,
  ReachCoverage,
} from './answer.ts';
import { calendarDay, dayNumber, periodOf } from './days.ts';
import { darkReasons, missedReason, unpavedReasons, unreachedReasons, unvisitedReasons } from './gap-reasons.ts';
import { lineCoverage, lineNamed, placeNamed, postNamed, wayOf } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/**
 * Everything measured about one post; null when there is no such post. `prepared` is of the works in `named`, of the day `asOf`
 * (`YYYY-MM-DD`), from which the days since a visit are counted. A part that another parameter did not touch is the same object
 * again.
 */
export function coverageOfPost(
  prepared: PreparedWorks,
  named: NamedWorks,
  postId: string,
  period: CoveragePeriod,
  asOf: string,
): PostMeasures | null {
  const post = prepared.works.posts.find(({ id }) => id === postId);
  if (!post) return null;
  const { network, markers, paved, lit, active, effort } = measureWorks(prepared, postId, periodOf(period));
  const tellsTracks = named.rows['survey-track'] !== undefined;
  const { names } = named;
  const { works, parameters } = prepared;
  const own = works.markers.filter((marker) => marker.postId === postId);
  // What the reasons depend on besides the measures.
  const roadsTold = [prepared.reaching, prepared.roads, works.roads];
  const { usableStatuses, networkKinds, accessMetres, workingStatuses, removedStatuses } = parameters;
  const rules = [usableStatuses, networkKinds];
  return {
    network: namedLines([network, names, ...roadsTold], null, rules, () =>
      lineCoverage(named, network, 'border-line', unreachedReasons(prepared, named)),
    ),
    markers: namedMarkers([markers, names, ...roadsTold], null, [rules, accessMetres], () =>
      markerCoverage(prepared, named, markers),
    ),
    paved: namedLines([paved, names, works.roads], null, null, () =>
      lineCoverage(named, paved, 'patrol-road', unpavedReasons(prepared)),
    ),
    lit: namedLit([lit, names, prepared.lamps.list], null, [workingStatuses, removedStatuses], () => ({
      ...lineCoverage(named, lit, 'patrol-road', darkReasons(prepared)),
      ...lampFigures(lit),
    })),
    active: tellsTracks
      ? namedActive([active, names], null, asOf, () => activeCoverage(prepared, named, active, asOf))
      : null,
    effort: tellsTracks ? effort : null,
    reach: namedReach([prepared.byTime, names, ...own], postId, reachTold(prepared), () =>
      reachCoverage(prepared, named, post, own),
    ),
  };
}

const namedLines = remembering<LineCoverage>();
const namedMarkers = remembering<MarkerCoverage>();
const namedLit = remembering<LineCoverage & LampFigures>();
const namedActive = remembering<ActiveCoverage>();
const namedReach = remembering<ReachCoverage>();
/** What reach depends on besides the ways and the markers. */
const reachTold = ({ parameters: { snapMetres, reachMinutes } }: PreparedWorks) => [snapMetres, reachMinutes];

/** What a lighting measure says of the lamps themselves. */
export const lampFigures = ({ installed, ...lit }: LightingMeasure): LampFigures => ({
  lamps: installed,
  working: lit.working,
  workingShare: lit.workingShare,
  lampsPerKm: lit.lampsPerKm,
  medianSpacingMetres: lit.medianSpacingMetres,
});

function markerCoverage(
  prepared: PreparedWorks,
  named: NamedWorks,
  { reached, total, share, missing, access }: MarkerMeasure,
): MarkerCoverage {
  const lost = new Set(missing);
  const nearest = nearestOf(named.works.posts);
  return {
    reached,
    total,
    share,
    missing: named.works.markers.flatMap(({ id, position: [longitude = 0, latitude = 0] }) => {
      if (!lost.has(id)) return [];
      const position = [longitude, latitude] as const;
      const nearestPost = postNamed(named, nearest(position));
      return [{ ...placeNamed(named, id), position, nearestPost, reason: missedReason(prepared, named, position) }];
    }),
    access: access.map(({ marker, road, ...place }) => ({
      marker: placeNamed(named, marker),
      road: placeNamed(named, road),
      ...place,
    })),
  };
}

function activeCoverage(
  prepared: PreparedWorks,
  named: NamedWorks,
  measure: ActivityMeasure,
  asOf: string,
): ActiveCoverage {
  return {
    ...lineCoverage(named, measure, 'patrol-road', unvisitedReasons(prepared)),
    regularMetres: measure.regularMetres,
    regularShare: measure.regularShare,
    recency: visitRecency(measure.visits, dayNumber(asOf)),
    stretches: visitedStretches(named, measure),
  };
}

/** The stretches visited, road by road. */
export function visitedStretches(named: NamedWorks, { visits, roads }: ActivityMeasure): ActiveCoverage['stretches'] {
  return roads.flatMap((road, line) => {
    const first = visits.starts[line] as number;
    return Array.from({ length: (visits.starts[line + 1] as number) - first }, (_, place) => {
      const lastDay = visits.lastDay[first + place] as number;
      return {
        line: lineNamed(named, road, 'patrol-road'),
        fromMetres: visits.from[first + place] as number,
        toMetres: visits.to[first + place] as number,
        days: visits.days[first + place] as number,
        lastDay: Number.isNaN(lastDay) ? null : calendarDay(lastDay),
      };
    });
  });
}

function reachCoverage(
  prepared: PreparedWorks,
  named: NamedWorks,
  post: PreparedWorks['works']['posts'][number],
  own: PreparedWorks['works']['markers'],
): ReachCoverage {
  const { parameters, roads, isUsable } = prepared;
  const reached = coveredMetres(reachOfPost(prepared, post.position, parameters.reachMinutes));
  const ways = accessFrom(
    prepared,
    post,
    own.map(({ position }) => position),
  );
  return {
    minutes: parameters.reachMinutes,
    reachedMetres: reached.reduce((sum, metres) => sum + metres, 0),
    totalMetres: roads.reduce((sum, road, number) => (isUsable(number) ? sum + lengthMetresOf(road) : sum), 0),
    markers: own.map(({ id }, marker) => ({ marker: placeNamed(named, id), way: wayOf(ways[marker] ?? null) })),
  };
}
