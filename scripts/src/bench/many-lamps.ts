import { type Database, insertFeatures, type NewFeature } from '@phen-dau/api';
import { layerById, seededRandom, tileFields } from '@phen-dau/geodata';
import type { Feature, Point } from 'geojson';
import { attributes } from './catalogue-data.ts';
import { syntheticBounds } from './synthetic.ts';

const batch = 20_000;

/** So many lamps strewn over the province, with the attributes that travel in tiles; same count, same lamps. */
export function manyLamps(count: number): Feature<Point>[] {
  const random = seededRandom(31);
  const [west, south, east, north] = syntheticBounds;
  const layer = layerById('solar-lamp');
  const shown = tileFields(layer).filter((key) => key !== 'post_id');
  return Array.from({ length: count }, () => {
    const all = attributes(layer, random);
    const properties = Object.fromEntries(shown.map((key) => [key, all[key]]));
    const coordinates = [west + random() * (east - west), south + random() * (north - south)];
    return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties };
  });
}

export async function storeLamps(database: Database, lamps: readonly Feature<Point>[]): Promise<void> {
  const actor = { role: 'editor_restricted', account: null } as const;
  const rows: NewFeature[] = lamps.map(({ geometry, properties }) => ({ geometry, properties: properties ?? {} }));
  for (let from = 0; from < rows.length; from += batch) {
    await database.transaction(
      actor,
      (transaction) => insertFeatures(transaction, layerById('solar-lamp'), rows.slice(from, from + batch)),
      { statementMs: 300_000 },
    );
  }
}
