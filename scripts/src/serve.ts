import { openDatabase, readConfig } from '@phen-dau/api/opening';
import { PlainError, runCommand } from './command.ts';
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
  // Read while the database opens on a thread of its own: a third of a second of a start.
  const serving = import('./serve-opened.ts');
  const database = await openDatabase({
    dataDir: config.dataDirectory,
    ...(config.databaseUrl !== null && { databaseUrl: config.databaseUrl, replicaUrls: config.replicaUrls }),
    cacheDir: cacheDirectory,
    log: print,
  });
  try {
    const { serveOpened } = await serving;
    // A `basemap.pmtiles` in the data folder takes the place of the default one.
    const basemapFiles = [`${config.dataDirectory}/basemap.pmtiles`, basemapFile];
    const close = await serveOpened(
      { config, database, webDirectory, basemapFiles },
      { wantsDemonstration: wanted, print },
    );
    await stop;
    print('Closing.');
    await close();
    return 0;
  } finally {
    await database.close();
  }
}

/** `DEMO` decides; unset, the embedded database is for trying out and a server database is for work. */
function wantsDemonstration({ DEMO: demo }: NodeJS.ProcessEnv, databaseUrl: string | null): boolean {
  if (demo !== undefined && !['', '0', '1'].includes(demo)) throw new PlainError('DEMO must be 0 or 1.');
  return demo ? demo === '1' : !databaseUrl;
}

/** Resolves at the first SIGTERM or SIGINT. A second one ends the process at once, as if nobody listened. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
  });
}
