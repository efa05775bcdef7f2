import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProject } from '../paths.ts';
import { digits, median, printTable, printVerdicts, type Verdict } from './measure.ts';
import { surveyFiles } from './readers-data.ts';

interface Reading {
  readonly seconds: number;
  readonly grownBytes: number;
  readonly features: number;
  readonly issues: readonly string[];
}

/** Points of a GPX file of about 20 MB. */
const points = 200_000;

/** Processor seconds and memory to read a survey of every format whole, each in a process of its own. */
export async function benchReaders({ rounds }: { readonly rounds: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-bench-readers-'));
  try {
    const rows: string[][] = [];
    const verdicts: Verdict[] = [];
    for (const { name, fileName, bytes, points: held } of surveyFiles(points)) {
      const path = join(folder, fileName);
      await writeFile(path, bytes);
      const readings: Reading[] = [];
      for (let round = 0; round < rounds; round++) readings.push(await readOnce(path, 'whole'));
      const pieces: Reading[] = [];
      for (let round = 0; round < rounds; round++) pieces.push(await readOnce(path, 'pieces'));
      const seconds = median(readings.map((reading) => reading.seconds));
      const timesOf = (all: readonly Reading[]) => median(all.map(({ grownBytes }) => grownBytes / bytes.length));
      const times = timesOf(pieces);
      const [{ features = 0, issues = [] } = {}] = readings;
      const said = issues.length === 0 ? '' : [...new Set(issues)].join(', ');
      rows.push([
        name,
        digits(bytes.length / 1e6),
        String(held),
        String(features),
        digits(seconds),
        digits(times),
        digits(timesOf(readings)),
        said,
      ]);
      if (name === 'GPX track') {
        verdicts.push({
          what: 'GPX, processor seconds for 20 MB',
          ratio: (seconds * 20e6) / bytes.length,
          bar: 1.2,
          sense: 'most',
        });
      }
      // A packed file is small for what it holds.
      if (!/\.(?:kmz|zip)$/.test(fileName))
        verdicts.push({ what: `${name}, memory / file`, ratio: times, bar: 6, sense: 'most' });
    }
    printTable(
      `Survey files read whole, median of ${rounds}`,
      ['', 'MB', 'points', 'features', 'CPU s', 'memory / file in pieces', 'held whole', 'issues'],
      rows,
    );
    printVerdicts('Against the bars', verdicts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readOnce(path: string, how: 'whole' | 'pieces'): Promise<Reading> {
  const child = inProject('scripts/src/bench/readers-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, path, how], {
    cwd: inProject(''),
  });
  return JSON.parse(stdout) as Reading;
}
