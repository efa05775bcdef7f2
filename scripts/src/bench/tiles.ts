import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@phen-dau/api';
import { Client } from 'pg';
import { startThrowAwayPostgres } from '../test/throw-away-postgres.ts';
import { storeSyntheticFeatures, syntheticLayerIds } from './catalogue-data.ts';
import { printVerdicts, type Verdict } from './measure.ts';
import { packTables } from './pack-tables.ts';
import { makePeerTables } from './peers/postgis.ts';
import { measureCommitToTile } from './tiles-commit.ts';
import { measureEncoder } from './tiles-encoder.ts';
import { measureUncached } from './tiles-uncached.ts';
import { measureWarm } from './tiles-warm.ts';
import { viewportTiles } from './viewports.ts';

export interface TileBench {
  /** Times as many features as the made-up province of `synthetic.ts`. */
  readonly scales: readonly number[];
  readonly rounds: number;
  /** Seconds of load for each contestant and round. */
  readonly seconds: number;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Tiles beside those of PostGIS, MapServer, nginx and tileserver-gl-light: everything in one run, in turns. */
export async function benchTiles({ scales, rounds, seconds }: TileBench): Promise<void> {
  for (const scale of scales) {
    say(`\n== x${scale}: storing synthetic features`);
    const postgres = await startThrowAwayPostgres();
    const database = await openDatabase({
      dataDir: await mkdtemp(join(tmpdir(), 'phen-dau-bench-')),
      databaseUrl: postgres.url,
    });
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    try {
      await storeSyntheticFeatures(database, scale, say);
      say('Preparing the tables of the peers');
      await makePeerTables(client, syntheticLayerIds);
      const packed = await packTables(client, syntheticLayerIds);
      const { features, bytes, milliseconds } = packed;
      say(
        `Packed ${features} features in ${(milliseconds / 1000).toFixed(2)} s: ${(bytes / 2 ** 20).toFixed(1)} MB, ${Math.round(bytes / features)} bytes a feature`,
      );
      const setting = {
        ...{ scale, rounds, seconds, client, database, packed, databaseUrl: postgres.url },
        ids: syntheticLayerIds,
        tiles: viewportTiles(40),
      };
      const verdicts: Verdict[] = [
        ...(await measureEncoder(setting)),
        ...(await measureUncached(setting)),
        ...(await measureWarm(setting)),
        ...(await measureCommitToTile(setting)),
      ];
      printVerdicts(`x${scale}: against the bars`, verdicts);
    } finally {
      await client.end();
      await database.close();
      postgres.stop();
    }
  }
}
