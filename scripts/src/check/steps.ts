import { spawn } from 'node:child_process';
import { projectDirectory } from '../paths.ts';

/** One thing `check` looks at: a program whose status counts, or a function that returns the lines to complain with. */
export type Step = { readonly name: string } & (
  | { readonly command: readonly string[] }
  | { readonly run: () => Promise<string[]> }
);

/** Runs the steps two at a time (small machines have two cores), prints each as it ends; returns how many failed. */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  const waiting = [...steps];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const from = performance.now();
      const complaint = await complaintOf(step);
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      process.stdout.write(`${complaint === undefined ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)\n`);
      if (complaint !== undefined) {
        failed += 1;
        process.stdout.write(`${complaint.trimEnd()}\n`);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

async function complaintOf(step: Step): Promise<string | undefined> {
  if ('run' in step) {
    const lines = await step.run();
    return lines.length === 0 ? undefined : lines.join('\n');
  }
  const [program, ...args] = step.command;
  if (!program) throw new Error(`The step ${step.name} has no program`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectDirectory, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve(status === 0 ? undefined : output || `ended with status ${status}`));
  });
}
