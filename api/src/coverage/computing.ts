import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { ChangedRows, CoverageRows } from '../queries/coverage-rows.ts';
import { startThread } from '../threads.ts';
import type { CoverageTask, FromCoverage, ToCoverage } from './task.ts';

/** What is handed over to be computed with. */
export interface ReadWorks {
  /** The day whose works these are; null: all states there ever were, for months. */
  readonly asOf: string | null;
  readonly dataVersion: string;
  readonly rows: CoverageRows;
}

/** What changed in works since they were read. */
export interface ReadChanges {
  readonly dataVersion: string;
  readonly changes: readonly ChangedRows[];
}

/** Works in the hands of the thread. Of those forgotten, or of a thread that has gone, every question fails. */
export interface HeldWorks {
  readonly dataVersion: string;
  /** JSON; null when what was asked about does not exist. */
  compute(task: CoverageTask): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The works after some changes, which share with these what did not change; these may be forgotten. */
  edited(changes: ReadChanges): HeldWorks;
  forget(): void;
}

/** Computes coverage in a thread of its own, one question after another. */
export interface Computing {
  /** The thread starts at once: while the first works are being read it makes itself ready. */
  hold(works: ReadWorks | Promise<ReadWorks>): Promise<HeldWorks>;
  close(): Promise<void>;
}

/** So many rows are copied in a few milliseconds; other requests come in between. */
const rowsAtOnce = 1000;

/** The thread starts with the first works. `gone`: it has ended, and everything it held is lost. */
export function createComputing(gone: () => void = () => undefined): Computing {
  let worker: Worker | undefined;
  let serial = 0;
  let numbers = 0;
  const asked = new Map<number, { resolve(json: Uint8Array<ArrayBuffer> | null): void; reject(error: Error): void }>();

  function thread(): Worker {
    if (worker) return worker;
    const started = startThread('coverage-thread');
    worker = started;
    started.on('message', (message: FromCoverage) => {
      const asker = asked.get(message.serial);
      asked.delete(message.serial);
      if ('failed' in message) asker?.reject(new Error(`Coverage was not computed: ${message.failed}`));
      else asker?.resolve(message.json);
    });
    const lose = (why: string) => {
      if (worker !== started) return;
      worker = undefined;
      const waiting = [...asked.values()];
      asked.clear();
      for (const { reject } of waiting) reject(new Error(`The thread that computes coverage has gone: ${why}`));
      gone();
    };
    started.once('error', (error) => lose(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    started.once('exit', (code) => lose(`exit ${code}`));
    return started;
  }

  function heldBy(keeper: Worker, works: number, dataVersion: string): HeldWorks {
    const tell = (message: ToCoverage) => keeper.postMessage(message);
    return {
      dataVersion,
      compute: (task) =>
        new Promise((resolve, reject) => {
          if (worker !== keeper) return reject(new Error('The thread that held these works has gone'));
          asked.set(++serial, { resolve, reject });
          tell({ kind: 'compute', works, serial, task });
        }),
      edited(changed) {
        const edited = ++numbers;
        tell({ kind: 'edit', works: edited, of: works, ...changed });
        return heldBy(keeper, edited, changed.dataVersion);
      },
      forget: () => tell({ kind: 'forget', works }),
    };
  }

  return {
    async hold(reading) {
      thread();
      const { asOf, dataVersion, rows } = await reading;
      const keeper = thread();
      const works = ++numbers;
      const tell = (message: ToCoverage) => keeper.postMessage(message);
      tell({ kind: 'open', works, asOf, dataVersion });
      for (const [layer, ofLayer] of rows) {
        // A layer without features is given too: it is there, and empty.
        for (let start = 0; start === 0 || start < ofLayer.length; start += rowsAtOnce) {
          tell({ kind: 'add', works, rows: [[layer, ofLayer.slice(start, start + rowsAtOnce)]] });
          await nextTurn();
        }
      }
      return heldBy(keeper, works, dataVersion);
    },
    async close() {
      await worker?.terminate();
    },
  };
}
