import { spawnSync } from 'node:child_process';
import { serverBundle } from './build/server-bundle.ts';
import { webBuild } from './build/web-build.ts';
import { runCommand } from './command.ts';
import { projectDirectory } from './paths.ts';
import { chromium, gdal, postgis, provideTools } from './test/debian-packages.ts';
import { runSuite, type Suite, type SuiteResult, summary } from './test/suites.ts';
import { startThrowAwayPostgres } from './test/throw-away-postgres.ts';

const notRun = (name: string, reason: string): SuiteResult => ({
  name,
  passed: 0,
  skipped: 0,
  failed: 0,
  seconds: 0,
  notRun: reason,
});

async function runAll(): Promise<number> {
  const from = performance.now();
  const missing = await provideTools([chromium, postgis, gdal]);
  const results: SuiteResult[] = [runCheck()];
  const run = async (suite: Suite): Promise<void> => {
    process.stdout.write(`\n== ${suite.name}\n`);
    results.push(await runSuite(suite));
  };
  await run({ name: 'unit', project: 'unit' });
  await Promise.all([serverBundle(), webBuild()]);
  await run({ name: 'database, embedded', project: 'database', environment: { PHEN_DAU_TEST_DATABASE_URL: '' } });
  await withPostgres(missing.get(postgis), results, run);
  const noBrowser = missing.get(chromium);
  if (noBrowser) results.push(notRun('browser', noBrowser));
  else await run({ name: 'browser', project: 'browser' });
  const noGdal = missing.get(gdal);
  if (noGdal) results.push(notRun('reading with GDAL', noGdal));
  process.stdout.write(`\n${summary(results, (performance.now() - from) / 1000)}\n`);
  return results.some((result) => result.failed > 0) ? 1 : 0;
}

function runCheck(): SuiteResult {
  process.stdout.write('== check\n');
  const from = performance.now();
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/src/check.ts'], {
    cwd: projectDirectory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = (performance.now() - from) / 1000;
  return { name: 'check', passed: status === 0 ? 1 : 0, skipped: 0, failed: status === 0 ? 0 : 1, seconds };
}

async function withPostgres(
  missing: string | undefined,
  results: SuiteResult[],
  run: (suite: Suite) => Promise<void>,
): Promise<void> {
  const name = 'database, PostgreSQL';
  if (missing) {
    results.push(notRun(name, missing));
    return;
  }
  const postgres = await startThrowAwayPostgres();
  const end = (): void => {
    postgres.stop();
    process.exit(130);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    await run({ name, project: 'database', environment: { PHEN_DAU_TEST_DATABASE_URL: postgres.url } });
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
    postgres.stop();
  }
}

await runCommand({
  name: 'test',
  summary: 'Runs every test; brings Chromium, PostgreSQL and GDAL from Debian when it may and says what it skipped.',
  usage: '',
  options: {},
  run: runAll,
});
