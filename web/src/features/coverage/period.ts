import { type CoveragePeriod, calendarDay, dayNumber } from '@phen-dau/geodata';
import type { PeriodChoice } from '../../state/coverage.ts';

const dayAfter = (day: string, days: number): string => calendarDay(dayNumber(day) + days);

/**
 * The days whose patrols count, up to and with the day looked at: so many, those of its calendar month or year so far, or of
 * all.
 */
export function periodUntil(day: string, choice: PeriodChoice): CoveragePeriod {
  if (choice === 'all') return { from: null, to: null };
  if (choice === 'month') return { from: `${day.slice(0, 7)}-01`, to: day };
  if (choice === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: day };
  return { from: dayAfter(day, 1 - Number(choice)), to: day };
}

/**
 * The day a change is counted from. Of a number of days the last before them; of a calendar month or year the same day of the
 * one before, so that as much of it has passed; of all time a year earlier.
 */
export function dayBefore(day: string, choice: PeriodChoice): string {
  if (choice === 'month') return monthsEarlier(day, 1);
  if (choice === 'all' || choice === 'year') return monthsEarlier(day, 12);
  return dayAfter(day, -Number(choice));
}

/** The last day of the last month that had ended with a day. */
export const lastMonthEnd = (day: string): string => (isMonthEnd(day) ? day : dayAfter(`${day.slice(0, 7)}-01`, -1));

/** The last day of a month, YYYY-MM. */
export const monthEnd = (month: string): string => dayAfter(`${dayAfter(`${month}-01`, 31).slice(0, 7)}-01`, -1);

const isMonthEnd = (day: string) => dayAfter(day, 1).endsWith('-01');

/** The same day of an earlier month: the last for the last, and for a day that month does not have. */
function monthsEarlier(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const count = 12 * year + month - 1 - months;
  const earlier = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  const last = monthEnd(earlier);
  const same = `${earlier}-${day.slice(8)}`;
  return isMonthEnd(day) || same > last ? last : same;
}
