import {
  type Config,
  countAccounts,
  ensureDemonstrationPassword,
  firstAdministratorCode,
  type OpenedDatabase,
  openDatabase,
  readConfig,
  startServer,
} from '@phen-dau/api';
import { PlainError, runCommand } from './command.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { demonstrationPassword } from './demonstration-password.ts';
import { cacheDirectory } from './paths.ts';

export interface StartOptions {
  /** The built web application, and the basemap for a data folder that holds none. */
  readonly webDirectory: string;
  readonly basemapFile: string;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** The command `start`; start.js calls it in the bundled server. */
export const start = (options: StartOptions): Promise<void> =>
  runCommand({
    name: 'start',
    summary: 'Serves the map, the register and the API on one port (PORT, HOST, DATA_DIR, DATABASE_URL, DEMO).',
    usage: '',
    options: {},
    run: () => serve(options),
  });

/** Opens the database, prepares what an empty one needs, serves until a signal comes, and closes in order. */
async function serve({ webDirectory, basemapFile }: StartOptions): Promise<number> {
  const config = readConfig(process.env);
  const wanted = wantsDemonstration(process.env, config.databaseUrl);
  const stop = stopSignal();
  const database = await openDatabase({
    dataDir: config.dataDirectory,
    ...(config.databaseUrl !== null && { databaseUrl: config.databaseUrl, replicaUrls: config.replicaUrls }),
    cacheDir: cacheDirectory,
    log: print,
  });
  try {
    const password = await prepareDemonstration(database, config, wanted);
    const server = await startServer({
      config,
      database,
      webDirectory,
      basemapFiles: [`${config.dataDirectory}/basemap.pmtiles`, basemapFile],
    });
    print(`\nPhên Dậu is at ${server.url}`);
    print(password === undefined ? await firstStepsText(database) : demonstrationText(password));
    await stop;
    print('Closing.');
    await server.close();
    return 0;
  } finally {
    await database.close();
  }
}

/** A `basemap.pmtiles` in the data folder takes the place of the default one. */
/** `DEMO` decides; unset, the embedded database is for trying out and a server database is for work. */
function wantsDemonstration({ DEMO: demo }: NodeJS.ProcessEnv, databaseUrl: string | null): boolean {
  if (demo !== undefined && !['', '0', '1'].includes(demo)) throw new PlainError('DEMO must be 0 or 1.');
  return demo ? demo === '1' : !databaseUrl;
}

/** The demonstration's password when this database holds the demonstration (loading it first where wanted and empty). */
async function prepareDemonstration(
  database: OpenedDatabase,
  { dataDirectory, demoPassword }: Config,
  wanted: boolean,
): Promise<string | undefined> {
  const keeper = { role: 'account_keeper', account: null } as const;
  const { all, demonstration } = await database.read(keeper, countAccounts);
  if (demonstration > 0) {
    const password = await demonstrationPassword(dataDirectory, demoPassword);
    await ensureDemonstrationPassword(database, password);
    return password;
  }
  if (!wanted || all > 0) return undefined;
  const { isEmpty, loadDemonstration } = await import('./demonstration.ts');
  if (!(await isEmpty(database))) return undefined;
  const password = await demonstrationPassword(dataDirectory, demoPassword);
  print('Loading the demonstration province (generated data)');
  await loadDemonstration(database, { password, log: print });
  return password;
}

function demonstrationText(password: string): string {
  const rows = demonstrationAccounts.map(({ username, role, clearance }) => {
    return `  ${username.padEnd(10)} ${role}, clearance ${clearance}`;
  });
  return ['Demonstration data, generated. Accounts:', ...rows, `  password of all of them: ${password}`].join('\n');
}

async function firstStepsText(database: OpenedDatabase): Promise<string> {
  const code = await firstAdministratorCode(database);
  return code === null
    ? 'Sign in with your account.'
    : `No account exists yet. Make the first administrator on the sign-in page with this one-time code: ${code}`;
}

/** Resolves at the first SIGTERM or SIGINT. A second one ends the process at once, as if nobody listened. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
  });
}
