import { type CoverageMonth, type CoverageRow, coverageOfAll } from '@phen-dau/geodata';
import type { Actor, Database } from '../database/database.ts';
import { recordEvent } from '../queries/audit.ts';
import { type FrozenRow, freezeRows, frozenMonths, listSnapshots } from '../queries/coverage-snapshots.ts';
import type { CoverageAccess, CoverageStore } from './store.ts';

/** Months that have ended, frozen when first asked for and never computed again. */
export interface CoverageTrendKeeper {
  /** Of a post, or with null of the province; the last `count` months before the one of `today`. */
  months(access: CoverageAccess, postId: string | null, today: string, count: number): Promise<CoverageMonth[]>;
}

/** The program itself freezes: what it writes holds activity, so it writes as an editor of internal clearance. */
const freezer: Actor = { role: 'editor_internal', account: null };

export function coverageTrendKeeper(database: Database, store: CoverageStore): CoverageTrendKeeper {
  /** Months known to be frozen: asked of the database once. */
  const frozen = new Set<string>();
  let freezing: Promise<void> = Promise.resolve();

  async function freezeMissing(wanted: readonly string[]): Promise<void> {
    const unknown = wanted.filter((month) => !frozen.has(month));
    if (unknown.length === 0) return;
    const there = await database.transaction(freezer, (transaction) => frozenMonths(transaction, unknown));
    for (const month of unknown) {
      if (!there.includes(month)) await freeze(month);
      frozen.add(month);
    }
  }

  async function freeze(month: string): Promise<void> {
    const rows = await rowsOfMonth(store, month);
    await database.transaction(freezer, async (transaction) => {
      await freezeRows(transaction, rows);
      await recordEvent(transaction, {
        action: 'coverage.freeze',
        outcome: 'done',
        detail: { month: month.slice(0, 7), rows: rows.length },
      });
    });
  }

  return {
    async months(access, postId, today, count) {
      const wanted = endedMonths(today, count);
      // One after another: two askers must not freeze the same month at once.
      freezing = freezing.catch(() => undefined).then(() => freezeMissing(wanted));
      await freezing;
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

async function rowsOfMonth(store: CoverageStore, month: string): Promise<FrozenRow[]> {
  const { parameters } = await store.parameters();
  const works = await store.worksOnce('internal', lastDayOf(month));
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
