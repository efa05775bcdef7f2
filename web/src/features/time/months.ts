/** The first month the register knows of; earlier there is nothing to show. */
export const firstMonth = { year: 2019, month: 1 } as const;

/** Months since the first, of a day YYYY-MM-DD. */
export function monthIndex(day: string): number {
  const [year = firstMonth.year, month = 1] = day.split('-').map(Number);
  return (year - firstMonth.year) * 12 + month - firstMonth.month;
}

/** The last day of a month by its index, but never after today: "March 2022" shows all that was done in March. */
export function dayOfMonth(index: number, today: string): string {
  const date = new Date(Date.UTC(firstMonth.year, firstMonth.month + index, 0));
  const day = date.toISOString().slice(0, 10);
  return day > today ? today : day;
}

/** The months from the first to today's. */
export const monthCount = (today: string): number => monthIndex(today) + 1;
