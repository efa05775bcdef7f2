import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { basemapLayers, defaultBasemap } from '@phen-dau/scripts';
import { openArchive, type TileArchive } from '@phen-dau/tiles';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, test } from 'vitest';

const langSon = { longitude: 106.761, latitude: 21.853 };

describe('the default basemap', () => {
  let archive: TileArchive;
  beforeAll(async () => {
    const opened = await openArchive(await defaultBasemap());
    if ('issue' in opened) throw new Error(`The default basemap cannot be opened: ${opened.issue.code}`);
    archive = opened.archive;
    return () => archive.close();
  }, 240_000);

  async function layersAround(z: number) {
    const side = 2 ** z;
    const sine = Math.sin((langSon.latitude * Math.PI) / 180);
    const x = Math.floor(((langSon.longitude + 180) / 360) * side);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
    const read = await archive.readTile({ z, x, y });
    if (!('bytes' in read) || !read.bytes) throw new Error(`No tile ${z}/${x}/${y}`);
    return new VectorTile(new PbfReader(gunzipSync(read.bytes))).layers;
  }

  test('says what it holds, from where to where, and whose work it is', () => {
    const { metadata, bounds, minZoom, maxZoom } = archive.description;
    const listed = metadata.vector_layers as { id: string; fields: Record<string, string> }[];
    expect(Object.fromEntries(listed.map(({ id, fields }) => [id, Object.keys(fields)]))).toEqual(basemapLayers);
    expect(metadata.attribution).toContain('GeoNames');
    expect(metadata.attribution).toContain('Natural Earth');
    expect(metadata.attribution).toContain('generated');
    expect([minZoom, maxZoom]).toEqual([4, 12]);
    // The province and its neighbours: no view of the world, whose maps belong to other publishers.
    expect(bounds[2] - bounds[0]).toBeLessThan(5.5);
    expect(bounds[3] - bounds[1]).toBeLessThan(4);
  });

  test.each([6, 9, 12])('has only layers and columns it declares, at zoom %i', async (z) => {
    for (const [name, layer] of Object.entries(await layersAround(z))) {
      const declared: readonly string[] = basemapLayers[name as keyof typeof basemapLayers];
      for (let index = 0; index < layer.length; index++) {
        expect(declared).toEqual(expect.arrayContaining(Object.keys(layer.feature(index).properties)));
      }
    }
  });

  test('names the town in Vietnamese and without diacritics', async () => {
    const { place } = await layersAround(9);
    const names = Array.from({ length: place?.length ?? 0 }, (_, index) => place?.feature(index).properties);
    expect(names).toContainEqual(expect.objectContaining({ name: 'Lạng Sơn', name_ascii: 'lang son', country: 'VNM' }));
  });
});
