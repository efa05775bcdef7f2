import { type Place, toPlace } from './frame.ts';
import { itemAt, lastOf } from './polyline.ts';

/** Whether a place is inside a ring (even-odd). */
export function isInside([x, y]: Place, ring: readonly Place[]): boolean {
  let inside = false;
  let previous = lastOf(ring);
  for (const place of ring) {
    if (place[1] > y !== previous[1] > y) {
      const crossing = place[0] + ((y - place[1]) / (previous[1] - place[1])) * (previous[0] - place[0]);
      if (x < crossing) inside = !inside;
    }
    previous = place;
  }
  return inside;
}

/** The border with its way on beyond the province: roughly north from its first place, east from its last. */
export function prolonged(line: readonly Place[]): Place[] {
  const first = itemAt(line, 0);
  const last = lastOf(line);
  return [[first[0] + 9_000, first[1] + 90_000], ...line, [last[0] + 90_000, last[1] + 4_000]];
}

/** A ring around everything on the Vietnamese side, far beyond the province. */
export function vietnameseSide(line: readonly Place[]): Place[] {
  const [west, south] = toPlace(102, 18);
  const border = prolonged(line);
  const [east] = lastOf(border);
  const [, north] = itemAt(border, 0);
  return [...border, [east, south], [west, south], [west, north]];
}

/** The index of the nearest of some places and the metres to it. */
export function nearestOn(places: readonly Place[], [x, y]: Place): { index: number; metres: number } {
  let index = 0;
  let least = Infinity;
  places.forEach((other, at) => {
    const square = (other[0] - x) ** 2 + (other[1] - y) ** 2;
    if (square < least) [least, index] = [square, at];
  });
  return { index, metres: Math.sqrt(least) };
}
