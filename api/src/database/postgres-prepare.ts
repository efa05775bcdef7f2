import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { writeFileSafely } from './archive.ts';
import { makeDataFolder } from './data-folder.ts';
import type { Row } from './database.ts';
import { DatabaseUnusable } from './errors.ts';
import { type MigrationState, migrate, type Owner, readMigrations } from './migrate.ts';
import { postgresTypes } from './postgres-types.ts';
import { type ServerVersions, whyUnfit } from './server-versions.ts';
import type { Sql } from './sql.ts';

const servingRole = 'phen_dau_api';
/** Any number nobody else uses: the servers of one database take turns under it while they migrate. */
const advisoryLock = 5_472_091;

interface Prepared {
  /** The URL with the serving role's name and password in it. */
  readonly servingUrl: (url: string) => string;
  readonly migration: MigrationState;
  readonly postgis: string;
}

/** Brings the server database up to date as the URL's role and lets the serving role sign in. */
export async function preparePostgres(databaseUrl: string, dataDir: string): Promise<Prepared> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    types: postgresTypes,
    application_name: 'phen-dau-migrate',
  });
  await client.connect().catch((cause: Error) => {
    const { hostname, port } = new URL(databaseUrl);
    throw new DatabaseUnusable(`No database answers at ${hostname}:${port || 5432}: ${cause.message}`, { cause });
  });
  const owner: Owner = {
    run: async (script) => void (await client.query(script)),
    query: async <R extends Row>({ text, values }: Sql) => (await client.query<R>(text, [...values])).rows,
  };
  try {
    await refuseOldServer(client);
    await client.query('set client_min_messages = warning');
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    const migration = await migrate(owner, await readMigrations());
    const password = servingPassword(databaseUrl, dataDir);
    const servingUrl = (url: string) => withCredentials(url, password);
    await letSignIn(client, servingUrl(databaseUrl), password);
    const { rows } = await client.query<{ extversion: string }>(
      `select extversion from pg_extension where extname = 'postgis'`,
    );
    return { servingUrl, migration, postgis: rows[0]?.extversion ?? '' };
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<ServerVersions>(
    `select current_setting('server_version_num')::int as postgresql,
      (select coalesce(installed_version, default_version) from pg_available_extensions where name = 'postgis') as postgis`,
  );
  const [server] = rows;
  const why = server && whyUnfit(server);
  if (why !== undefined) throw new DatabaseUnusable(why);
}

/** Derived, so that every API process of one database knows it and nobody has to keep it. */
function servingPassword(databaseUrl: string, dataDir: string): string {
  const secret = new URL(databaseUrl).password || secretOf(dataDir);
  return createHmac('sha256', decodeURIComponent(secret)).update(servingRole).digest('hex');
}

/** Where the URL carries no password (peer, trust, .pgpass) a random secret in the data folder stands in; API processes on
 * several machines then need a password in the URL or one shared data folder, else each start changes the password. */
function secretOf(dataDir: string): string {
  const file = join(dataDir, 'database.secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    makeDataFolder(dataDir);
    const secret = randomBytes(32).toString('hex');
    writeFileSafely(file, Buffer.from(secret));
    return secret;
  }
}

function withCredentials(url: string, password: string): string {
  const serving = new URL(url);
  serving.username = servingRole;
  serving.password = password;
  return serving.href;
}

/** Sets the serving role's password unless it works already, then makes sure that the role can do nothing by itself. */
async function letSignIn(owner: pg.Client, servingUrl: string, password: string): Promise<void> {
  if (!(await trySignIn(servingUrl))) {
    await owner.query(`alter role ${servingRole} login password '${password}'`);
    const problem = await trySignIn(servingUrl, 'explain');
    if (problem !== true) throw new DatabaseUnusable(`The role ${servingRole} cannot sign in: ${String(problem)}`);
  }
  const { rows } = await owner.query(
    `select 1 from pg_roles where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
     union all select 1 from pg_class join pg_roles on pg_roles.oid = relowner where rolname = $1`,
    [servingRole],
  );
  if (rows.length > 0) {
    throw new DatabaseUnusable(`The role ${servingRole} must own nothing and have no rights of its own; revoke them.`);
  }
}

async function trySignIn(url: string, mode: 'ask' | 'explain' = 'ask'): Promise<boolean | string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    return mode === 'explain' && error instanceof Error ? error.message : false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
