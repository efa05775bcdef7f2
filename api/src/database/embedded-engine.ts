import { Worker } from 'node:worker_threads';
import type { Row } from './database.ts';
import { DatabaseBusy, type EngineError, translateError } from './errors.ts';
import type { Owner } from './migrate.ts';
import type { Sql } from './sql.ts';

/** What the worker is started with. */
export interface WorkerSetup {
  /** The folder of PostgreSQL's files; null: memory. */
  readonly folder: string | null;
  /** The trimmed PostGIS; null: the whole, which CREATE EXTENSION needs. */
  readonly bundle: string | null;
}

type Ask =
  | { readonly kind: 'run'; readonly script: string }
  | {
      readonly kind: 'query';
      readonly text: string;
      readonly values: readonly unknown[];
      /** Scripts of ours around the statement, in the same round trip. */
      readonly before?: string;
      readonly after?: string;
    }
  | { readonly kind: 'copy'; readonly text: string; readonly chunks: readonly Uint8Array[] }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' };
export type WorkerRequest = Ask & { readonly id: number };

interface Table {
  readonly keys: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly bytes?: Uint8Array;
}
export type WorkerAnswer =
  | { readonly kind: 'open' }
  | ({ readonly kind: 'done'; readonly id: number } & Table)
  | { readonly kind: 'failed'; readonly id: number; readonly error: EngineError; readonly broken: boolean };

/** One running worker. After `ended` it answers nothing any more; whoever needs it starts another. */
export interface Engine {
  /** Runs a script of several statements. */
  run(script: string, limitMs: number): Promise<void>;
  query(
    statement: { text: string; values: readonly unknown[]; before?: string; after?: string },
    limitMs: number,
  ): Promise<Row[]>;
  /** Runs one `copy … from stdin` of these chunks. */
  copy(text: string, chunks: readonly Uint8Array[], limitMs: number): Promise<void>;
  /** The whole data folder as a gzipped tar. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
  /** Resolves when the worker has stopped for any reason. */
  readonly ended: Promise<void>;
}

/** Starts a worker and waits until PGlite answers; rejects when the folder cannot be opened. */
export async function startEngine(url: URL, setup: WorkerSetup): Promise<Engine> {
  const worker = new Worker(url, { workerData: setup, name: 'database' });
  const waiting = new Map<number, { resolve(table: Table): void; reject(error: Error): void }>();
  let lastId = 0;
  let failure: Error | undefined;
  let stopped = false;

  const ended = new Promise<void>((resolve) => {
    worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    worker.on('exit', () => {
      stopped = true;
      for (const { reject } of waiting.values()) reject(new DatabaseBusy('reopening'));
      waiting.clear();
      resolve();
    });
  });

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'open') return resolve();
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === 'done') return caller?.resolve(answer);
      caller?.reject(answer.broken ? new DatabaseBusy('reopening') : translateError(answer.error));
      if (answer.broken) void worker.terminate();
    });
    void ended.then(() => reject(failure ?? new Error('The database worker stopped while opening')));
  });

  /** PGlite does not enforce statement_timeout: a statement past its limit is ended with the whole worker. */
  const ask = (request: Ask, limitMs: number) =>
    new Promise<Table>((resolve, reject) => {
      if (stopped) return reject(new DatabaseBusy('reopening'));
      const id = ++lastId;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new DatabaseBusy('statement-too-long'));
        void worker.terminate();
      }, limitMs);
      const settle =
        <T>(act: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          act(value);
        };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      worker.postMessage({ ...request, id });
    });

  return {
    ended,
    async run(script, limitMs) {
      await ask({ kind: 'run', script }, limitMs);
    },
    async query(statement, limitMs) {
      const { keys, rows } = await ask({ kind: 'query', ...statement }, limitMs);
      return rows.map((values) => Object.fromEntries(keys.map((key, index) => [key, values[index]])));
    },
    async copy(text, chunks, limitMs) {
      await ask({ kind: 'copy', text, chunks }, limitMs);
    },
    async dump() {
      const { bytes } = await ask({ kind: 'dump' }, 10 * 60_000);
      if (!bytes) throw new Error('The worker dumped nothing');
      return bytes;
    },
    async close() {
      await ask({ kind: 'close' }, 60_000);
      await ended;
    },
  };
}

/** The engine as the migrations want it; their statements may take as long as they need. */
export function ownerOf(engine: Engine): Owner {
  const limitMs = 10 * 60_000;
  return {
    run: (script) => engine.run(script, limitMs),
    query: async <R extends Row>(statement: Sql) => (await engine.query(statement, limitMs)) as R[],
  };
}
