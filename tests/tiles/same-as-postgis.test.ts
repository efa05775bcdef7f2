import { mkdtemp } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import {
  createTileStore,
  insertFeatures,
  layerTile,
  type OpenedDatabase,
  openDatabase,
  type TileStore,
} from '@phen-dau/api';
import { type Layer, type LayerId, layerById, layerParts, seededRandom } from '@phen-dau/geodata';
import { attributes, storeSyntheticFeatures, syntheticLayers } from '@phen-dau/scripts';
import type { TileAddress } from '@phen-dau/tiles';
import type { Geometry } from 'geojson';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';

/** Tiles of the made-up province's middle, where all layers have something. */
const zooms = [8, 9, 10, 11, 12, 13, 14];
const middle = [106.75, 21.9] as const;
const day = '2025-06-01';
/** Half a pixel of simplification, and one unit of rounding on either side. */
const strayUnits = 6;

interface Seen {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** West, north, east, south in tile units. */
  readonly box: readonly number[];
  readonly vertices: number;
}

function read(bytes: Uint8Array | null, name: string): Map<number, Seen> {
  const layer = bytes ? new VectorTile(new PbfReader(bytes)).layers[name] : undefined;
  const seen = new Map<number, Seen>();
  for (let index = 0; index < (layer?.length ?? 0); index++) {
    const feature = layer?.feature(index);
    if (feature?.id === undefined) throw new Error('A feature without an id');
    const vertices = feature.loadGeometry().flat();
    const [xs, ys] = [vertices.map(({ x }) => x), vertices.map(({ y }) => y)];
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    seen.set(feature.id, { properties: { ...feature.properties }, box, vertices: vertices.length });
  }
  return seen;
}

/** Whether a feature may be in one of two tiles only: it barely reaches over the edge of the buffer, or is hardly a dot. */
function mayDiffer({ box }: Seen, layer: Layer): boolean {
  const [west = 0, north = 0, east = 0, south = 0] = box;
  const barely = east <= -64 + 1 || south <= -64 + 1 || west >= 4096 + 64 - 1 || north >= 4096 + 64 - 1;
  const hardly = layer.geometry !== 'Point' && Math.min(east - west, south - north) <= strayUnits;
  return barely || hardly;
}

