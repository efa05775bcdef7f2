import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timeZone } from './actor.ts';
import { readIfThere, unpackInto, writeFileSafely } from './archive.ts';
import { changeListeners } from './changes.ts';
import type { Actor, Transaction, TransactionLimits } from './database.ts';
import { type Engine, ownerOf, startEngine } from './embedded-engine.ts';
import { runTransaction } from './embedded-transaction.ts';
import { DatabaseBusy, DatabaseUnusable } from './errors.ts';
import { lockDataFolder } from './lock.ts';
import { type Migration, type MigrationState, migrate, readMigrations } from './migrate.ts';
import type { OpenDatabaseOptions, OpenedDatabase } from './open.ts';
import { sql } from './sql.ts';
import { emptyTemplate, trimmedPostgis } from './template.ts';
import { temporaryHome } from './temporary-home.ts';
import { takingTurns } from './turns.ts';

/** Opens the embedded database; see `openDatabase`. Transactions run one after another: there is one connection. */
export async function openEmbedded(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const home = options.inMemory ? temporaryHome() : options.dataDir;
  const forget = () => {
    if (options.inMemory) rmSync(home, { recursive: true, force: true });
  };
  mkdirSync(home, { recursive: true });
  const unlock = lockDataFolder(join(home, 'database.lock'));
  try {
    return await openFolder(options, home, () => {
      unlock();
      forget();
    });
  } catch (error) {
    unlock();
    forget();
    throw error;
  }
}

async function openFolder(options: OpenDatabaseOptions, home: string, leave: () => void): Promise<OpenedDatabase> {
  const { log = () => undefined } = options;
  const statementMs = options.limits?.statementMs ?? 15_000;
  const dumpEveryMs = options.limits?.dumpEveryMs ?? 15 * 60_000;
  const dumpFile = join(home, 'backup', 'database.tar.gz');
  const { start, migration, postgis } = await prepare(options, home);

  const listeners = changeListeners(log);
  const origin = randomUUID();
  const turns = takingTurns();
  let engine = await start();
  let changedSinceDump = false;
  let closing: Promise<void> | undefined;

  /** When the worker has ended, those who wait are told to come again while another is started. */
  function watch(running: Engine): void {
    void running.ended.then(async () => {
      if (closing) return;
      const resume = turns.interrupt(() => new DatabaseBusy('reopening'));
      log('The database worker ended; opening the database again');
      try {
        engine = await start();
        watch(engine);
        resume();
      } catch (error) {
        log(`The database could not be opened again: ${messageOf(error)}`);
      }
    });
  }
  watch(engine);
  // PostGIS is loaded by the first statement that needs it (half a second); better now than by the first reader.
  void engine.query(sql`select st_asgeojson('SRID=4326;POINT(0 0)'::geometry)`, 60_000).catch(() => undefined);

  async function run<T>(
    access: 'read' | 'write',
    actor: Actor,
    work: (transaction: Transaction) => Promise<T>,
    limits: TransactionLimits = {},
  ): Promise<T> {
    const release = await turns.take();
    try {
      const limitMs = limits.statementMs ?? statementMs;
      const { result, parts } = await runTransaction(engine, { actor, access, origin, limitMs, work });
      changedSinceDump ||= parts.length > 0;
      listeners.tell(parts);
      return result;
    } finally {
      release();
    }
  }

  /** Nothing vacuums by itself here, so what the planner knows is renewed before each dump. */
  async function dumpTo(file: string): Promise<void> {
    const owner = ownerOf(engine);
    await owner.run('reset session authorization');
    await owner.run('vacuum analyze');
    await owner.run('set session authorization phen_dau_api');
    writeFileSafely(file, await engine.dump());
    if (file === dumpFile) changedSinceDump = false;
  }

  async function dump(file: string): Promise<void> {
    const release = await turns.take();
    try {
      await dumpTo(file);
    } finally {
      release();
    }
  }

  const schedule = setInterval(() => {
    if (changedSinceDump) dump(dumpFile).catch((error: unknown) => log(`The dump failed: ${messageOf(error)}`));
  }, dumpEveryMs);
  schedule.unref();
  if (options.inMemory) clearInterval(schedule);

  async function end(): Promise<void> {
    clearInterval(schedule);
    turns.interrupt(() => new Error('The database is closed'));
    await turns.idle();
    try {
      if (changedSinceDump && !options.inMemory) await dumpTo(dumpFile);
      await engine.close();
    } finally {
      leave();
    }
  }

  return {
    engine: 'embedded',
    migration,
    postgis,
    transaction: (actor, work, limits) => run('write', actor, work, limits),
    read: (actor, work, limits) => run('read', actor, work, limits),
    onLayerChange: (listener) => listeners.add(listener),
    dump,
    close() {
      closing ??= end();
      return closing;
    },
  };
}

interface Prepared {
  /** Starts a worker on the folder, already as the login role that owns nothing. */
  readonly start: () => Promise<Engine>;
  readonly migration: MigrationState;
  readonly postgis: string;
}

/** Unpacks the template where there is no database yet, and brings what is there up to date. */
async function prepare(options: OpenDatabaseOptions, home: string): Promise<Prepared> {
  const workerUrl = options.workerUrl ?? new URL('./embedded-worker.js', import.meta.url);
  const cacheDir = options.cacheDir ?? join(options.dataDir, 'cache');
  const folder = join(home, 'database');
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

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
