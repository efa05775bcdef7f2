import { shareOf } from '../measure/line-measure.ts';
import type { ActiveCoverage } from './answer.ts';

/**
 * The same activity with another number of days that make a stretch regularly patrolled. The stretches tell of their days, so
 * a reader without the tracks can ask.
 */
export function withVisitDays(active: ActiveCoverage, visitDays: number): ActiveCoverage {
  const regular = active.stretches.filter(({ days }) => days >= visitDays);
  const metres = regular.reduce((sum, { fromMetres, toMetres }) => sum + toMetres - fromMetres, 0);
  return { ...active, regularMetres: metres, regularShare: shareOf(metres, active.totalMetres) };
}
