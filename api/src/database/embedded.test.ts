import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../queries/audit.ts';
import type { Actor } from './database.ts';
import { type DatabaseLimits, openDatabase } from './open.ts';
import { sql } from './sql.ts';
import { testCache, testEngine } from './testing.ts';

const reader: Actor = { role: 'reader_open', account: null };
const rounds = Number(process.env.PHEN_DAU_KILL_ROUNDS ?? 3);
/** Each opening is seconds of compiling; on a busy machine many. */
const patienceMs = 120_000;
const tsx = pathToFileURL(createRequire(new URL('../../../package.json', import.meta.url)).resolve('tsx')).href;

describe.skipIf(testEngine !== 'embedded')('the embedded database', () => {
  let dataDir = '';
  const children: ChildProcess[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'phen-dau-embedded-'));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const open = (limits?: DatabaseLimits, log?: (line: string) => void) =>
    openDatabase({ dataDir, cacheDir: testCache, ...(limits && { limits }), ...(log && { log }) });

  /** Starts the writer on the same folder. */
  function startWriter(): ChildProcess {
    const script = new URL('./testing-writer.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', tsx, script, dataDir, testCache], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }
  const linesOf = (child: ChildProcess) => {
    if (!child.stdout) throw new Error('The writer has no output');
    return createInterface({ input: child.stdout });
  };

  it(
    `loses nothing it has acknowledged when it is killed in the middle of writing (${rounds} rounds)`,
    async () => {
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const child = startWriter();
        const gone = new Promise((resolve) => child.once('exit', resolve));
        let commits = 0;
        for await (const line of linesOf(child)) {
          if (line === 'open') continue;
          expect(line).not.toContain('Error');
          acknowledged.push(...line.split(' '));
          // A different moment each round; what is already on its way out still counts as acknowledged.
          if (++commits === 5 + round * 7) child.kill('SIGKILL');
        }
        await gone;
      }
      const database = await open();
      const [found] = await database.read(reader, async (transaction) => {
        const [indexed] = await transaction.query<{ count: number }>(sql`
        select count(*) from register.border_post where geometry && st_makeenvelope(106, 21, 108, 22, 4326)`);
        const rows = await transaction.query<{ stored: number; ids: number; acknowledged: number }>(sql`
        select count(*) as stored, count(distinct id) as ids,
          (count(*) filter (where id = any(${acknowledged}::uuid[]))) as acknowledged from register.border_post`);
        return rows.map((row) => ({ ...row, indexed: indexed?.count }));
      });
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(found).toMatchObject({ acknowledged: acknowledged.length });
      expect(found?.indexed).toBe(found?.stored);
      expect(found?.ids).toBe(found?.stored);
      const verdict = await database.read({ role: 'account_keeper', account: null }, verifyAudit);
      expect(verdict.ok).toBe(true);
      await database.close();
    },
    patienceMs + rounds * 30_000,
  );

  it(
    'refuses a second process at once, with the pid of the first, and lets it in after a clean close',
    async () => {
      const database = await open();
      let [first] = await onlyLine(startWriter());
      expect(first).toContain(`The data folder is in use by process ${process.pid}`);
      expect(Number(first?.match(/after (\d+) ms/)?.[1])).toBeLessThan(1_000);
      await database.close();
      expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
      [first] = await onlyLine(startWriter());
      expect(first).toBe('open');
    },
    patienceMs,
  );
  const onlyLine = async (child: ChildProcess): Promise<string[]> => {
    for await (const line of linesOf(child)) {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      return [line];
    }
    return [];
  };

  it(
    'ends a statement that runs too long, tells the others to come again, and is back with everything stored',
    async () => {
      const log: string[] = [];
      // More than the other statements take on the busiest machine.
      const database = await open({ statementMs: 4_000 }, (line) => log.push(line));
      const change: Actor = { role: 'editor_open', account: null };
      await database.transaction(change, (transaction) =>
        transaction.query(sql`
        insert into register.border_post (id, geometry, name, code, kind)
        values (gen_random_uuid(), 'SRID=4326;POINT(107 21.7)', 'Đồn', 'A', 'post')`),
      );
      const count = () =>
        database.read(reader, async (transaction) => {
          const [row] = await transaction.query<{ count: number }>(sql`select count(*) from register.border_post`);
          return row?.count;
        });
      const runaway = database.transaction(change, async (transaction) => {
        await transaction.query(sql`update register.border_post set name = 'never stored'`);
        await transaction.query(
          sql`select count(*) from generate_series(1, 100000) as a, generate_series(1, 1000000) as b`,
        );
      });
      const waiting = count();
      await expect(runaway).rejects.toMatchObject({ name: 'DatabaseBusy', reason: 'statement-too-long' });
      await expect(waiting).rejects.toMatchObject({ name: 'DatabaseBusy', reason: 'reopening', retryAfterSeconds: 5 });
      await expect.poll(count, { timeout: 30_000 }).toBe(1);
      const kept = await database.read(reader, (transaction) =>
        transaction.query(sql`select name from register.border_post`),
      );
      expect(kept).toEqual([{ name: 'Đồn' }]);
      expect(log.join()).toContain('opening the database again');
      await database.close();
    },
    patienceMs,
  );

  it('lets one transaction take longer when it says so beforehand', async () => {
    const database = await open({ statementMs: 300 });
    const slow = sql`select count(*) from generate_series(1, 3000000) as n where md5(n::text) < '8'`;
    const patient = database.read(reader, (transaction) => transaction.query(slow), { statementMs: 60_000 });
    await expect(patient).resolves.toHaveLength(1);
    await database.close();
  });

  it(
    'writes a dump from time to time and when it closes, and starts from one where there is no database yet',
    async () => {
      const database = await open({ dumpEveryMs: 200 });
      const template = join(dataDir, 'backup', 'database.tar.gz');
      const store = (code: string) =>
        database.transaction({ role: 'editor_open', account: null }, (transaction) =>
          transaction.query(sql`
          insert into register.border_post (id, geometry, name, code, kind)
          values (gen_random_uuid(), 'SRID=4326;POINT(107 21.7)', 'Đồn', ${code}, 'post')`),
        );
      expect(existsSync(template)).toBe(false);
      await store('from time to time');
      await expect.poll(() => existsSync(template), { timeout: 60_000 }).toBe(true);
      await store('at close');
      await database.close();
      expect(readdirSync(join(dataDir, 'backup'))).toEqual(['database.tar.gz']);
      const copy = await openDatabase({ dataDir, inMemory: true, template, cacheDir: testCache });
      const rows = await copy.read(reader, (transaction) =>
        transaction.query(sql`select code from register.border_post`),
      );
      expect(rows.map(({ code }) => code).sort()).toEqual(['at close', 'from time to time']);
      await copy.close();
    },
    patienceMs,
  );

  it('says in a sentence when its files cannot be opened', async () => {
    const database = await open();
    await database.close();
    rmSync(join(dataDir, 'database', 'global'), { recursive: true });
    await expect(open()).rejects.toMatchObject({ name: 'DatabaseUnusable', message: expect.stringContaining(dataDir) });
    expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
  });
});
