import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder } from './lock.ts';

const prefix = 'phen-dau-memory-';

/** A new temporary folder for a database that keeps nothing. Those of processes that were killed are removed first: at 60 MB
 * each they would fill a disk unnoticed. */
export function temporaryHome(): string {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(prefix)) removeIfAbandoned(join(tmpdir(), name));
  }
  const home = mkdtempSync(join(tmpdir(), prefix));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  return home;
}

function removeIfAbandoned(home: string): void {
  const lock = join(home, 'database.lock');
  if (!existsSync(lock)) return; // this very moment being set up
  try {
    lockDataFolder(lock)();
    rmSync(home, { recursive: true, force: true });
  } catch {
    // in use, or not ours to remove
  }
}
