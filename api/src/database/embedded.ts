import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeFileSafely } from './archive.ts';
import { changeListeners } from './changes.ts';
import type { Actor, Transaction, TransactionLimits } from './database.ts';
import { type Engine, ownerOf } from './embedded-engine.ts';
import { prepareFolder } from './embedded-prepare.ts';
import { runTransaction } from './embedded-transaction.ts';
import { DatabaseBusy, messageOf } from './errors.ts';
import { lockDataFolder } from './lock.ts';
import type { OpenDatabaseOptions, OpenedDatabase } from './open.ts';
import { sql } from './sql.ts';
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
  const { start, migration, postgis } = await prepareFolder(options, home);

  const listeners = changeListeners(log);
  const origin = randomUUID();
  const turns = takingTurns();
  let engine = await start();
  let changedSinceDump = false;
  let closing: Promise<void> | undefined;
  let reopening: Promise<void> = Promise.resolve();

  /** When the worker has ended, those who wait are told to come again while another is started. */
  function watch(running: Engine): void {
    void running.ended.then(() => {
      if (closing) return;
      const resume = turns.interrupt(() => new DatabaseBusy('reopening'));
      log('The database worker ended; opening the database again');
      reopening = reopen().then(resume);
    });
  }
  async function reopen(): Promise<void> {
    while (!closing) {
      try {
        engine = await start();
        return watch(engine);
      } catch (error) {
        log(`The database could not be opened again: ${messageOf(error)}`);
        await setTimeout(5_000);
      }
    }
  }
  watch(engine);
  void warmUp();

  /** PostGIS is loaded by the first statement that needs it (half a second); better now than by the first reader. */
  async function warmUp(): Promise<void> {
    const release = await turns.take();
    const statement = sql`select st_asgeojson('SRID=4326;POINT(0 0)'::geometry)`;
    await engine.query(statement, 60_000).catch((error: unknown) => log(`PostGIS did not load: ${messageOf(error)}`));
    release();
  }

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
      changedSinceDump ||= access === 'write';
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
    try {
      await owner.run('vacuum analyze');
    } finally {
      await owner.run('set session authorization phen_dau_api');
    }
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

  let scheduled = false;
  const schedule = setInterval(() => {
    if (!changedSinceDump || scheduled) return;
    scheduled = true;
    dump(dumpFile)
      .catch((error: unknown) => !closing && log(`The dump failed: ${messageOf(error)}`))
      .finally(() => {
        scheduled = false;
      });
  }, dumpEveryMs);
  schedule.unref();
  if (options.inMemory) clearInterval(schedule);

  async function end(): Promise<void> {
    clearInterval(schedule);
    turns.interrupt(() => new Error('The database is closed'));
    await turns.idle();
    await reopening;
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
