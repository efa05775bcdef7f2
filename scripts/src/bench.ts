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
import { benchLarge } from './bench/surveys-large.ts';
import { benchTiles } from './bench/tiles.ts';
import { PlainError, runCommand } from './command.ts';
import { postgresBinaries } from './test/debian-packages.ts';
import { startThrowAwayPostgres } from './test/throw-away-postgres.ts';

const subjects = ['tiles', 'coverage', 'import', 'start', 'bundle', 'map', 'readers', 'surveys', 'large'] as const;
const engines = ['embedded', 'postgres'] as const;
type Engine = (typeof engines)[number];

await runCommand({
  name: 'bench',
  summary:
    'Measures beside the usual programs and prints medians, ratios and the bar beside each; with --strict a missed bar is a failure.',
  usage:
    '[tiles|coverage|import|start|bundle|map|readers|surveys|large|all|fuzz|kill] [--scale 1,100] [--rounds 5, kill 50] [--seconds 3] [--cases 100000] [--megabytes 100] [--engine embedded|postgres] [--strict]',
  options: {
    scale: { type: 'string', default: '1,100' },
    rounds: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    cases: { type: 'string', default: '100000' },
    megabytes: { type: 'string', default: '100' },
    engine: { type: 'string' },
    // Off at first: on a busy machine a ratio moves, and who looks at the table sees it.
    strict: { type: 'boolean', default: false },
  },
  async run({ scale, rounds: asked, seconds, cases, megabytes, engine, strict }, [subject = 'all']) {
    const rounds = wholeNumber('--rounds', String(asked ?? (subject === 'kill' ? 50 : 5)));
    const on = enginesOf(engine);
    // Damaged files and killed servers measure nothing, so `all` leaves them out.
    if (subject === 'fuzz') return (await fuzzReaders({ cases: wholeNumber('--cases', String(cases)) })) ? 0 : 1;
    if (subject === 'kill') return endWithoutWarning(rounds, on);
    if (subject !== 'all' && !subjects.some((each) => each === subject)) {
      throw new PlainError(`There is nothing to measure called ${subject}; choose ${subjects.join(', ')} or all.`);
    }
    const wants = (each: (typeof subjects)[number]) => subject === 'all' || subject === each;
    if (wants('tiles')) {
      await benchTiles({
        scales: String(scale)
          .split(',')
          .map((text) => wholeNumber('--scale', text)),
        rounds,
        seconds: wholeNumber('--seconds', String(seconds)),
      });
    }
    if (wants('coverage')) await measureCoverage(String(scale).split(','));
    if (wants('import')) await onEach(on, (databaseUrl) => benchImport({ databaseUrl, rounds }));
    if (wants('start')) await benchStart({ rounds });
    if (wants('bundle')) await benchBundle();
    if (wants('map')) await benchMap({ rounds });
    if (wants('readers')) await benchReaders({ rounds });
    if (wants('surveys')) await onEach(on, (databaseUrl) => benchSurveys({ databaseUrl, rounds }));
    if (wants('large')) {
      await onEach(on, (databaseUrl) =>
        benchLarge({ databaseUrl, megabytes: wholeNumber('--megabytes', String(megabytes)) }),
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
async function endWithoutWarning(rounds: number, on: readonly Engine[]): Promise<number> {
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  let faulty = 0;
  await onEach(on, async (databaseUrl) => {
    const report = await killRounds({ rounds, ...(databaseUrl && { databaseUrl }), log: tell });
    const { receipted, approved, revisits, faults } = report;
    const engine = databaseUrl ? 'postgres' : 'embedded';
    tell(
      `${engine}, ${rounds} rounds: ${receipted} receipted, ${approved} of them approved, ${revisits} of these revisits, ${faults.length} faults`,
    );
    for (const fault of faults) tell(`  ${fault}`);
    faulty += faults.length;
  });
  return faulty > 0 ? 1 : 0;
}

/** One engine where one is asked for, else both. */
function enginesOf(asked: string | undefined): readonly Engine[] {
  if (asked === undefined) return engines;
  const engine = engines.find((each) => each === asked);
  if (engine) return [engine];
  throw new PlainError(`--engine is one of ${engines.join(', ')}, not "${asked}".`);
}

/** On the embedded database (no address) and on a throw-away PostgreSQL, one after the other; says when there is none. */
async function onEach(on: readonly Engine[], measure: (databaseUrl: string | undefined) => Promise<unknown>) {
  if (on.includes('embedded')) await measure(undefined);
  if (!on.includes('postgres')) return;
  if ((await postgresBinaries()) === undefined) process.stdout.write('PostgreSQL is not installed: not measured.\n');
  else await onThrowAway(measure);
}

/** With the address of a throw-away PostgreSQL beside its usual peers, or undefined where there is none. */
async function onServerDatabase(measure: (databaseUrl: string | undefined) => Promise<unknown>): Promise<void> {
  if ((await postgresBinaries()) === undefined) await measure(undefined);
  else await onThrowAway(measure);
}

async function onThrowAway(measure: (databaseUrl: string) => Promise<unknown>): Promise<void> {
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
