import type { Database } from './database.ts';

export interface OpenDatabaseOptions {
  /** Folder for everything kept: the embedded database, its lock and its dumps; a secret for the server database. */
  readonly dataDir: string;
  /** `postgres://` URL of the role that migrates; absent: the embedded database. */
  readonly databaseUrl?: string;
  readonly replicaUrls?: readonly string[];
  /** Where the template of the embedded database is cached; `dataDir`/cache when absent. */
  readonly cacheDir?: string;
  readonly log?: (line: string) => void;
  /** Tests only: the embedded database keeps nothing on disk. */
  readonly inMemory?: true;
  readonly limits?: DatabaseLimits;
  /** Where the script of the embedded database's worker lies; needed only when this module was bundled. */
  readonly workerUrl?: URL;
}

export interface DatabaseLimits {
  /** How long one statement may run before its caller gets `DatabaseBusy`; 15,000 embedded, 10,000 on a server. */
  readonly statementMs?: number;
  /** How often the embedded database is dumped to a second file while it changes; 15 minutes. */
  readonly dumpEveryMs?: number;
}

/** Which migrations a database has had. */
export interface MigrationState {
  /** How many were applied by this start. */
  readonly applied: number;
  /** The number of the newest one in the database, as in its file name. */
  readonly version: number;
  /** The newest one's name: `0004_accounts`. */
  readonly newest: string;
}

export interface OpenedDatabase extends Database {
  readonly migration: MigrationState;
  /** Version of PostGIS: `3.6.2`. */
  readonly postgis: string;
  /** Embedded only: writes the whole database into a file (temporary file, fsync, rename) that a start can restore. */
  dump?(file: string): Promise<void>;
}

/**
 * Opens the embedded database in `dataDir` or the server one at `databaseUrl`, brings it up to date and serves it as the
 * login role that owns nothing. Throws `DatabaseInUse` or `DatabaseUnusable` with a sentence for the operator.
 */
export async function openDatabase(_options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  throw new Error('not built yet');
}
