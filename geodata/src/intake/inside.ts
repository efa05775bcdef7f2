import type { Position } from 'geojson';
import { type Bounds, boundsContain } from '../coordinates/bounds.ts';
import { positionsBounds } from '../coordinates/bounds-of.ts';

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

/** The bounds of the outer ring. */
export const ringsBounds = ([outer = []]: readonly (readonly Position[])[]): Bounds => positionsBounds(outer);

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
