import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../paths.ts';
import { freePort } from '../test/throw-away-postgres.ts';
import { digits, median, printTable, printVerdicts } from './measure.ts';

/** Seconds from the command to the first 200 of `/api/health`: a first start (everything already built), then later ones. */
export async function benchStart({ rounds }: { readonly rounds: number }): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'phen-dau-bench-start-'));
  try {
    // Builds what is not built yet, so that no start pays for it.
    await startOnce(await mkdtemp(join(tmpdir(), 'phen-dau-bench-build-')));
    const first = await startOnce(dataDirectory);
    const later: number[] = [];
    for (let round = 0; round < rounds; round++) later.push(await startOnce(dataDirectory));
    printTable(
      `Start with the embedded database, median of ${rounds}`,
      ['', 's to health'],
      [
        ['first, with the demonstration', digits(first)],
        ['later', digits(median(later))],
      ],
    );
    printVerdicts('Against the bar', [{ what: 'second start, seconds', ratio: median(later), bar: 5, sense: 'most' }]);
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function startOnce(dataDirectory: string): Promise<number> {
  const port = await freePort();
  const environment = { ...process.env, PORT: String(port), DATA_DIR: dataDirectory };
  const started = performance.now();
  const server = spawn('npx', ['--yes', 'pnpm@12', 'start'], {
    cwd: inProject(''),
    env: environment,
    stdio: 'ignore',
    detached: true,
  });
  try {
    for (;;) {
      if (server.exitCode !== null) throw new Error('The server ended before it answered');
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
      if (answer?.ok) return (performance.now() - started) / 1000;
      if (performance.now() - started > 600_000) throw new Error('The server did not answer within ten minutes');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } finally {
    if (server.pid !== undefined) await endGroup(server.pid);
  }
}

/** Ends npx, pnpm and the server itself. The first two go at once; the folder is free only when the last has closed it. */
async function endGroup(group: number): Promise<void> {
  for (let signal: NodeJS.Signals | 0 = 'SIGTERM'; ; signal = 0) {
    try {
      process.kill(-group, signal);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
