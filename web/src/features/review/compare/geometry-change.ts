import { distanceMetres, geometryAreaSquareMetres, geometryLengthMetres } from '@phen-dau/geodata';
import type { Geometry, Position } from 'geojson';
import { linesOf } from '../../../map/lines-of.ts';

/** How a place or a shape differs from the one in the register. Lengths and areas are ellipsoidal. */
export type GeometryChange =
  | { readonly shape: 'point'; readonly movedMetres: number; readonly from: Position; readonly to: Position }
  | {
      readonly shape: 'line' | 'area';
      /** Metres of a line, square metres of an area. */
      readonly before: number;
      readonly after: number;
      /** How far a corner of either lies from the other at most; of very long lines the farthest of many corners. */
      readonly farthestMetres: number;
    };

/** A register answers to nine digits of a degree, which is a tenth of a millimetre. */
const sameMetres = 0.001;
/** Pairs of corner and leg looked at: some tens of milliseconds. */
const mostPairs = 1_000_000;

/** What is different between two geometries of one layer; undefined when they are the same. */
export function geometryChange(before: Geometry, after: Geometry): GeometryChange | undefined {
  if (before.type === 'Point' && after.type === 'Point') {
    const movedMetres = distanceMetres(before.coordinates, after.coordinates);
    if (movedMetres < sameMetres) return undefined;
    return { shape: 'point', movedMetres, from: before.coordinates, to: after.coordinates };
  }
  if (isSame(before, after)) return undefined;
  const farthestMetres = Math.max(...farthest(linesOf(before), linesOf(after)));
  const isArea = after.type.endsWith('Polygon');
  const measure = isArea ? geometryAreaSquareMetres : geometryLengthMetres;
  return { shape: isArea ? 'area' : 'line', before: measure(before), after: measure(after), farthestMetres };
}

/** Corner by corner; a line that was turned round is another line, since chainages run along it. */
function isSame(before: Geometry, after: Geometry): boolean {
  const [one, other] = [linesOf(before), linesOf(after)];
  return (
    one.length === other.length &&
    one.every((line, index) => {
      const opposite = other[index] ?? [];
      return (
        line.length === opposite.length &&
        line.every((position, at) => distanceMetres(position, opposite[at] ?? []) < sameMetres)
      );
    })
  );
}

type Lines = ReturnType<typeof linesOf>;

/** The farthest that a corner of the one lies from the other, both ways, in metres. */
function farthest(one: Lines, other: Lines): [number, number] {
  return [farthestFrom(one, other), farthestFrom(other, one)];
}

function farthestFrom(corners: Lines, lines: Lines): number {
  const all = corners.flat();
  const legs = lines.reduce((count, line) => count + Math.max(1, line.length - 1), 0);
  const step = Math.max(1, Math.ceil((all.length * legs) / mostPairs));
  // Nearness is judged in degrees of equal length; only the winner is measured, on the ellipsoid.
  const [, latitude = 0] = all[0] ?? [];
  const narrowing = Math.cos((latitude * Math.PI) / 180);
  let worst: { distance: number; corner: Position; nearest: Position } | undefined;
  for (let index = 0; index < all.length; index += step) {
    const corner = all[index];
    if (!corner) continue;
    const nearest = nearestOn(lines, corner, narrowing);
    if (nearest && (!worst || nearest.distance > worst.distance)) worst = { ...nearest, corner };
  }
  return worst ? distanceMetres(worst.corner, worst.nearest) : 0;
}

function nearestOn(lines: Lines, [x = 0, y = 0]: Position, narrowing: number) {
  let best: { distance: number; nearest: Position } | undefined;
  const take = (longitude: number, latitude: number) => {
    const distance = Math.hypot((longitude - x) * narrowing, latitude - y);
    if (!best || distance < best.distance) best = { distance, nearest: [longitude, latitude] };
  };
  for (const line of lines) {
    const [first] = line;
    if (first) take(first[0] ?? 0, first[1] ?? 0);
    for (let leg = 1; leg < line.length; leg++) {
      const [fromX = 0, fromY = 0] = line[leg - 1] ?? [];
      const [toX = 0, toY = 0] = line[leg] ?? [];
      const [alongX, alongY] = [(toX - fromX) * narrowing, toY - fromY];
      const square = alongX * alongX + alongY * alongY;
      const share = square === 0 ? 0 : ((x - fromX) * narrowing * alongX + (y - fromY) * alongY) / square;
      const at = Math.min(1, Math.max(0, share));
      take(fromX + at * (toX - fromX), fromY + at * (toY - fromY));
    }
  }
  return best;
}
