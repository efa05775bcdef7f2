import type { Position } from 'geojson';
import type { LineIndex } from '../../measure/line-index.ts';
import { nearestLine } from '../../measure/locate.ts';
import { knownReachMetres } from './rule.ts';

/** How far something lies from the nearest of some lines, as an issue says it; `bound`: at least so far. */
export interface ToldDistance {
  readonly metres: number;
  readonly bound?: 'more-than';
}

/** The distance in whole metres, or that it is more than what lines are known within. */
export function toldDistance(lines: LineIndex, place: Position): ToldDistance & Record<string, string | number> {
  const found = nearestLine(lines, place, knownReachMetres);
  return found ? { metres: Math.round(found.distanceMetres) } : { metres: knownReachMetres, bound: 'more-than' };
}
