import { changedParts, settingsOf } from './actor.ts';
import type { Actor, Row, Transaction } from './database.ts';
import type { Engine } from './embedded-engine.ts';
import type { Sql } from './sql.ts';

/** Nobody may keep the one connection longer than this without asking anything of it. */
const idleMs = 30_000;

export interface TransactionPlan<T> {
  readonly actor: Actor;
  readonly access: 'read' | 'write';
  readonly origin: string;
  readonly limitMs: number;
  readonly work: (transaction: Transaction) => Promise<T>;
}

/** Runs one transaction on an engine nobody else uses meanwhile; answers what the work did and which parts it changed. */
export async function runTransaction<T>(
  engine: Engine,
  { actor, access, origin, limitMs, work }: TransactionPlan<T>,
): Promise<{ result: T; parts: string[] }> {
  const patience = idleGuard();
  async function ask<R>(work: () => Promise<R>): Promise<R> {
    if (patience.over()) throw new Error('This transaction has ended');
    patience.stop();
    try {
      return await work();
    } finally {
      patience.start();
    }
  }
  let stored: Promise<void> = Promise.resolve();
  const transaction: Transaction = {
    query: <R extends Row>(statement: Sql) => ask(async () => (await engine.query(statement, limitMs)) as R[]),
    copy: async ({ text }, chunks) => {
      // Made while the engine is at the COPY before.
      const all = [...chunks];
      const before = stored;
      stored = Promise.resolve();
      await before;
      stored = ask(() => engine.copy(text, all, limitMs));
      // Whoever waits for it is told; without this a failure before that would end the process.
      stored.catch(() => undefined);
      return { stored };
    },
  };
  try {
    const before = access === 'read' ? 'begin read only' : 'begin';
    await engine.query({ ...settingsOf(actor, origin), before }, limitMs);
    patience.start();
    const result = await Promise.race([work(transaction), patience.lost]);
    patience.end();
    if (access === 'read') {
      await engine.run('commit', limitMs);
      return { result, parts: [] };
    }
    const [row] = await engine.query({ ...changedParts, after: 'commit' }, limitMs);
    return {
      result,
      parts: String(row?.changed ?? '')
        .split(' ')
        .filter(Boolean),
    };
  } catch (error) {
    patience.end();
    await engine.run('rollback', limitMs).catch(() => undefined);
    throw error;
  }
}

/** A promise that rejects when it was started and neither stopped nor ended within `idleMs`. */
function idleGuard() {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let lose: (error: Error) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => undefined);
  const stop = () => clearTimeout(timer);
  return {
    lost,
    stop,
    start() {
      stop();
      if (!ended) timer = setTimeout(() => lose(new Error('A transaction was kept open without being used')), idleMs);
    },
    end() {
      ended = true;
      stop();
    },
    over: () => ended,
  };
}
