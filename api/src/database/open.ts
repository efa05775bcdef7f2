import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import type { MigrationState } from './migrate.ts';

export type { MigrationState } from './migrate.ts';

export interface OpenDatabaseOptions {
  /** Folder for everything kept: the embedded database, its lock and its dumps; a secret for the server database. */
  readonly dataDir: string;
  /** `postgres://` URL of the role that migrates; absent: the embedded database. */
  readonly databaseUrl?: string;
  readonly replicaUrls?: readonly string[];
  /** Where the template of the embedded database is cached; `dataDir`/cache when absent. */
  readonly cacheDir?: string;
  readonly log?: (line: string) => void;
  /** Embedded: a dump that a new data folder starts from instead of the empty, migrated template. */
  readonly template?: string;
  /** Tests only: the embedded database lives in a temporary folder that is deleted when it closes. */
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
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  if (!options.databaseUrl) return openEmbedded(options);
  // The driver is not read where nobody needs it.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres({ ...options, databaseUrl: options.databaseUrl });
}
