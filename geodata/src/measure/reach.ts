import type { IntervalTable } from './intervals.ts';
import { secondsPerMetre, surfacePace } from './parameters.ts';
import { reachedStretches } from './reach-area.ts';
import { placeOnRoads, type RoadPlace } from './road-places.ts';
import type { PreparedWorks, WorkPosition } from './works.ts';

/** How a place is reached from a post, along roads. The two legs off the road are apart, in metres and on foot in seconds. */
export interface Access {
  readonly post: string;
  /** Along the quickest way. */
  readonly roadSeconds: number;
  /** Along the shortest way. */
  readonly roadMetres: number;
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
  const start = onRoads(prepared, post.position);
  const ends = places.map((place) => onRoads(prepared, place));
  const seconds = prepared.byTime().matrix([start], ends);
  const metres = prepared.byDistance().matrix([start], ends);
  return ends.map((end, index) => {
    const roadSeconds = seconds[index] as number;
    if (!start || !end || Number.isNaN(roadSeconds)) return null;
    return { post: post.id, roadSeconds, roadMetres: metres[index] as number, ...legsOf(prepared, start, end) };
  });
}

/** For each place the post from which it is reached soonest, legs on foot counted; null where no road leads from any post. */
export function nearestPosts(prepared: PreparedWorks, places: readonly WorkPosition[]): (Access | null)[] {
  const { posts } = prepared.works;
  const starts = posts.map(({ position }) => onRoads(prepared, position));
  const ends = places.map((place) => onRoads(prepared, place));
  const leg = (start: number) => (starts[start]?.snapMetres ?? 0) * offRoadPace(prepared);
  const nearest = prepared.byTime().nearest(starts, ends, leg);
  const answers: (Access | null)[] = places.map(() => null);
  for (const [number, post] of posts.entries()) {
    const start = starts[number] ?? null;
    const served = ends.flatMap((end, place) => (end && nearest[place]?.start === number ? [{ end, place }] : []));
    if (!start || served.length === 0) continue;
    const metres = prepared.byDistance().matrix(
      [start],
      served.map(({ end }) => end),
    );
    for (const [index, { end, place }] of served.entries()) {
      answers[place] = {
        post: post.id,
        roadSeconds: (nearest[place]?.cost ?? Number.NaN) - leg(number),
        roadMetres: metres[index] as number,
        ...legsOf(prepared, start, end),
      };
    }
  }
  return answers;
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
