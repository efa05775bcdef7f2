import { type CoverageTrend, calendarDay, dayNumber } from '@phen-dau/geodata';
import type { Database } from '../database/database.ts';
import { isPostOn } from '../queries/coverage-features.ts';
import { type FrozenMonth, lastStored, listSnapshots } from '../queries/coverage-snapshots.ts';
import type { MonthFreezer } from './freezing.ts';
import { endedMonths, lastDayOf, monthsBetween } from './months.ts';
import { type CoverageAccess, type CoverageStore, readerOf } from './store.ts';

interface TrendNeeds {
  readonly database: Database;
  readonly store: Pick<CoverageStore, 'dataVersion'>;
  readonly freezer: Pick<MonthFreezer, 'expected' | 'wake'>;
  readonly today: () => string;
}

/**
 * Tells the last `count` months that had ended with a day, or with null until today, of a post, or with null of the province:
 * those that are frozen, at once, and which others are on their way. Both lists are empty of a post that is too new to have an
 * ended month; null of one there was not.
 */
export function coverageTrendOf({ database, store, freezer, today }: TrendNeeds) {
  const storedLast = keptLastStored(database);
  return async (
    access: CoverageAccess,
    postId: string | null,
    count: number,
    asOf: string | null,
  ): Promise<CoverageTrend | null> => {
    const now = today();
    const until = asOf === null || asOf >= now ? now : calendarDay(dayNumber(asOf) + 1);
    const wanted = endedMonths(until, count);
    const expected = await freezer.expected(wanted);
    // Not from a replica: it may not have yet what was frozen a moment ago.
    const snapshots = await database.transaction(readerOf(access), (transaction) =>
      listSnapshots(transaction, postId, wanted, { tracks: access === 'internal' }),
    );
    const told = snapshots.map(({ month, parameters: { dayStartsMinutesEast } }) => ({ month, dayStartsMinutesEast }));
    const last = await storedLast(access, await store.dataVersion(access), told);
    const frozen = new Set(snapshots.map(({ month }) => month));
    const missing = wanted.filter((month) => !frozen.has(month) && expected.get(month)?.has(postId));
    if (postId !== null && frozen.size + missing.length === 0) {
      const stands = await database.read(readerOf(access), (transaction) =>
        isPostOn(transaction, postId, access, asOf ?? now),
      );
      if (!stands) return null;
    }
    if (missing.length > 0) void freezer.wake(count + monthsBetween(until, now));
    return {
      months: snapshots.map(({ month, frozenAt, parameters, dataVersion, features, row }) => ({
        month: month.slice(0, 7),
        isAmended: (last.get(month)?.getTime() ?? 0) > frozenAt.getTime(),
        asOf: lastDayOf(month),
        dataVersion,
        period: { from: month, to: lastDayOf(month) },
        parameters,
        rows: features,
        row,
      })),
      pending: missing.map((month) => month.slice(0, 7)),
    };
  };
}

/** Posts ask one after another about the same months: read once for each state of the data. */
function keptLastStored(database: Database) {
  const kept = new Map<CoverageAccess, { readonly key: string; readonly last: ReturnType<typeof lastStored> }>();
  return async (access: CoverageAccess, dataVersion: string, months: readonly FrozenMonth[]) => {
    const key = `${dataVersion} ${JSON.stringify(months)}`;
    const known = kept.get(access);
    if (known?.key === key) return known.last;
    const last = database.transaction(readerOf(access), (transaction) =>
      lastStored(transaction, months, { tracks: access === 'internal' }),
    );
    kept.set(access, { key, last });
    // A failure is not kept: the next asker tries again.
    last.catch(() => kept.delete(access));
    return last;
  };
}
