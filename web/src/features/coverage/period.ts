import type { CoveragePeriod } from '@phen-dau/geodata';
import type { PeriodChoice } from '../../state/coverage.ts';

const dayMilliseconds = 86_400_000;

/** A day so many days later, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The days whose patrols count: so many up to and with the day looked at. */
export function periodUntil(day: string, choice: PeriodChoice): CoveragePeriod {
  return choice === 'all' ? { from: null, to: null } : { from: dayAfter(day, 1 - Number(choice)), to: day };
}

/** The last day of the period before: the state a change is counted from. Of "all time", a year earlier. */
export const dayBefore = (day: string, choice: PeriodChoice): string =>
  dayAfter(day, choice === 'all' ? -365 : -Number(choice));
