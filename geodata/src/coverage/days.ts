import type { Period } from '../measure/match-tracks.ts';
import type { CoveragePeriod } from './answer.ts';

const dayMilliseconds = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMilliseconds;

/** `YYYY-MM-DD` of days since 1970-01-01. */
export const calendarDay = (days: number): string => new Date(days * dayMilliseconds).toISOString().slice(0, 10);

/** A period of days as the engine counts them. */
export function periodOf({ from, to }: CoveragePeriod): Period {
  return { from: from === null ? null : dayNumber(from), to: to === null ? null : dayNumber(to) };
}
