import { writeFileSafely } from './archive.ts';
import { type Engine, ownerOf } from './embedded-engine.ts';

/** What one dump is written by, and where the scheduled one lies. */
export interface DumpSchedule {
  readonly file: string;
  /** Null: only when asked. */
  readonly everyMs: number | null;
  /** Runs work on the engine while nobody else uses it. */
  readonly alone: (work: (engine: Engine) => Promise<void>) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Writes the whole database into a file now and then while it changes. */
export interface Dumps {
  /** Something was written since the last scheduled dump. */
  noteChange(): void;
  /** Writes one now, when its turn comes. */
  write(file: string): Promise<void>;
  /** Ends the schedule. */
  stop(): void;
  /** Writes the scheduled dump if something changed since; for whoever has the engine alone already. */
  writeLast(engine: Engine): Promise<void>;
}

/** Begins the schedule. */
export function scheduleDumps({ file: scheduled, everyMs, alone, onFailure }: DumpSchedule): Dumps {
  let isDue = false;
  let isWriting = false;

  async function writeTo(file: string, engine: Engine): Promise<void> {
    await dumpTo(file, engine);
    if (file === scheduled) isDue = false;
  }
  const write = (file: string) => alone((engine) => writeTo(file, engine));
  const timer =
    everyMs === null
      ? undefined
      : setInterval(() => {
          if (!isDue || isWriting) return;
          isWriting = true;
          write(scheduled)
            .catch(onFailure)
            .finally(() => {
              isWriting = false;
            });
        }, everyMs).unref();
  return {
    noteChange() {
      isDue = true;
    },
    write,
    stop: () => clearInterval(timer),
    async writeLast(engine) {
      if (isDue && everyMs !== null) await writeTo(scheduled, engine);
    },
  };
}

/** Nothing vacuums by itself here, so what the planner knows is renewed before each dump. */
async function dumpTo(file: string, engine: Engine): Promise<void> {
  const owner = ownerOf(engine);
  await owner.run('reset session authorization');
  try {
    await owner.run('vacuum analyze');
  } finally {
    await owner.run('set session authorization phen_dau_api');
  }
  writeFileSafely(file, await engine.dump());
}
