import type { CoverageTrend } from '@phen-dau/geodata';
import type { Database } from '../database/database.ts';
import { listSnapshots } from '../queries/coverage-snapshots.ts';
import type { MonthFreezer } from './freezing.ts';
import { endedMonths, lastDayOf } from './months.ts';
import { type CoverageAccess, readerOf } from './store.ts';

interface TrendNeeds {
  readonly database: Database;
  readonly freezer: Pick<MonthFreezer, 'expected' | 'wake'>;
  readonly today: () => string;
}

/**
 * Tells the last `count` months that have ended, of a post, or with null of the province: those that are frozen, at once, and
 * which others are on their way. Both lists are empty of a post there was not.
 */
export function coverageTrendOf({ database, freezer, today }: TrendNeeds) {
  return async (access: CoverageAccess, postId: string | null, count: number): Promise<CoverageTrend> => {
    const wanted = endedMonths(today(), count);
    const expected = await freezer.expected(wanted);
    // Not from a replica: it may not have yet what was frozen a moment ago.
    const snapshots = await database.transaction(readerOf(access), (transaction) =>
      listSnapshots(transaction, postId, wanted, { tracks: access === 'internal' }),
    );
    const frozen = new Set(snapshots.map(({ month }) => month));
    const missing = wanted.filter((month) => !frozen.has(month) && expected.get(month)?.has(postId));
    if (missing.length > 0) void freezer.wake(count);
    return {
      months: snapshots.map(({ month, parameters, dataVersion, features, row }) => ({
        month: month.slice(0, 7),
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
