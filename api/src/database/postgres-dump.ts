import { spawn } from 'node:child_process';
import { Client } from 'pg';
import { type TableDigest, tableDigests } from '../queries/table-digests.ts';
import type { Row } from './database.ts';
import { DatabaseUnusable } from './errors.ts';
import type { Sql } from './sql.ts';

/**
 * Writes the whole server database into a file with `pg_dump` and answers the digests of its tables, both from the same
 * moment: others may go on writing. Throws `DatabaseUnusable` with a sentence when that cannot be.
 */
export function dumpPostgres(databaseUrl: string, file: string): Promise<TableDigest[]> {
  return asOwner(databaseUrl, async (client) => {
    const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
    const digests = await digestsBy(client);
    const snapshot = rows[0]?.snapshot ?? '';
    await run('pg_dump', databaseUrl, ['--format=custom', '--no-owner', `--snapshot=${snapshot}`, `--file=${file}`]);
    return digests;
  });
}

/**
 * Puts a file of `dumpPostgres` in the place of what is in a freshly migrated database (migrating has made the roles its
 * rights are granted to); all or nothing. Answers the digests of the tables as they are then.
 */
export async function restorePostgres(databaseUrl: string, file: string): Promise<TableDigest[]> {
  const clean = ['--clean', '--if-exists', '--no-owner', '--exit-on-error', '--single-transaction'];
  await run('pg_restore', databaseUrl, [...clean, file], '--dbname');
  return asOwner(databaseUrl, digestsBy);
}

const digestsBy = (client: Client): Promise<TableDigest[]> =>
  tableDigests({
    query: async <R extends Row>({ text, values }: Sql) => (await client.query<R>(text, [...values])).rows,
  });

async function asOwner<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect().catch((error: Error) => {
    throw new DatabaseUnusable(`The database server cannot be reached (${error.message}).`);
  });
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs a client program of PostgreSQL. The password goes by the environment: arguments can be read by every user. */
async function run(program: string, databaseUrl: string, args: readonly string[], target = ''): Promise<void> {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  const child = spawn(program, [...args, `${target && `${target}=`}${url.href}`], {
    env: { ...process.env, ...(password && { PGPASSWORD: password }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', () =>
      reject(new DatabaseUnusable(`${program} is not installed; it comes with Debian's package postgresql-client.`)),
    );
    child.once('close', resolve);
  });
  if (status !== 0) throw new DatabaseUnusable(`${program} failed: ${said.trim().split('\n').slice(0, 3).join(' ')}`);
}
