/** The first days of the `count` months before that of `today`, oldest first. */
export function endedMonths(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 - count + index, 1)).toISOString().slice(0, 10),
  );
}

/** So many months lie between the month of a day and that of a later one. */
export function monthsBetween(earlier: string, later: string): number {
  const [fromYear = 0, fromMonth = 1] = earlier.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = later.split('-').map(Number);
  return 12 * (toYear - fromYear) + toMonth - fromMonth;
}

/** The last day of the month that begins on a day. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
