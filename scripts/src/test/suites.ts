import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { projectDirectory } from '../paths.ts';
import { type ReportedFile, whySkipped } from './why-skipped.ts';

/** One run of one vitest project. */
export interface Suite {
  readonly name: string;
  readonly project: 'unit' | 'database' | 'browser';
  readonly environment?: Readonly<Record<string, string>>;
}

export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly skipped: number;
  readonly failed: number;
  readonly seconds: number;
  /** How many single tests were skipped for which reason. */
  readonly skippedFor?: ReadonlyMap<string, number>;
  /** Why the suite did not run at all; absent when it ran. */
  readonly notRun?: string;
}

/** Runs a suite with its output on the terminal. A crash without a report counts as one failure. */
export async function runSuite(suite: Suite): Promise<SuiteResult> {
  const from = performance.now();
  const folder = await mkdtemp(`${tmpdir()}/phen-dau-test-`);
  const report = `${folder}/report.json`;
  const args = [
    'run',
    '--project',
    suite.project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const status = await vitest(args, suite.environment ?? {});
  const counts = await countsOf(report);
  await rm(folder, { recursive: true, force: true });
  const failed = status === 0 ? 0 : Math.max(1, counts.failed);
  return { name: suite.name, ...counts, failed, seconds: (performance.now() - from) / 1000 };
}

/** The table printed at the end; names every suite that did not run and why, and why single tests were skipped. */
export function summary(results: readonly SuiteResult[], totalSeconds: number): string {
  const line = (...cells: (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(42) : String(cell).padStart(9))).join('');
  const rows = results.map(({ name, passed, skipped, failed, seconds }) =>
    line(name, passed, skipped, failed, `${seconds.toFixed(0)} s`),
  );
  const notRun = results.flatMap(({ name, notRun: reason }) => (reason ? [`Not run: ${name}. ${reason}.`] : []));
  const skippedFor = new Map<string, number>();
  for (const [reason, count] of results.flatMap((result) => [...(result.skippedFor ?? [])])) {
    skippedFor.set(reason, (skippedFor.get(reason) ?? 0) + count);
  }
  const reasons = [...skippedFor].map(([reason, count]) => `${count} ${reason}`).join('; ');
  const sum = (key: 'passed' | 'skipped' | 'failed'): number => results.reduce((total, each) => total + each[key], 0);
  return [
    line('', 'passed', 'skipped', 'failed', 'time'),
    ...rows,
    line('all', sum('passed'), sum('skipped'), sum('failed'), `${totalSeconds.toFixed(0)} s`),
    ...(reasons ? [`Skipped: ${reasons}.`] : []),
    ...notRun,
  ].join('\n');
}

function vitest(args: string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('node_modules/.bin/vitest', args, {
      cwd: projectDirectory,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
}

async function countsOf(report: string): Promise<Pick<SuiteResult, 'passed' | 'skipped' | 'failed' | 'skippedFor'>> {
  const text = await readFile(report, 'utf8').catch(() => '{}');
  const {
    numPassedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    numFailedTests = 0,
    testResults,
  } = JSON.parse(text);
  const skippedFor = await whySkipped((testResults ?? []) as ReportedFile[]);
  return { passed: numPassedTests, skipped: numPendingTests + numTodoTests, failed: numFailedTests, skippedFor };
}
