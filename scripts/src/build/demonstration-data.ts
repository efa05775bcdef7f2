import { openDatabase } from '@phen-dau/api';
import { loadDemonstration } from '../demonstration.ts';
import { cacheDirectory } from '../paths.ts';
import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** The common password of the demonstration accounts in what `demonstrationData` keeps. */
export const demonstrationDataPassword = 'xanh-tre-may-doi-73';

/**
 * A data folder that holds the demonstration province in the embedded database, made once for each state of the sources;
 * copy it, never open it. For tests: a copy opens in 2 seconds, loading the province anew takes many.
 */
export async function demonstrationData(): Promise<string> {
  return keep(placeOf('demonstration'), async (dataDir) => {
    const database = await openDatabase({ dataDir, cacheDir: cacheDirectory });
    try {
      await loadDemonstration(database, { password: demonstrationDataPassword, log: () => {} });
    } finally {
      await database.close();
    }
  });
}
