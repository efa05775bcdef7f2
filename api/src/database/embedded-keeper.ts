import { setTimeout } from 'node:timers/promises';
import type { Engine } from './embedded-engine.ts';
import { DatabaseBusy, messageOf } from './errors.ts';
import type { Turns } from './turns.ts';

/** Holds the one engine that serves. */
export interface EngineKeeper {
  /** The engine of now; after its worker has ended, another. */
  readonly engine: Engine;
  /** From now on an engine that ends is not followed by another. */
  stop(): void;
  /** Resolves when none is being opened. */
  settled(): Promise<void>;
}

const againMs = 5_000;

/** Keeps an engine running: when its worker ends, those who wait are told to come again while another is started. */
export function keepEngine(
  first: Engine,
  { start, turns, log }: { start: () => Promise<Engine>; turns: Turns; log: (line: string) => void },
): EngineKeeper {
  let engine = first;
  let isStopped = false;
  let reopening: Promise<void> = Promise.resolve();

  function watch(running: Engine): void {
    void running.ended.then(() => {
      if (isStopped) return;
      const resume = turns.interrupt(() => new DatabaseBusy('reopening'));
      log('The database worker ended; opening the database again');
      reopening = reopen().then(resume);
    });
  }
  async function reopen(): Promise<void> {
    while (!isStopped) {
      try {
        engine = await start();
        return watch(engine);
      } catch (error) {
        log(`The database could not be opened again: ${messageOf(error)}`);
        await setTimeout(againMs);
      }
    }
  }
  watch(engine);
  return {
    get engine() {
      return engine;
    },
    stop() {
      isStopped = true;
    },
    settled: () => reopening,
  };
}
