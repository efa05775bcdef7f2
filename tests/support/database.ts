import { randomUUID } from 'node:crypto';
import { cp, mkdtemp } from 'node:fs/promises';
import { type Actor, type OpenedDatabase, openDatabase, type Transaction } from '@phen-dau/api';
import { demonstrationData, demonstrationDataPassword, loadDemonstration } from '@phen-dau/scripts';
import { Client } from 'pg';
import { runDirectory } from './run-directory.ts';

const serverUrl = process.env.PHEN_DAU_TEST_DATABASE_URL || undefined;

/** The engine this run tests; the test command runs the database suite once for each. */
export const testEngine: 'embedded' | 'postgres' = serverUrl ? 'postgres' : 'embedded';

let shared: Promise<OpenedDatabase> | undefined;

/**
 * A database with the demonstration province and its accounts: one for the whole run, because opening one costs seconds.
 * Leave it as you found it: read, or write inside `rolledBack`.
 */
export function demonstrationDatabase(): Promise<OpenedDatabase> {
  shared ??= testEngine === 'embedded' ? openEmbedded() : openOnServer();
  return shared;
}

/** Does `work` in a transaction that is never committed and returns what it returned. */
export async function rolledBack<T>(
  database: OpenedDatabase,
  actor: Actor,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const rollback = new Error('rolled back on purpose');
  let result: { value: T } | undefined;
  await database
    .transaction(actor, async (transaction) => {
      result = { value: await work(transaction) };
      throw rollback;
    })
    .catch((error) => {
      if (error !== rollback) throw error;
    });
  if (!result) throw new Error('The transaction ended without a result');
  return result.value;
}

async function openEmbedded(): Promise<OpenedDatabase> {
  const dataDir = await mkdtemp(`${runDirectory()}/data-`);
  await cp(await demonstrationData(), dataDir, { recursive: true });
  return openDatabase({ dataDir });
}

async function openOnServer(): Promise<OpenedDatabase> {
  const databaseUrl = await emptyServerDatabase();
  const dataDir = await mkdtemp(`${runDirectory()}/data-`);
  const database = await openDatabase({ dataDir, databaseUrl });
  await loadDemonstration(database, { password: demonstrationDataPassword, log: () => {} });
  return database;
}

/** URL of a new database on the throw-away server; it goes with the server. */
export async function emptyServerDatabase(): Promise<string> {
  if (!serverUrl) throw new Error('PHEN_DAU_TEST_DATABASE_URL names no server');
  const url = new URL(serverUrl);
  url.pathname = `/phen_dau_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${url.pathname.slice(1)}`);
  } finally {
    await client.end();
  }
  return url.href;
}
