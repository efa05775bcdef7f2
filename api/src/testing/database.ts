import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { type OpenedDatabase, openDatabase } from '../database/open.ts';

const serverUrl = process.env.PHEN_DAU_TEST_DATABASE_URL || undefined;
let shared: Promise<OpenedDatabase> | undefined;

/** A migrated database without features or accounts, shared by the tests of the API; each works with data of its own. */
export function apiTestDatabase(): Promise<OpenedDatabase> {
  shared ??= open();
  return shared;
}

async function open(): Promise<OpenedDatabase> {
  const dataDir = await mkdtemp(`${tmpdir()}/phen-dau-api-`);
  if (!serverUrl) return openDatabase({ dataDir, inMemory: true, cacheDir: '.cache/template' });
  const url = new URL(serverUrl);
  url.pathname = `/phen_dau_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${url.pathname.slice(1)}`);
  await client.end();
  return openDatabase({ dataDir, databaseUrl: url.href });
}
