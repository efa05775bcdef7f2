import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvent, verifyAudit } from '../queries/audit.ts';
import { partVersions } from '../queries/layers.ts';
import type { Actor } from './database.ts';
import { openDatabase } from './open.ts';
import { sql } from './sql.ts';
import { emptyServerDatabase, openTestDatabase, testEngine } from './testing.ts';

const reader: Actor = { role: 'reader_open', account: null };
const editor: Actor = { role: 'editor_open', account: null };
const insertPost = sql`
  insert into register.border_post (id, geometry, name, code, kind)
  values (gen_random_uuid(), 'SRID=4326;POINT(107 21.7)', 'Đồn', 'A', 'post')`;

describe.skipIf(testEngine !== 'postgres')('the server database', () => {
  let dataDir = '';
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'phen-dau-postgres-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is migrated once when two servers start on it at the same moment', async () => {
    const databaseUrl = await emptyServerDatabase();
    const both = await Promise.all([openDatabase({ dataDir, databaseUrl }), openDatabase({ dataDir, databaseUrl })]);
    expect(both.map(({ migration }) => migration.applied).sort()).toEqual([0, both[0].migration.version]);
    await Promise.all(both.map((database) => database.close()));
  });

  it('tells every process of a change: its own at commit, the others by notification, once each', async () => {
    const databaseUrl = await emptyServerDatabase();
    const here = await openDatabase({ dataDir, databaseUrl });
    const there = await openDatabase({ dataDir, databaseUrl });
    const heardHere: string[] = [];
    const heardThere: string[] = [];
    here.onLayerChange((part) => heardHere.push(part));
    there.onLayerChange((part) => heardThere.push(part));
    await here.transaction(editor, (transaction) => transaction.query(insertPost));
    expect(heardHere).toEqual(['register.border_post']);
    await expect.poll(() => heardThere).toEqual(['register.border_post']);
    await there.transaction({ role: 'account_keeper', account: null }, (transaction) =>
      transaction.query(sql`delete from account.session`),
    );
    await expect.poll(() => heardHere).toEqual(['register.border_post', 'account.session']);
    expect(heardThere).toEqual(['register.border_post', 'account.session']);
    await Promise.all([here.close(), there.close()]);
  });

  it('chains what many write at once without a gap, and lets nobody wait for a long import', async () => {
    const databaseUrl = await emptyServerDatabase();
    const database = await openDatabase({ dataDir, databaseUrl });
    const keeper: Actor = { role: 'account_keeper', account: null };
    const version = async () =>
      (await database.read(reader, (t) => partVersions(t, 'open'))).get('register.border_post') ?? 0;
    const before = await version();
    let signedIn = false;
    const importing = database.transaction(editor, async (transaction) => {
      await transaction.query(insertPost);
      // Still open, its entry written: a sign-in that waited for it would time out here.
      await database.transaction(keeper, (other) => recordEvent(other, { action: 'account.sign-in', outcome: 'done' }));
      signedIn = true;
    });
    await importing;
    expect(signedIn).toBe(true);
    await Promise.all(
      Array.from({ length: 30 }, () => database.transaction(editor, (transaction) => transaction.query(insertPost))),
    );
    expect(await version()).toBe(before + 31);
    expect(await database.read(keeper, verifyAudit)).toMatchObject({ ok: true, entries: 32 });
    await database.close();
  });

  it('listens again after its connection was lost, and then has everything looked at anew', async () => {
    const databaseUrl = await emptyServerDatabase();
    const database = await openDatabase({ dataDir, databaseUrl });
    const heard = new Set<string>();
    database.onLayerChange((part) => heard.add(part));
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'phen-dau-listener'`);
    await expect.poll(() => heard.has('defence.zone') && heard.has('account.session'), { timeout: 10_000 }).toBe(true);
    await owner.end();
    await database.close();
  });

  it('ends a statement that runs too long without keeping anybody else waiting', async () => {
    const database = await openTestDatabase({ statementMs: 500 });
    const runaway = database.read(reader, (transaction) => transaction.query(sql`select pg_sleep(20)`));
    const other = database.read(reader, (transaction) => transaction.query(sql`select 1 as one`));
    await expect(other).resolves.toEqual([{ one: 1 }]);
    await expect(runaway).rejects.toMatchObject({ name: 'DatabaseBusy', reason: 'statement-too-long' });
    const patient = database.read(reader, (transaction) => transaction.query(sql`select pg_sleep(0.8)`), {
      statementMs: 9_000,
    });
    await expect(patient).resolves.toHaveLength(1);
    await database.close();
  });

  it('reads from a replica, falls back to the primary when none answers, and never writes to one', async () => {
    const databaseUrl = await emptyServerDatabase();
    const replica = await emptyServerDatabase();
    await (await openDatabase({ dataDir, databaseUrl: replica })).close();
    const owner = new pg.Client({ connectionString: replica });
    await owner.connect();
    await owner.query(insertPost.text.replace("'A'", "'on the replica'"));
    await owner.end();
    const codes = async (replicaUrl: string) => {
      const database = await openDatabase({ dataDir, databaseUrl, replicaUrls: [replicaUrl] });
      await database.transaction(editor, (transaction) => transaction.query(insertPost));
      const rows = await database.read(reader, (transaction) =>
        transaction.query(sql`select distinct code from register.border_post`),
      );
      await database.close();
      return rows.map(({ code }) => code);
    };
    expect(await codes(replica)).toEqual(['on the replica']);
    const nobody = new URL(replica);
    nobody.port = '1';
    expect(await codes(nobody.href)).toEqual(['A']);
  });

  it('says in a sentence, without the password, when no server answers', async () => {
    const start = openDatabase({ dataDir, databaseUrl: 'postgres://owner:geheim@127.0.0.1:1/none' });
    await expect(start).rejects.toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
    await expect(start).rejects.not.toThrow('geheim');
  });
});
