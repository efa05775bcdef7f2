import type { Geometry, Position } from 'geojson';
import { linesOf } from './lines-of.ts';

/**
 * A position on a shape for its number or name: the place of a point, else the corner nearest to a share (0 to 1) of the
 * corners of its longest line or ring. Undefined for a shape without any.
 */
export function labelPlace(geometry: Geometry, share = 0.5): Position | undefined {
  const [longest = []] = [...linesOf(geometry)].sort((a, b) => b.length - a.length);
  return longest[Math.round(share * (longest.length - 1))];
}
