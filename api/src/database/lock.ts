import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseInUse } from './errors.ts';

interface Holder {
  readonly pid: number;
  /** When the process began, in the kernel's ticks since boot: a pid alone may have been given to another process. */
  readonly begin: string | null;
  readonly host: string;
}

/** How often a holder says that it lives; believed of another machine only, where its process cannot be looked at. */
const heartbeatMs = 5_000;
const silenceMs = 30_000;

/**
 * Takes the one lock of a data folder; PGlite has none of its own and two processes would overwrite each other's rows.
 * Throws `DatabaseInUse` with the holder's pid. A lock whose process is gone is taken over. Answers how to release it.
 */
export function lockDataFolder(file: string): () => void {
  const own: Holder = { pid: process.pid, begin: processBegin(process.pid), host: hostname() };
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
      break;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const seen = contentOf(file);
    if (seen === undefined) continue; // released between the two looks
    const holder = parseHolder(seen);
    if (attempt === 3 || (holder && isAlive(holder, file))) throw inUse(file, holder);
    removeStale(file, seen);
  }
  const heartbeat = setInterval(() => touch(file), heartbeatMs);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    if (contentOf(file) === JSON.stringify(own)) rmSync(file, { force: true });
  };
}

function inUse(file: string, holder: Holder | undefined): DatabaseInUse {
  const who = holder?.pid === process.pid ? `this process (${holder.pid})` : `process ${holder?.pid ?? 'unknown'}`;
  const where = holder && holder.host !== hostname() ? ` on ${holder.host}` : '';
  return new DatabaseInUse(`The data folder is in use by ${who}${where}; stop it first (lock: ${file}).`);
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - (modified(file) ?? 0) < silenceMs;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  return holder.begin === null || holder.begin === processBegin(holder.pid);
}

/** Moves the lock away and looks again at what was moved: another process may have renewed it in between. */
function removeStale(file: string, seen: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another process was faster
  }
  if (contentOf(aside) !== seen) {
    try {
      linkSync(aside, file);
    } catch {
      // a third one holds it already; the next round reads who
    }
  }
  rmSync(aside, { force: true });
}

/** The 22nd field of /proc/<pid>/stat; null where there is no /proc. The name before it may hold spaces and brackets. */
function processBegin(pid: number): string | null {
  const stat = contentOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function parseHolder(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Partial<Holder>;
    if (typeof holder.pid !== 'number') return undefined;
    return { pid: holder.pid, begin: holder.begin ?? null, host: holder.host ?? hostname() };
  } catch {
    return undefined; // cut off by a crash while it was written
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function modified(file: string): number | undefined {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // removed by hand: nothing to keep alive
  }
}

const isCode = (error: unknown, code: string) => (error as { code?: unknown }).code === code;
