import { writeFile } from 'node:fs/promises';
import { writeArchive } from '@phen-dau/tiles';
import { type BasemapMaterial, basemapLayers, basemapMinZooms, basemapZooms } from './basemap-feature.ts';
import { tilesOf } from './tiles-of.ts';

/** Writes the basemap that is used where the data folder holds none: a PMTiles archive of vector tiles. */
export async function writeDefaultBasemap(file: string, material: BasemapMaterial): Promise<void> {
  const archive = writeArchive({
    tiles: tilesOf(material),
    type: 'mvt',
    compression: 'gzip',
    bounds: material.bounds,
    metadata: {
      name: 'Phên Dậu, default basemap',
      description: 'The province and its neighbours. Terrain and streams are generated for demonstration.',
      attribution: material.attribution.join(' '),
      format: 'pbf',
      vector_layers: Object.entries(basemapLayers).map(([id, fields]) => ({
        id,
        fields: Object.fromEntries(fields.map((field) => [field, /^(band|rank)$/.test(field) ? 'Number' : 'String'])),
        minzoom: basemapMinZooms[id as keyof typeof basemapMinZooms],
        maxzoom: basemapZooms.greatest,
      })),
    },
  });
  if (!archive) throw new Error('The basemap has no tile');
  await writeFile(file, archive);
}
