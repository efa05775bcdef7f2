import { randomUUID } from 'node:crypto';
import { keeperFor } from '../account.ts';
import type { Actor, Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { firstAuditDay, recordEvent } from '../queries/audit.ts';
import { giveFreezingBack, takeFreezing } from '../queries/coverage-freezing.ts';
import {
  expectedRows,
  type FrozenRow,
  freezeRows,
  frozenRows,
  type RowsByMonth,
} from '../queries/coverage-snapshots.ts';
import { type Computing, createComputing } from './computing.ts';
import { endedMonths, lastDayOf } from './months.ts';
import type { CoverageStore } from './store.ts';

/**
 * Freezes months that have ended, in a thread of its own and in one process at a time. A month is one transaction: whoever is
 * ended without warning leaves whole months behind, and the next start goes on with what is missing. A frozen row never
 * changes; only a post that a frozen month does not know, because it was imported later, gets its row then.
 */
export interface MonthFreezer {
  /** Calls `freezeUnasked` a moment from now and whenever a month has ended. */
  start(): void;
  /**
   * Freezes what is missing of the months that ended since this register began. Earlier ones it leaves to `wake`: while a
   * province's years are being imported, layer by layer, nobody can tell whether all are there, and what is frozen stays.
   */
  freezeUnasked(): Promise<void>;
  /** Freezes what is missing of the last `count` months, unless somebody does already. Resolves when it has done what it
   * could and never rejects: what went wrong is in the log, and is tried again. */
  wake(count: number): Promise<void>;
  /** Whose figures (ids of posts; null is the province) belong to each month, with the data as they are. */
  expected(months: readonly string[]): Promise<RowsByMonth>;
  close(): Promise<void>;
}

interface FreezerNeeds {
  readonly database: Database;
  readonly store: Pick<CoverageStore, 'dataVersion' | 'history' | 'parameters'>;
  readonly today: () => string;
  readonly log: Log;
}

/** Months back that are frozen without being asked for, at most: what a page shows. */
const usualMonths = 24;
/** A start has other things to do first. */
const startMs = 15_000;
const lookMs = 3_600_000;
/** Who has not said for so long that it is still freezing has gone. */
const leaseSeconds = 30;
/** What was found out for so many questions is kept. */
const mostKnown = 8;
/** The program itself freezes: what it writes holds activity, so it writes as an editor of internal clearance. */
const freezer: Actor = { role: 'editor_internal', account: null };

/** A freezer that waits until it is told to start; `today` is the day in Vietnam. */
export function createMonthFreezer({ database, store, today, log }: FreezerNeeds): MonthFreezer {
  const holder = randomUUID();
  const known = new Map<string, Promise<RowsByMonth>>();
  /** Months of a data version in which there was nothing to freeze after all: not tried again. */
  const vain = new Set<string>();
  let next: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  /** Months back that have been asked for so far. */
  let most = 0;
  let computing: Computing | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function expected(months: readonly string[]): Promise<RowsByMonth> {
    const key = `${await store.dataVersion('internal')} ${months[0]} ${months.length}`;
    const found = known.get(key) ?? database.transaction(freezer, (transaction) => expectedRows(transaction, months));
    if (known.size >= mostKnown) known.clear();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  }

  /** The newest first: it is what people look for. */
  async function missingMonths(): Promise<string[]> {
    const months = endedMonths(today(), most);
    const [wanted, version] = await Promise.all([expected(months), store.dataVersion('internal')]);
    const frozen = await database.transaction(freezer, (transaction) => frozenRows(transaction, months));
    const lacks = (month: string) => [...(wanted.get(month) ?? [])].some((post) => !frozen.get(month)?.has(post));
    return months.filter((month) => lacks(month) && !vain.has(`${month} ${version}`)).reverse();
  }

  const takeTurn = () =>
    database.transaction(freezer, (transaction) => takeFreezing(transaction, holder, leaseSeconds));

  /** Answers whether there is something left that another process is freezing. */
  async function freezeMissing(): Promise<boolean> {
    for (;;) {
      const months = await missingMonths();
      if (months.length === 0 || isClosed) return false;
      if (!(await takeTurn())) return true;
      // Should one saying fail, the next or the end of the lease says what is so.
      const beat = setInterval(() => void takeTurn().catch(() => undefined), (leaseSeconds * 1000) / 3);
      try {
        await freezeAll(months);
      } finally {
        clearInterval(beat);
        await database.transaction(freezer, (transaction) => giveFreezingBack(transaction, holder));
      }
    }
  }

  /** All from one reading, so that months frozen together can be compared. */
  async function freezeAll(months: readonly string[]): Promise<void> {
    const own = createComputing();
    computing = own;
    try {
      const held = await own.hold(await store.history('internal'));
      const { parameters } = await store.parameters();
      for (const month of months) {
        if (isClosed) return;
        const json = await held.compute({ kind: 'month', month, parameters });
        const rows: FrozenRow[] = JSON.parse(new TextDecoder().decode(json ?? undefined));
        if (isClosed) return;
        await freeze(month, rows);
        // A row that was expected and is not among these would be computed again and again.
        vain.add(`${month} ${held.dataVersion}`);
      }
    } finally {
      await own.close();
    }
  }

  async function freeze(month: string, rows: readonly FrozenRow[]): Promise<void> {
    if (rows.length === 0) return;
    await database.transaction(freezer, async (transaction) => {
      await freezeRows(transaction, rows);
      const detail = { month: month.slice(0, 7), rows: rows.length };
      await recordEvent(transaction, { action: 'coverage.freeze', outcome: 'done', detail });
    });
  }

  async function wake(count: number): Promise<void> {
    most = Math.max(most, count);
    if (isClosed) return;
    running ??= freezeMissing()
      .then((isElsewhere) => {
        if (isElsewhere) after(leaseSeconds * 1000);
      })
      .catch((error: unknown) => {
        noteFailure(error);
        after(leaseSeconds * 1000);
      })
      .finally(() => {
        running = undefined;
      });
    await running;
  }

  async function freezeUnasked(): Promise<void> {
    try {
      const began = await database.transaction(keeperFor(null), firstAuditDay);
      const since = endedMonths(today(), usualMonths).filter((month) => began !== null && lastDayOf(month) >= began);
      if (since.length > 0) await wake(since.length);
    } catch (error) {
      noteFailure(error);
    }
  }

  function noteFailure(error: unknown): void {
    if (isClosed) return;
    log({ level: 'error', event: 'months-not-frozen', stack: error instanceof Error ? error.stack : String(error) });
  }

  function after(milliseconds: number): void {
    if (isClosed) return;
    clearTimeout(next);
    next = setTimeout(() => void wake(most), milliseconds).unref();
  }

  return {
    start() {
      next = setTimeout(() => void freezeUnasked(), startMs).unref();
      looking = setInterval(() => void freezeUnasked(), lookMs).unref();
    },
    freezeUnasked,
    wake,
    expected,
    async close() {
      isClosed = true;
      clearTimeout(next);
      clearInterval(looking);
      await computing?.close();
      await running;
    },
  };
}
