/** Vietnam has one time zone and no summer time. */
const vietnamOffsetMilliseconds = 7 * 3600 * 1000;

/** The calendar day in Vietnam, `YYYY-MM-DD`, at a moment; the database's `current_date` is the same day. */
export const vietnamDay = (moment: Date): string =>
  new Date(moment.getTime() + vietnamOffsetMilliseconds).toISOString().slice(0, 10);
