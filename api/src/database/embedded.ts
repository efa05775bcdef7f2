import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeListeners } from './changes.ts';
import { makeDataFolder } from './data-folder.ts';
import type { Actor, Transaction, TransactionLimits } from './database.ts';
import { scheduleDumps } from './embedded-dumps.ts';
import { keepEngine } from './embedded-keeper.ts';
import { prepareFolder } from './embedded-prepare.ts';
import { runTransaction } from './embedded-transaction.ts';
import { messageOf } from './errors.ts';
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
  makeDataFolder(home);
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
  const { log = () => undefined, inMemory = false, limits = {} } = options;
  const { statementMs = 15_000, dumpEveryMs = 15 * 60_000 } = limits;
  const { start, migration, postgis } = await prepareFolder(options, home);

  const listeners = changeListeners(log);
  const origin = randomUUID();
  const turns = takingTurns();
  const keeper = keepEngine(await start(), { start, turns, log });
  let closing: Promise<void> | undefined;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const release = await turns.take();
    try {
      return await work();
    } finally {
      release();
    }
  }
  const dumps = scheduleDumps({
    file: join(home, 'backup', 'database.tar.gz'),
    everyMs: inMemory ? null : dumpEveryMs,
    alone: (work) => inTurn(() => work(keeper.engine)),
    onFailure: (error) => !closing && log(`The dump failed: ${messageOf(error)}`),
  });
  // PostGIS is loaded by the first statement that needs it (half a second); better now than by the first reader.
  void inTurn(() =>
    keeper.engine
      .query(sql`select st_asgeojson('SRID=4326;POINT(0 0)'::geometry)`, 60_000)
      .catch((error: unknown) => log(`PostGIS did not load: ${messageOf(error)}`)),
  );

  const run = <T>(
    access: 'read' | 'write',
    actor: Actor,
    work: (transaction: Transaction) => Promise<T>,
    { statementMs: limitMs = statementMs }: TransactionLimits = {},
  ): Promise<T> =>
    inTurn(async () => {
      const { result, parts } = await runTransaction(keeper.engine, { actor, access, origin, limitMs, work });
      if (access === 'write') dumps.noteChange();
      listeners.tell(parts);
      return result;
    });

  async function end(): Promise<void> {
    dumps.stop();
    keeper.stop();
    turns.interrupt(() => new Error('The database is closed'));
    await turns.idle();
    await keeper.settled();
    try {
      await dumps.writeLast(keeper.engine);
      await keeper.engine.close();
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
    dump: dumps.write,
    close() {
      closing ??= end();
      return closing;
    },
  };
}
