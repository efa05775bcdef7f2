import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject } from '../paths.ts';

/** Runs the fuzz test of the survey readers with so many damaged files; false when one of them broke a reader. */
export async function fuzzReaders({ cases }: { readonly cases: number }): Promise<boolean> {
  const child = spawn('npx', ['vitest', 'run', '--project', 'unit', 'tests/intake/fuzz.test.ts'], {
    cwd: inProject(''),
    env: { ...process.env, FUZZ_CASES: String(cases) },
    stdio: 'inherit',
  });
  const [status] = await once(child, 'exit');
  return status === 0;
}
