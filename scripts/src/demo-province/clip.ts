import type { Position } from 'geojson';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The part of a ring inside the bounds (Sutherland-Hodgman); parts that fall apart stay joined along the bounds' edge. */
export function clippedRing(ring: readonly Position[], [west, south, east, north]: Bounds): Position[] {
  let places: readonly Position[] = ring.slice(0, -1);
  places = half(places, 0, (value) => value >= west, west);
  places = half(places, 0, (value) => value <= east, east);
  places = half(places, 1, (value) => value >= south, south);
  places = half(places, 1, (value) => value <= north, north);
  const [first] = places;
  return first && places.length > 2 ? [...places, first] : [];
}

function half(ring: readonly Position[], axis: 0 | 1, isIn: (value: number) => boolean, at: number): Position[] {
  const kept: Position[] = [];
  let previous = ring.at(-1);
  for (const place of ring) {
    if (!previous) break;
    const [from = 0, to = 0] = [previous[axis], place[axis]];
    if (isIn(from) !== isIn(to)) {
      const share = (at - from) / (to - from);
      const other = axis === 0 ? 1 : 0;
      const across = (previous[other] ?? 0) + share * ((place[other] ?? 0) - (previous[other] ?? 0));
      kept.push(axis === 0 ? [at, across] : [across, at]);
    }
    if (isIn(to)) kept.push(place);
    previous = place;
  }
  return kept;
}

/** The stretches of a line of which at least one end of every segment is inside the bounds. */
export function clippedLine(line: readonly Position[], [west, south, east, north]: Bounds): Position[][] {
  const isIn = ([x = 0, y = 0]: Position): boolean => x >= west && x <= east && y >= south && y <= north;
  const stretches: Position[][] = [];
  let current: Position[] = [];
  line.forEach((place, index) => {
    const near = isIn(place) || [line[index - 1], line[index + 1]].some((other) => other && isIn(other));
    if (near) current.push(place);
    else {
      if (current.length > 1) stretches.push(current);
      current = [];
    }
  });
  if (current.length > 1) stretches.push(current);
  return stretches;
}
