import { openDatabase } from '@phen-dau/api';
import { loadDemonstration } from '../demonstration.ts';
import { cacheDirectory } from '../paths.ts';
import { fingerprint } from './fingerprint.ts';
import { keep } from './keep.ts';

const sources = [
  'geodata/src',
  'api/src/database',
  'api/src/queries',
  'api/src/accounts',
  'scripts/src',
  'pnpm-lock.yaml',
];

/**
 * A data folder that holds the demonstration province in the embedded database, made once for each state of the sources;
 * copy it, never open it. For tests: a copy opens in 2 seconds, loading the province anew takes many.
 */
export async function demonstrationData(password: string): Promise<string> {
  return keep('demonstration', await fingerprint(sources), async (dataDir) => {
    const database = await openDatabase({ dataDir, cacheDir: cacheDirectory });
    try {
      await loadDemonstration(database, { password, log: () => {} });
    } finally {
      await database.close();
    }
  });
}
