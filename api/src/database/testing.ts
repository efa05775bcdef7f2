import pg from 'pg';
import type { Actor, Database, Row, Transaction } from './database.ts';
import { type OpenedDatabase, openDatabase } from './open.ts';
import { postgresTypes } from './postgres-types.ts';
import { type Sql, sql } from './sql.ts';

/** A superuser's URL of a throw-away PostgreSQL; unset: the tests run on the embedded database. */
const serverUrl = process.env.PHEN_DAU_TEST_DATABASE_URL;
export const testEngine: Database['engine'] = serverUrl ? 'postgres' : 'embedded';
/** Shared by all test runs, so that the template is made once. */
export const testCache = new URL('../../../.cache/template', import.meta.url).pathname;

let shared: Promise<OpenedDatabase> | undefined;
let sharedUrl: string | undefined;

/** The one empty, migrated database of this test process: an embedded one takes seconds and half a gigabyte. Tests that
 * change it roll back (`rolledBack`) or use ids of their own. */
export function testDatabase(): Promise<OpenedDatabase> {
  shared ??= openShared();
  return shared;
}

async function openShared(): Promise<OpenedDatabase> {
  if (!serverUrl) return openTestDatabase();
  sharedUrl = await emptyServerDatabase();
  return openDatabase({ dataDir: testCache, cacheDir: testCache, databaseUrl: sharedUrl });
}

/** A further database; the caller closes it. */
export async function openTestDatabase(limits?: { statementMs?: number }): Promise<OpenedDatabase> {
  const rest = { cacheDir: testCache, ...(limits && { limits }) };
  if (!serverUrl) return openDatabase({ dataDir: testCache, inMemory: true, ...rest });
  return openDatabase({ dataDir: testCache, databaseUrl: await emptyServerDatabase(), ...rest });
}

let made = 0;

/** URL of a new, empty database on the test server. */
export async function emptyServerDatabase(): Promise<string> {
  if (!serverUrl) throw new Error('PHEN_DAU_TEST_DATABASE_URL is not set');
  const name = `phen_dau_test_${process.pid}_${++made}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name} template template0 encoding 'UTF8'`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs `work` in a transaction that is never committed. */
export async function rolledBack<T>(
  database: Database,
  actor: Actor,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const enough = new Error('Rolled back as planned');
  let result: { value: T } | undefined;
  try {
    await database.transaction(actor, async (transaction) => {
      result = { value: await work(transaction) };
      throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  if (!result) throw new Error('The transaction was not run');
  return result.value;
}

/** Runs statements as the owner of everything, past all rights, on the shared database; never committed. */
export async function asOwner<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  if (database.engine === 'embedded') {
    return rolledBack(database, { role: 'reader_open', account: null }, async (transaction) => {
      await transaction.query(sql`set local session authorization postgres`);
      return work(transaction);
    });
  }
  const client = new pg.Client({ connectionString: sharedUrl ?? '', types: postgresTypes });
  await client.connect();
  try {
    await client.query('begin');
    return await work({
      query: async <R extends Row>({ text, values }: Sql) => (await client.query<R>(text, [...values])).rows,
    });
  } finally {
    await client.end();
  }
}

/** A post that other features can refer to, and what a few tests put beside it. */
export const postId = 'b0a1c0de-0000-4000-8000-000000000001';
export const post = {
  id: postId,
  geometry: { type: 'Point' as const, coordinates: [107.1, 21.7] },
  properties: { name: 'Đồn Bắc Xa', code: 'BX', kind: 'post', year_established: 1959, communication_teams: 2 },
  validFrom: '2019-01-01',
};
