import { writeFile } from 'node:fs/promises';
import { writeArchive } from '@phen-dau/tiles';
import { basemapBounds, basemapLayers, basemapMinZooms, basemapZooms } from './basemap-feature.ts';
import { type BasemapMaterial, tilesOf } from './tiles-of.ts';

/** Shown in the corner of the map. */
const attribution =
  'Natural Earth (public domain) · <a href="https://www.geonames.org">GeoNames</a> (CC BY 4.0) · địa hình minh họa (generated terrain)';

/** Writes the basemap that is used where the data folder holds none: a PMTiles archive of vector tiles. */
export async function writeDefaultBasemap(file: string, material: BasemapMaterial): Promise<void> {
  const archive = writeArchive({
    tiles: tilesOf(material),
    type: 'mvt',
    compression: 'gzip',
    bounds: basemapBounds,
    metadata: {
      name: 'Phên Dậu, default basemap',
      description: 'The province and its neighbours. Terrain, streams and communes are generated for demonstration.',
      attribution,
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