describe.skipIf(testEngine === 'embedded')(
  'our tiles beside those of ST_AsMVT (only where there is a server database)',
  () => {
    let database: OpenedDatabase;
    let store: TileStore;
    beforeAll(async () => {
      database = await openDatabase({
        dataDir: await mkdtemp(`${runDirectory()}/data-`),
        databaseUrl: await emptyServerDatabase(),
      });
      await fill(database);
      store = createTileStore({ database });
    });
    afterAll(async () => {
      store?.close();
      await database?.close();
    });

    test.each<LayerId>(['border-marker', 'solar-lamp', 'patrol-road', 'border-line', 'commune', 'zone'])(
      '%s: the same features with the same attributes in the same places',
      async (id) => {
        const layer = layerById(id);
        const parts = layerParts(layer);
        const view = { layers: [{ layer, parts }], clearance: 'restricted', states: { day } } as const;
        let compared = 0;
        for (const address of zooms.flatMap(aroundTheMiddle)) {
          if (address.z < layer.minZoom) continue;
          const { gzip } = await store.tile(view, await store.tag(view), address);
          const ours = read(gzip && gunzipSync(gzip), id);
          const theirs = read(await layerTile(database, layer, parts, { day }, address), id);
          for (const [tileId, seen] of theirs) {
            const own = ours.get(tileId);
            if (!own) {
              expect({ tileId, ...seen, address, mayDiffer: mayDiffer(seen, layer) }).toMatchObject({
                mayDiffer: true,
              });
              continue;
            }
            expect(own.properties).toEqual(seen.properties);
            compared++;
            if (mayDiffer(own, layer) || mayDiffer(seen, layer)) continue;
            // Where the edge cuts a shape, the place of the cut moves with the slope of what is cut.
            const isCut = own.box.some((side) => side <= -64 || side >= 4096 + 64);
            const stray = layer.geometry === 'Point' ? 1 : isCut ? 8 * strayUnits : strayUnits;
            own.box.forEach((side, index) => {
              const difference = Math.abs(side - (seen.box[index] ?? Number.NaN));
              expect(difference, `${id} ${tileId} in ${Object.values(address).join('/')}`).toBeLessThanOrEqual(stray);
            });
          }
          for (const [tileId, seen] of ours) {
            if (!theirs.has(tileId))
              expect({ tileId, ...seen, address, mayDiffer: mayDiffer(seen, layer) }).toMatchObject({
                mayDiffer: true,
              });
          }
        }
        expect(compared).toBeGreaterThanOrEqual(zooms.length);
      },
    );

    test('every state: the same states with the same days', async () => {
      const layer = layerById('patrol-road');
      const parts = layerParts(layer);
      const view = { layers: [{ layer, parts }], clearance: 'open', states: 'all' } as const;
      const [address] = aroundTheMiddle(10);
      if (!address) throw new Error('no tile');
      const days = (bytes: Uint8Array | null) => {
        const found = bytes ? new VectorTile(new PbfReader(bytes)).layers['patrol-road'] : undefined;
        return Array.from({ length: found?.length ?? 0 }, (_, index) => {
          const feature = found?.feature(index);
          return `${feature?.id} ${feature?.properties.from} ${feature?.properties.to ?? '-'} ${feature?.properties.surface}`;
        }).sort();
      };
      const { gzip } = await store.tile(view, await store.tag(view), address);
      const ours = days(gzip && gunzipSync(gzip));
      expect(ours.length).toBeGreaterThan(20);
      expect(ours).toEqual(days(await layerTile(database, layer, parts, 'all', address)));
    });

    test('a layer too large for memory is cut by the database, and the reader sees no difference', async () => {
      const small = createTileStore({ database, mostVertices: 10 });
      const layer = layerById('border-marker');
      const view = { layers: [{ layer, parts: layerParts(layer) }], clearance: 'open', states: { day } } as const;
      for (const address of aroundTheMiddle(10)) {
        const [large, packed] = await Promise.all(
          [small, store].map(async (one) => (await one.tile(view, await one.tag(view), address)).gzip),
        );
        const ids = (gzip: Uint8Array | null | undefined) =>
          [...read(gzip ? gunzipSync(gzip) : null, layer.id).keys()].sort();
        expect(ids(large)).toEqual(ids(packed));
      }
      small.close();
    });
  },
);

function aroundTheMiddle(z: number): TileAddress[] {
  const side = 2 ** z;
  const northing = Math.asinh(Math.tan((middle[1] * Math.PI) / 180)) / Math.PI;
  const [x = 0, y = 0] = [((middle[0] + 180) / 360) * side, ((1 - northing) / 2) * side].map(Math.floor);
  return [0, 1].flatMap((right) => [0, 1].map((down) => ({ z, x: x + right, y: y + down })));
}

/** The synthetic layers, zones of both sensitivities, and a border that is sure to pass through the middle. */
async function fill(database: OpenedDatabase): Promise<void> {
  await storeSyntheticFeatures(database, 1, () => {});
  const random = seededRandom(7);
  const made = new Map(
    syntheticLayers(1).map(({ name, features }) => [name, features.map(({ geometry }) => geometry)]),
  );
  const zone = layerById('zone');
  const zones = (made.get('commune') ?? []).slice(0, 60).map((geometry, index) => ({
    geometry,
    properties: { ...attributes(zone, random), kind: index % 2 === 0 ? 'border_belt' : 'defence_zone' },
    validFrom: '2022-01-01',
  }));
  const border = layerById('border-line');
  const borders = (made.get('border') ?? []).map((geometry) => ({
    geometry: throughTheMiddle(geometry),
    properties: attributes(border, random),
    validFrom: '2022-01-01',
  }));
  await database.transaction({ role: 'editor_restricted', account: null }, async (transaction) => {
    await insertFeatures(transaction, zone, zones);
    await insertFeatures(transaction, border, borders);
  });
}

/** The same line, moved so that half of it lies on either side of the middle. */
function throughTheMiddle(geometry: Geometry): Geometry {
  if (geometry.type !== 'MultiLineString') throw new Error('A border is lines');
  const [line = []] = geometry.coordinates;
  const [x = 0, y = 0] = line[Math.floor(line.length / 2)] ?? [];
  const moved = line.map(([longitude = 0, latitude = 0]) => [longitude - x + middle[0], latitude - y + middle[1]]);
  return { type: 'MultiLineString', coordinates: [moved] };
}
