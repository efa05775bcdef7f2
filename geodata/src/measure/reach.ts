import type { IntervalTable } from './intervals.ts';
import { secondsPerMetre, surfacePace } from './parameters.ts';
import { reachedStretches } from './reach-area.ts';
import { placeOnRoads, type RoadPlace } from './road-places.ts';
import type { PreparedWorks, WorkPosition } from './works.ts';

/** How a place is reached from a post, along roads. The two legs off the road are apart, in metres and on foot in seconds. */
export interface Access {
  readonly post: string;
  /** Of the quickest way on usable roads, by the speed of each surface. */
  readonly roadSeconds: number;
  /** Of that same way, metres of chainage on the ellipsoid; the legs are not in it. */
  readonly roadMetres: number;
  /** Of the shortest way on usable roads, which may be another one and slower; never more than `roadMetres`. */
  readonly shortestMetres: number;
  readonly postLegMetres: number;
  readonly postLegSeconds: number;
  readonly placeLegMetres: number;
  readonly placeLegSeconds: number;
}

/** From one post to each place; null where no road leads, never 0. */
export function accessFrom(
  prepared: PreparedWorks,
  post: { readonly id: string; readonly position: WorkPosition },
  places: readonly WorkPosition[],
): (Access | null)[] {
  return accessBetween(
    prepared,
    { id: post.id, start: onRoads(prepared, post.position) },
    places.map((place) => onRoads(prepared, place)),
  );
}

/** For each place the post from which it is reached soonest, legs on foot counted; null where no road leads from any post. */
export function nearestPosts(prepared: PreparedWorks, places: readonly WorkPosition[]): (Access | null)[] {
  const { posts } = prepared.works;
  const starts = posts.map(({ position }) => onRoads(prepared, position));
  const ends = places.map((place) => onRoads(prepared, place));
  const leg = (start: number) => (starts[start]?.snapMetres ?? 0) * offRoadPace(prepared);
  const nearest = prepared.byTime().nearest(starts, ends, leg);
  const answers: (Access | null)[] = places.map(() => null);
  for (const [number, { id }] of posts.entries()) {
    const served = ends.flatMap((end, place) => (end && nearest[place]?.start === number ? [{ end, place }] : []));
    const access = accessBetween(
      prepared,
      { id, start: starts[number] ?? null },
      served.map(({ end }) => end),
    );
    for (const [index, { place }] of served.entries()) answers[place] = access[index] ?? null;
  }
  return answers;
}

/** The leg on foot between a place and its road; null where no road is within `snapMetres`. */
export function roadLegOf(
  prepared: PreparedWorks,
  position: WorkPosition,
): { readonly legMetres: number; readonly legSeconds: number } | null {
  const place = onRoads(prepared, position);
  return place && { legMetres: place.snapMetres, legSeconds: place.snapMetres * offRoadPace(prepared) };
}

function accessBetween(
  prepared: PreparedWorks,
  { id, start }: { readonly id: string; readonly start: RoadPlace | null },
  ends: readonly (RoadPlace | null)[],
): (Access | null)[] {
  if (!start || ends.every((end) => end === null)) return ends.map(() => null);
  const quickest = prepared.byTime().waysFrom(start, ends);
  const shortest = prepared.byDistance().matrix([start], ends);
  return ends.map((end, index) => {
    const way = quickest[index];
    if (!end || !way) return null;
    const figures = { roadSeconds: way.cost, roadMetres: way.metres, shortestMetres: shortest[index] as number };
    return { post: id, ...figures, ...legsOf(prepared, start, end) };
  });
}

/** The stretches of road any of some posts reaches within some minutes, its own leg to the road on foot counted. */
export function reachOfPosts(
  prepared: PreparedWorks,
  positions: readonly WorkPosition[],
  minutes: number,
): IntervalTable {
  const { works, parameters } = prepared;
  const starts = positions.map((position) => onRoads(prepared, position));
  return reachedStretches(
    prepared.graph(),
    (road) => surfacePace(parameters, works.roads[road]?.surface ?? ''),
    starts,
    60 * minutes,
    (start) => (starts[start]?.snapMetres ?? 0) * offRoadPace(prepared),
  );
}

/**
 * The stretches of usable road one post reaches within some minutes, as intervals of chainage (metres from each road's start, on
 * the ellipsoid); line `i` of the table is road `i`. Its leg on foot to the road counts; beyond `snapMetres` from every road a
 * post reaches none. `position` is `[longitude, latitude]` in degrees, WGS 84.
 */
export const reachOfPost = (prepared: PreparedWorks, position: WorkPosition, minutes: number): IntervalTable =>
  reachOfPosts(prepared, [position], minutes);

function onRoads(prepared: PreparedWorks, position: WorkPosition): RoadPlace | null {
  return placeOnRoads(prepared.graph(), position, prepared.parameters.snapMetres);
}

function offRoadPace({ parameters }: PreparedWorks): number {
  return secondsPerMetre(parameters.offRoadKmPerHour);
}

function legsOf(prepared: PreparedWorks, start: RoadPlace, end: RoadPlace) {
  const pace = offRoadPace(prepared);
  return {
    postLegMetres: start.snapMetres,
    postLegSeconds: start.snapMetres * pace,
    placeLegMetres: end.snapMetres,
    placeLegSeconds: end.snapMetres * pace,
  };
}
