import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** The basemap that is used where the data folder holds none, made once for each state of its sources: a PMTiles file. */
export async function defaultBasemap(): Promise<string> {
  const folder = await keep(placeOf('basemap'), async (into) => {
    process.stdout.write('Drawing the default basemap once\n');
    const { writeDefaultBasemap } = await import('../basemap/default-basemap.ts');
    const { defaultMaterial } = await import('../basemap/material.ts');
    await writeDefaultBasemap(`${into}/basemap.pmtiles`, defaultMaterial());
  });
  return `${folder}/basemap.pmtiles`;
}
