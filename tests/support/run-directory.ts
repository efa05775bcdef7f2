import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/**
 * Vitest's global set-up: one temporary folder for everything a run leaves behind. The databases and servers of a run live
 * as long as its process, which no hook of a test file outlasts; so they are ended from here, by what is in the folder.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(`${tmpdir()}/phen-dau-run-`);
  process.env.PHEN_DAU_RUN_DIRECTORY = folder;
  return async () => {
    for (const name of await readdir(folder)) {
      if (name.endsWith('.pid')) await end(Number(await readFile(`${folder}/${name}`, 'utf8')));
    }
    await rm(folder, { recursive: true, force: true });
  };
}

/** Ends a process and waits until it is gone, 10 seconds at most. */
async function end(pid: number): Promise<void> {
  for (let tenths = 0; tenths < 100; tenths++) {
    if (!signalled(pid, tenths === 0 ? 'SIGTERM' : 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  signalled(pid, 'SIGKILL');
}

/** Whether the process was still there to hear it. */
function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** The folder of this run; it is removed when the run ends. */
export function runDirectory(): string {
  const folder = process.env.PHEN_DAU_RUN_DIRECTORY;
  if (!folder) throw new Error('tests/support/run-directory.ts is not a globalSetup of this project');
  return folder;
}
