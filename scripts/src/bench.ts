import { benchBundle } from './bench/bundle.ts';
import { benchCoverage } from './bench/coverage.ts';
import { benchCoverageHttp } from './bench/coverage-http.ts';
import { benchImport } from './bench/import.ts';
import { benchMap } from './bench/map.ts';
import { missedBars } from './bench/measure.ts';
import { benchReaders } from './bench/readers.ts';
import { fuzzReaders } from './bench/readers-fuzz.ts';
import { benchStart } from './bench/start.ts';
import { benchSurveys } from './bench/surveys.ts';
import { killRounds } from './bench/surveys-kill.ts';
import { benchTiles } from './bench/tiles.ts';
import { PlainError, runCommand } from './command.ts';
import { postgresBinaries } from './test/debian-packages.ts';
import { startThrowAwayPostgres } from './test/throw-away-postgres.ts';

const subjects = ['tiles', 'coverage', 'import', 'start', 'bundle', 'map', 'readers', 'surveys'] as const;

await runCommand({
  name: 'bench',
  summary:
    'Measures beside the usual programs and prints medians, ratios and the bar beside each; with --strict a missed bar is a failure.',
  usage:
    '[tiles|coverage|import|start|bundle|map|readers|surveys|all|fuzz|kill] [--scale 1,100] [--rounds 5] [--seconds 3] [--cases 100000] [--strict]',
  options: {
    scale: { type: 'string', default: '1,100' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    cases: { type: 'string', default: '100000' },
    // Off at first: on a busy machine a ratio moves, and who looks at the table sees it.
    strict: { type: 'boolean', default: false },
  },
  async run({ scale, rounds, seconds, cases, strict }, [subject = 'all']) {
    // Damaged files and killed servers measure nothing, so `all` leaves them out.
    if (subject === 'fuzz') return (await fuzzReaders({ cases: wholeNumber('--cases', String(cases)) })) ? 0 : 1;
    if (subject === 'kill') return endWithoutWarning(wholeNumber('--rounds', String(rounds)));
    if (subject !== 'all' && !subjects.some((each) => each === subject)) {
      throw new PlainError(`There is nothing to measure called ${subject}; choose ${subjects.join(', ')} or all.`);
    }
    const wants = (each: (typeof subjects)[number]) => subject === 'all' || subject === each;
    if (wants('tiles')) {
      await benchTiles({
        scales: String(scale)
          .split(',')
          .map((text) => wholeNumber('--scale', text)),
        rounds: wholeNumber('--rounds', String(rounds)),
        seconds: wholeNumber('--seconds', String(seconds)),
      });
    }
    if (wants('coverage')) await measureCoverage(String(scale).split(','));
    if (wants('import')) {
      await onServerDatabase((databaseUrl) =>
        benchImport({ databaseUrl, rounds: wholeNumber('--rounds', String(rounds)) }),
      );
    }
    if (wants('start')) await benchStart({ rounds: wholeNumber('--rounds', String(rounds)) });
    if (wants('bundle')) await benchBundle();
    if (wants('map')) await benchMap({ rounds: wholeNumber('--rounds', String(rounds)) });
    if (wants('readers')) await benchReaders({ rounds: wholeNumber('--rounds', String(rounds)) });
    if (wants('surveys')) {
      await onServerDatabase((databaseUrl) =>
        benchSurveys({ databaseUrl, rounds: wholeNumber('--rounds', String(rounds)) }),
      );
    }
    const missed = missedBars();
    if (missed.length > 0) process.stdout.write(`\n${missed.length} bars missed: ${missed.join('; ')}\n`);
    return strict && missed.length > 0 ? 1 : 0;
  },
});

/** The engine beside its peers up to the greatest scale named, and the API. */
async function measureCoverage(scales: readonly string[]): Promise<void> {
  const most = Math.max(...scales.map((text) => wholeNumber('--scale', text)));
  await benchCoverageHttp();
  await onServerDatabase((databaseUrl) => benchCoverage({ databaseUrl, most }));
}

/** Ends the server without warning again and again, on each database there is. */
async function endWithoutWarning(rounds: number): Promise<number> {
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  const reports = [await killRounds({ rounds, log: tell })];
  await onServerDatabase(async (databaseUrl) => {
    if (databaseUrl) reports.push(await killRounds({ rounds, databaseUrl, log: tell }));
  });
  for (const { receipted, approved, faults } of reports) {
    tell(`${rounds} rounds: ${receipted} receipted, ${approved} of them approved, ${faults.length} faults`);
    for (const fault of faults) tell(`  ${fault}`);
  }
  return reports.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

/** With the address of a throw-away PostgreSQL beside its usual peers, or undefined where there is none. */
async function onServerDatabase(measure: (databaseUrl: string | undefined) => Promise<unknown>): Promise<void> {
  if ((await postgresBinaries()) === undefined) {
    await measure(undefined);
    return;
  }
  const postgres = await startThrowAwayPostgres();
  try {
    await measure(postgres.url);
  } finally {
    postgres.stop();
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new PlainError(`${name} takes whole numbers above 0, not "${text}".`);
}
