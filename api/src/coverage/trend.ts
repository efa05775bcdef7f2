import { type CoverageMonth, type CoverageRow, coverageOfAll, type MeasureParameters } from '@phen-dau/geodata';
import type { Actor, Database } from '../database/database.ts';
import { recordEvent } from '../queries/audit.ts';
import { type FrozenRow, freezeRows, frozenMonths, listSnapshots } from '../queries/coverage-snapshots.ts';
import type { CoverageAccess, CoverageStore, WorksOfDay } from './store.ts';

/**
 * Months that have ended, frozen when first asked for and never computed again. Only a post that a frozen month does not know,
 * because it was imported later, gets its row then.
 */
export interface CoverageTrendKeeper {
  /** Of a post, or with null of the province; the last `count` months before the one of `today`; none of a post there is not. */
  months(access: CoverageAccess, postId: string | null, today: string, count: number): Promise<CoverageMonth[]>;
}

/** Beyond this what is settled is asked of the database again. */
const mostSettled = 10_000;
/** The program itself freezes: what it writes holds activity, so it writes as an editor of internal clearance. */
const freezer: Actor = { role: 'editor_internal', account: null };

export function coverageTrendKeeper(database: Database, store: CoverageStore): CoverageTrendKeeper {
  /** Months and posts known to be frozen, or not to have been there with the data as they are. */
  const settled = new Set<string>();
  let freezing: Promise<void> = Promise.resolve();

  async function freezeMissing(months: readonly string[], postId: string | null): Promise<void> {
    const version = await store.dataVersion('internal');
    const keyOf = (month: string) => `${month} ${postId} ${version}`;
    const unknown = months.filter((month) => !settled.has(keyOf(month)));
    if (unknown.length === 0) return;
    const there = await database.transaction(freezer, (transaction) => frozenMonths(transaction, postId, unknown));
    const missing = unknown.filter((month) => !there.includes(month));
    const worksOn = missing.length > 0 ? await store.history('internal') : null;
    const { parameters } = await store.parameters();
    for (const month of missing) {
      if (worksOn) await freeze(month, rowsOfMonth(worksOn(lastDayOf(month)), month, parameters));
    }
    if (settled.size > mostSettled) settled.clear();
    for (const month of unknown) settled.add(keyOf(month));
  }

  async function freeze(month: string, rows: readonly FrozenRow[]): Promise<void> {
    if (rows.length === 0) return;
    await database.transaction(freezer, async (transaction) => {
      await freezeRows(transaction, rows);
      await recordEvent(transaction, {
        action: 'coverage.freeze',
        outcome: 'done',
        detail: { month: month.slice(0, 7), rows: rows.length },
      });
    });
  }

  /** Months of a post nobody knows are not looked for: each would be computed at every question. */
  async function isThere(access: CoverageAccess, postId: string | null, today: string): Promise<boolean> {
    if (postId === null) return true;
    return (await store.works(access, today)).named.works.posts.some(({ id }) => id === postId);
  }

  return {
    async months(access, postId, today, count) {
      const wanted = endedMonths(today, count);
      if (await isThere(access, postId, today)) {
        // One after another: two askers must not freeze the same month at once.
        freezing = freezing.catch(() => undefined).then(() => freezeMissing(wanted, postId));
        await freezing;
      }
      // Not from a replica: it may not have yet what was frozen a moment ago.
      const snapshots = await database.transaction({ role: `reader_${access}`, account: null }, (transaction) =>
        listSnapshots(transaction, postId, wanted, { tracks: access === 'internal' }),
      );
      return snapshots.map(({ month, parameters, dataVersion, features, row }) => ({
        month: month.slice(0, 7),
        asOf: lastDayOf(month),
        dataVersion,
        period: { from: month, to: lastDayOf(month) },
        parameters,
        rows: features,
        row,
      }));
    },
  };
}

function rowsOfMonth(works: WorksOfDay, month: string, parameters: MeasureParameters): FrozenRow[] {
  // Nothing was there yet, or has not been imported yet: a row of noughts would stand for good.
  if (Object.values(works.named.rows).every((count) => count === 0)) return [];
  const { province, posts } = coverageOfAll(works.prepared(parameters), works.named, {
    from: month,
    to: lastDayOf(month),
  });
  const { 'survey-track': _, ...openRows } = works.named.rows;
  // Without the last: the version of the tracks, which is internal too.
  const openVersion = works.dataVersion.split('.').slice(0, -1).join('.');
  return [province, ...posts].map(({ active, effort, ...figures }: CoverageRow) => ({
    month,
    postId: figures.post?.id ?? null,
    parameters,
    figures,
    dataVersion: openVersion,
    features: openRows,
    activity: { figures: { active, effort }, dataVersion: works.dataVersion, features: works.named.rows },
  }));
}

/** The first days of the `count` months before that of `today`, oldest first. */
export function endedMonths(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 - count + index, 1)).toISOString().slice(0, 10),
  );
}

/** The last day of the month that begins on a day. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
