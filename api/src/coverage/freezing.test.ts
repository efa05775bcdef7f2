import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../database/database.ts';
import type { OpenedDatabase } from '../database/open.ts';
import { sql } from '../database/sql.ts';
import type { LogEntry } from '../log.ts';
import { takeFreezing } from '../queries/coverage-freezing.ts';
import { plantedWorks } from '../testing/coverage-works.ts';
import { apiTestDatabase } from '../testing/database.ts';
import { createMonthFreezer, type MonthFreezer } from './freezing.ts';
import { endedMonths, lastDayOf } from './months.ts';
import { createCoverageStore } from './store.ts';

const freezer: Actor = { role: 'editor_internal', account: null };
let database: OpenedDatabase;
let post: string;
const log: LogEntry[] = [];
const running: MonthFreezer[] = [];

beforeAll(async () => {
  database = await apiTestDatabase();
  ({ post } = await plantedWorks(database));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
  expect(log.splice(0)).toEqual([]);
});

/** A process that freezes, as of a day: all of them on one database, each with nothing in its memory. */
function process(day: string): MonthFreezer {
  const one = createMonthFreezer({
    database,
    store: createCoverageStore({ database }),
    today: () => day,
    log: (entry) => log.push(entry),
  });
  running.push(one);
  return one;
}

const frozen = async (months: readonly string[]) =>
  (
    await database.transaction(freezer, (transaction) =>
      transaction.query<{ month: string; posts: number }>(sql`
        select month, count(*)::int as posts from coverage.snapshot
        where month = any(${months}::date[]) and post_id = ${post}::uuid group by month order by month`),
    )
  ).map(({ month }) => month);
const holding = (holder: string, seconds: number) =>
  database.transaction(freezer, (transaction) => takeFreezing(transaction, holder, seconds));

describe('freezing months', () => {
  test('is done by one process at a time: what another is at is left to it', async () => {
    const months = endedMonths('2021-03-10', 2);
    const other = randomUUID();
    expect(await holding(other, 600)).toBe(true);
    const one = process('2021-03-10');
    await one.wake(2);
    expect(await frozen(months)).toEqual([]);
    // The other one goes without a word; when its time is up the next asker's process goes on.
    await holding(other, -1);
    await one.wake(2);
    expect(await frozen(months)).toEqual(months);
    expect(await holding(randomUUID(), -1)).toBe(true);
  });

  test('by several at once freezes each month once', async () => {
    const months = endedMonths('2021-07-01', 3);
    await Promise.all([1, 2, 3].map(() => process('2021-07-01').wake(3)));
    expect(await frozen(months)).toEqual(months);
  });

  test('goes on where a process that was stopped half way left off, month by month', async () => {
    const months = endedMonths('2022-01-31', 6);
    const first = process('2022-01-31');
    void first.wake(6);
    await vi.waitFor(async () => expect(await frozen(months)).not.toEqual([]), { timeout: 50_000, interval: 1 });
    await first.close();
    const left = await frozen(months);
    // The newest come first, and what has been begun is whole or not there.
    expect(left).toEqual(months.slice(-left.length));
    await process('2022-01-31').wake(6);
    expect(await frozen(months)).toEqual(months);
  });

  test('that nobody asked for is of the months since the register began, not of years still being imported', async () => {
    const [day] = await database.transaction(freezer, (transaction) =>
      transaction.query<{ today: string; later: string }>(sql`
        select current_date as today, (current_date + interval '1 month')::date as later`),
    );
    if (!day) throw new Error('No day');
    await process(day.today).freezeUnasked();
    expect(await frozen(endedMonths(day.later, 4))).toEqual([]);
    await process(day.later).freezeUnasked();
    expect(await frozen(endedMonths(day.later, 4))).toEqual(endedMonths(day.later, 1));
  });

  test('of a month begins when it has ended', async () => {
    const expected = await process('2022-05-31').expected(endedMonths('2022-05-31', 1));
    expect([...expected.keys()]).toEqual(['2022-04-01']);
    expect(expected.get('2022-04-01')?.has(post)).toBe(true);
    expect(endedMonths('2022-06-01', 1)).toEqual(['2022-05-01']);
    expect(['2024-02-01', '2022-12-01'].map(lastDayOf)).toEqual(['2024-02-29', '2022-12-31']);
  });
});
