import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timeZone } from './actor.ts';
import { readIfThere, unpackInto } from './archive.ts';
import { refuseUnusable } from './data-folder.ts';
import { type Engine, ownerOf, startEngine } from './embedded-engine.ts';
import { DatabaseUnusable, messageOf } from './errors.ts';
import { type Migration, type MigrationState, migrate, readMigrations } from './migrate.ts';
import type { OpenDatabaseOptions } from './open.ts';
import { sql } from './sql.ts';
import { emptyTemplate, trimmedPostgis } from './template.ts';

export interface PreparedFolder {
  /** Starts a worker on the folder, already as the login role that owns nothing. */
  readonly start: () => Promise<Engine>;
  readonly migration: MigrationState;
  readonly postgis: string;
}

/** Unpacks the template where there is no database yet, and brings what is there up to date. */
export async function prepareFolder(options: OpenDatabaseOptions, home: string): Promise<PreparedFolder> {
  const workerUrl = options.workerUrl ?? new URL('./embedded-worker.js', import.meta.url);
  const cacheDir = options.cacheDir ?? join(options.dataDir, 'cache');
  const folder = join(home, 'database');
  const orElse = ', or choose another data folder with DATA_DIR';
  for (const needed of [folder, join(home, 'backup')]) refuseUnusable(needed, { orElse });
  const migrations = await readMigrations();
  const fresh = !existsSync(join(folder, 'PG_VERSION'));
  if (fresh) await unpackTemplate(options, { folder, cacheDir, migrations, workerUrl });

  const bundle = trimmedPostgis(cacheDir);
  const start = async () => {
    const engine = await startEngine(workerUrl, { folder, bundle });
    await ownerOf(engine).run(`set timezone = '${timeZone}'`);
    return engine;
  };
  let first: Engine | undefined = await start().catch((cause: unknown) => {
    const hint = `If it stays so, move ${folder} away and restore the newest dump.`;
    throw new DatabaseUnusable(`The database in ${folder} cannot be opened: ${messageOf(cause)}. ${hint}`, { cause });
  });
  try {
    const owner = ownerOf(first);
    const state = await migrate(owner, migrations);
    const [extension] = await owner.query(sql`select extversion from pg_extension where extname = 'postgis'`);
    return {
      // The worker that migrated is the first to serve.
      async start() {
        const engine = first ?? (await start());
        first = undefined;
        await ownerOf(engine).run('set session authorization phen_dau_api');
        return engine;
      },
      migration: fresh ? { ...state, applied: migrations.length } : state,
      postgis: String(extension?.extversion),
    };
  } catch (error) {
    await first.close().catch(() => undefined);
    throw error;
  }
}

async function unpackTemplate(
  { template, log = () => undefined }: OpenDatabaseOptions,
  place: { folder: string; cacheDir: string; migrations: readonly Migration[]; workerUrl: URL },
): Promise<void> {
  const { folder, cacheDir, migrations, workerUrl } = place;
  const dump = template ? readIfThere(template) : await emptyTemplate(migrations, { cacheDir, workerUrl, log });
  if (!dump) throw new DatabaseUnusable(`There is no dump at ${template}.`);
  // Unpacked beside and renamed, so that an interrupted first start leaves no half of a database.
  const unpacking = `${folder}.new`;
  rmSync(unpacking, { recursive: true, force: true });
  unpackInto(unpacking, dump);
  renameSync(unpacking, folder);
}
