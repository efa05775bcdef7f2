import { type Config, type OpenedDatabase, openDatabase, readConfig } from '@phen-dau/api';
import { cacheDirectory } from './paths.ts';

/** Opens the database the environment names (as `start` would), does the work and closes it. */
export async function withDatabase<T>(work: (database: OpenedDatabase, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase({
    dataDir: config.dataDirectory,
    ...(config.databaseUrl !== null && { databaseUrl: config.databaseUrl }),
    cacheDir: cacheDirectory,
  });
  try {
    return await work(database, config);
  } finally {
    await database.close();
  }
}
