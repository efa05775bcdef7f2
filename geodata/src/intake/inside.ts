import type { Position } from 'geojson';
import { type Bounds, boundsContain } from '../coordinates/bounds.ts';

/** One polygon with its box. */
export interface BoundedRings {
  readonly rings: readonly (readonly Position[])[];
  readonly bounds: Bounds;
}

/** Whether a position lies in a polygon and in none of its holes. */
export function isInsideRings({ rings, bounds }: BoundedRings, x: number, y: number): boolean {
  if (!boundsContain(bounds, x, y)) return false;
  let inside = false;
  // Even-odd over all rings: a hole turns the answer round.
  for (const ring of rings) if (crossesOdd(ring, x, y)) inside = !inside;
  return inside;
}

/** The box of the outer ring. */
export function ringsBounds([outer = []]: readonly (readonly Position[])[]): Bounds {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const [x = Number.NaN, y = Number.NaN] of outer) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

function crossesOdd(ring: readonly Position[], x: number, y: number): boolean {
  let odd = false;
  let [bx = Number.NaN, by = Number.NaN] = ring.at(-1) ?? [];
  for (const [ax = Number.NaN, ay = Number.NaN] of ring) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    bx = ax;
    by = ay;
  }
  return odd;
}
