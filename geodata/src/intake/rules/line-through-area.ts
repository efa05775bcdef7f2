import { LineIndex } from '../../measure/line-index.ts';
import { prepareLines } from '../../measure/line-network.ts';
import { nearestLine } from '../../measure/locate.ts';
import { type BoundedRings, isInsideRings } from '../inside.ts';

/**
 * The first place where one of the indexed lines runs through a polygon farther than `depthMetres` from its rings; null where
 * none does. A line that is the polygon's own edge, drawn a little otherwise, goes in and out of it and never gets so deep.
 */
export function lineThroughArea(
  { rings, bounds }: BoundedRings,
  lines: LineIndex,
  depthMetres: number,
): [number, number] | null {
  const edge = new LineIndex(prepareLines([rings]));
  const isDeep = (place: readonly [number, number]) =>
    isInsideRings({ rings, bounds }, ...place) && nearestLine(edge, place, depthMetres) === null;
  for (const { degrees, startsSegment } of lines.networks) {
    for (let vertex = 0; vertex < startsSegment.length; vertex++) {
      if (startsSegment[vertex] === 0) continue;
      const found = placesAlong(degrees, vertex, bounds, depthMetres).find(isDeep);
      if (found) return found;
    }
  }
  return null;
}

/** Of latitude; a degree of longitude is shorter, so that places only stand closer. */
const metresPerDegree = 111_000;

/** Places on a segment, one in every `everyMetres` at least; none where it does not come near the box. */
function placesAlong(
  degrees: Float64Array,
  vertex: number,
  [west, south, east, north]: BoundedRings['bounds'],
  everyMetres: number,
): [number, number][] {
  const [ax, ay, bx, by] = degrees.subarray(2 * vertex, 2 * vertex + 4) as unknown as [number, number, number, number];
  if (Math.max(ax, bx) < west || Math.min(ax, bx) > east || Math.max(ay, by) < south || Math.min(ay, by) > north) {
    return [];
  }
  const steps = Math.max(1, Math.ceil((metresPerDegree * Math.hypot(bx - ax, by - ay)) / everyMetres));
  return Array.from({ length: steps }, (_, step): [number, number] => {
    const share = (step + 0.5) / steps;
    return [ax + share * (bx - ax), ay + share * (by - ay)];
  });
}
