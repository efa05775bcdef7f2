import { randomUUID } from 'node:crypto';
import { layerById } from '@phen-dau/geodata';
import type { TileAddress } from '@phen-dau/tiles';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import type { Actor } from '../database/database.ts';
import { deleteFeature, insertFeatures, updateFeature } from '../queries/features.ts';
import { type Ask, origin, read, type TestApi, testApi } from '../testing/api.ts';
import { canaries, type PlantedProvince, plantedProvince } from '../testing/province.ts';
import { featuresOf, tilePath } from '../testing/tile.ts';
import { createTileStore, type TileStore } from '../tile-store.ts';

const editor: Actor = { role: 'editor_restricted', account: null };
let api: TestApi;
let province: PlantedProvince;
let viewer: Ask;
let planner: Ask;
let commander: Ask;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
  [viewer, planner, commander] = await Promise.all([
    api.as('viewer', 'open'),
    api.as('planner', 'internal'),
    api.as('planner', 'restricted'),
  ]);
});

const asGzip = { headers: { 'accept-encoding': 'gzip' } };
const markerTile = tilePath('border-marker', 9, 107.1, 21.7);
const zoneTile = tilePath('zone', 9, 106.87654, 21.9);
const namesIn = async (ask: Ask, path: string, layer: string) =>
  ((await featuresOf(await ask(path)))[layer] ?? []).map(({ properties }) => properties.name);

describe('a tile', () => {
  test('carries each feature with its number and the attributes meant for tiles', async () => {
    const response = await viewer(markerTile, asGzip);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.mapbox-vector-tile',
    ]);
    const found = (await featuresOf(response))['border-marker'] ?? [];
    const marker = found.find(({ properties }) => properties.number === '1200');
    expect(marker?.properties).toMatchObject({ number: '1200', kind: 'main' });
    expect(marker?.id).toBeGreaterThan(0);
  });

  test('is answered 304 before any work: also at an address that nobody has asked for yet', async () => {
    const store = createTileStore({ database: api.database });
    const made: TileAddress[] = [];
    const tiles: TileStore = {
      ...store,
      tile: (view, tag, address) => {
        made.push(address);
        return store.tile(view, tag, address);
      },
    };
    const app = createApp({
      ...{ database: api.database, callers: api.callers, tiles, webFolder: null, now: () => new Date() },
      log: () => undefined,
    });
    const { cookie } = await api.as('viewer', 'open');
    const ask = (path: string, headers: Record<string, string> = {}) =>
      app.request(`${origin}${path}`, { headers: { cookie, host: 'localhost:8080', ...asGzip.headers, ...headers } });
    const tag = (await ask(markerTile)).headers.get('etag') ?? '';
    expect(made).toHaveLength(1);
    // A tag is of the layer's state, so it is good for every tile of it.
    const elsewhere = tilePath('border-marker', 11, 106.7, 21.9);
    expect((await ask(elsewhere, { 'if-none-match': tag })).status).toBe(304);
    expect(made).toHaveLength(1);
    await ask(elsewhere);
    expect(made).toHaveLength(2);
    store.close();
  });

  test('is answered 304 to whoever holds it, 204 where nothing is, and is the same unpacked for whoever cannot gzip', async () => {
    const packed = await viewer(markerTile, asGzip);
    const tag = packed.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(packed.headers.get('cache-control')).toBe('private, no-cache');
    expect(packed.headers.get('vary')).toMatch(/Cookie/);
    const again = await viewer(markerTile, { headers: { ...asGzip.headers, 'if-none-match': tag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    const plain = await viewer(markerTile);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('etag')).not.toBe(tag);
    expect(await featuresOf(plain)).toEqual(await featuresOf(packed));
    const empty = await viewer(tilePath('border-marker', 9, 0, 0));
    expect([empty.status, await empty.text()]).toEqual([204, '']);
  });

  test.each([
    '/tiles/border-marker/9/408.mvt',
    '/tiles/border-marker/9/408/224',
    '/tiles/border-marker/9/408/224.pbf',
    '/tiles/border-marker/9/512/224.mvt',
    '/tiles/border-marker/23/0/0.mvt',
    '/tiles/border-marker/NaN/0/0.mvt',
    '/tiles/border-marker/-1/0/0.mvt',
    '/tiles/border-marker/9/1e2/0.mvt',
    '/tiles/border-marker/9/99999999999999999999/0.mvt',
    '/tiles/border-marker/9/%00/0.mvt',
    '/tiles/no-such-layer/9/408/224.mvt',
    '/tiles/no-such-layer.json',
    '/tiles/all/9/408/224.mvt?layers=no-such-layer,defence-work',
    '/tiles/border-marker/9/408/224.mvt?asOf=2024-02-30',
    '/tiles/border-marker/9/408/224.mvt?asOf=yesterday',
    '/tiles/border-marker/9/408/224.mvt?states=some',
    '/tiles/border-marker/9/408/224.mvt?states=all&asOf=2024-01-01',
    '/tiles/border-marker/9/408/224.mvt?kind=main',
  ])('at %s is refused with a problem', async (path) => {
    const response = await viewer(path);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('is nobody’s who has not signed in', async () => {
    expect((await api.anonymous(markerTile)).status).toBe(401);
    expect((await api.anonymous('/tiles/border-marker.json')).status).toBe(401);
    expect((await api.anonymous('/tiles/all/9/408/224.mvt')).status).toBe(401);
  });
});

describe('clearance', () => {
  test('decides what is in a tile: the border belt from internal, defence zones from restricted', async () => {
    expect((await viewer(zoneTile)).status).toBe(404);
    // Other tests leave belts of their own on a database they share; what is restricted bears one name.
    const internal = await namesIn(planner, zoneTile, 'zone');
    expect(internal).toContain('Vành đai CHIMRINOI');
    expect(internal.filter((name) => !String(name).startsWith('Vành đai'))).toEqual([]);
    const names = await namesIn(commander, zoneTile, 'zone');
    expect(names).toContain('Vành đai CHIMRINOI');
    expect(names).toContain('Khu vực CHIMSEKIM');
  });

  test('gives each class its own tag and keeps restricted tiles out of every cache', async () => {
    const [internal, restricted] = [await planner(zoneTile, asGzip), await commander(zoneTile, asGzip)];
    const tag = internal.headers.get('etag') ?? '';
    expect(restricted.headers.get('etag')).not.toBe(tag);
    expect(restricted.headers.get('cache-control')).toBe('no-store');
    const asked = await commander(zoneTile, { headers: { ...asGzip.headers, 'if-none-match': tag } });
    expect(asked.status).toBe(200);
  });

  test('hides a restricted layer like one that does not exist, in every form of tile', async () => {
    const secret = tilePath('defence-work', 9, 106.98765, 21.95);
    for (const ask of [viewer, planner]) {
      const [hidden, missing] = [await ask(secret), await ask(secret.replace('defence-work', 'no-such-layer'))];
      expect([hidden.status, await hidden.text()]).toEqual([missing.status, await missing.text()]);
      expect((await ask('/tiles/defence-work.json')).status).toBe(404);
    }
    const allTile = tilePath('all', 9, 106.98765, 21.95);
    for (const path of [allTile, `${allTile}?layers=zone,defence-work,border-marker`, `${allTile}?states=all`]) {
      for (const [ask, hidden] of [
        [planner, canaries.restricted],
        [viewer, [...canaries.internal, ...canaries.restricted]],
      ] as const) {
        const bytes = Buffer.from(await (await ask(path)).arrayBuffer()).toString('latin1');
        for (const canary of hidden) expect(bytes).not.toContain(canary);
      }
      const seen = await featuresOf(await commander(path));
      expect(Object.keys(seen)).toContain('defence-work');
    }
  });
});

describe('one body for several layers', () => {
  test('holds just what the tiles of each layer hold', async () => {
    const layers = ['border-marker', 'border-post', 'patrol-road'];
    const together = await featuresOf(await viewer(`${tilePath('all', 10, 107.1, 21.7)}?layers=${layers.join(',')}`));
    for (const layer of layers) {
      const alone = await featuresOf(await viewer(tilePath(layer, 10, 107.1, 21.7)));
      expect(together[layer]).toEqual(alone[layer]);
    }
    expect(Object.keys(together).sort()).toEqual(layers);
  });
});

describe('time', () => {
  const roadTile = tilePath('patrol-road', 12, 107.105, 21.705);

  test('asOf shows the features as they were on that day', async () => {
    const surfaces = async (search: string) =>
      ((await featuresOf(await viewer(roadTile + search)))['patrol-road'] ?? []).map(
        ({ properties }) => properties.surface,
      );
    expect(await surfaces('?asOf=2020-06-01')).toEqual(['earth']);
    expect(await surfaces('?asOf=2023-06-01')).toEqual(['concrete']);
    expect(await surfaces('')).toEqual(['concrete']);
    expect((await viewer(`${roadTile}?asOf=2018-12-31`)).status).toBe(204);
  });

  test('states=all shows every state with the days it held, under one number', async () => {
    const found = (await featuresOf(await viewer(`${roadTile}?states=all`)))['patrol-road'] ?? [];
    const states = found.map(({ properties: { surface, from, to } }) => ({ surface, from, to }));
    expect(states.sort((one, other) => Number(one.from) - Number(other.from))).toEqual([
      { surface: 'earth', from: 20190101, to: 20220101 },
      { surface: 'concrete', from: 20220101, to: undefined },
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  });
});

describe('after a change', () => {
  const place = [103.5, 20.5] as const;
  const village = layerById('village');
  const path = tilePath('village', 11, ...place);
  const all = `${path}?states=all`;

  test('the very next tile shows it: added, renamed, moved away, ended', async () => {
    const id = randomUUID();
    const named = () => namesIn(viewer, path, 'village');
    expect(await named()).toEqual([]);
    const before = (await viewer(path, asGzip)).headers.get('etag');
    const properties = { ...(await villageProperties()), name: 'Bản Chi Ma' };
    await api.database.transaction(editor, (transaction) =>
      insertFeatures(transaction, village, [
        { id, geometry: { type: 'Point', coordinates: [...place] }, properties, validFrom: '2020-01-01' },
      ]),
    );
    expect(await named()).toEqual(['Bản Chi Ma']);
    const after = await viewer(path, { headers: { ...asGzip.headers, 'if-none-match': before ?? '' } });
    expect(after.status).toBe(200);
    for (let version = 1; version <= 16; version++) {
      await api.database.transaction(editor, (transaction) =>
        updateFeature(transaction, village, 'restricted', id, version, { properties: { name: `Bản số ${version}` } }),
      );
      expect(await named()).toEqual([`Bản số ${version}`]);
    }
    await api.database.transaction(editor, (transaction) =>
      updateFeature(transaction, village, 'restricted', id, 17, {
        geometry: { type: 'Point', coordinates: [104.5, 20.5] },
      }),
    );
    expect(await named()).toEqual([]);
    const moved = tilePath('village', 11, 104.5, 20.5);
    expect(await namesIn(viewer, moved, 'village')).toEqual(['Bản số 16']);
    await api.database.transaction(editor, (transaction) => deleteFeature(transaction, village, 'restricted', id, 18));
    expect(await namesIn(viewer, moved, 'village')).toEqual([]);
    const states = (await featuresOf(await viewer(all))).village ?? [];
    expect(states.map(({ properties: { name, from } }) => [name, from])).toEqual([['Bản Chi Ma', 20200101]]);
  });

  test('a change of one layer leaves the tags of the others as they are', async () => {
    const tags = async () => [
      (await viewer(markerTile, asGzip)).headers.get('etag'),
      (await viewer(path, asGzip)).headers.get('etag'),
    ];
    const [marker, villages] = await tags();
    const properties = { ...(await villageProperties()), name: 'Bản khác' };
    await api.database.transaction(editor, (transaction) =>
      insertFeatures(transaction, village, [{ geometry: { type: 'Point', coordinates: [...place] }, properties }]),
    );
    expect(await tags()).toEqual([marker, expect.not.stringMatching(villages ?? '-')]);
  });

  /** Required attributes of a village, whatever they are. */
  async function villageProperties(): Promise<Record<string, unknown>> {
    const sample: Record<string, unknown> = { text: 'x', integer: 1, decimal: 1, flag: false, day: '2020-01-01' };
    return Object.fromEntries(
      Object.entries(village.fields).map(([key, field]) => [
        key,
        !field.required ? null : field.kind === 'choice' ? Object.keys(field.vocabulary ?? {})[0] : sample[field.kind],
      ]),
    );
  }
});

describe('TileJSON', () => {
  test('says where the tiles are, at which zooms and with which attributes', async () => {
    const response = await viewer('/tiles/border-marker.json');
    const json = await read<{
      tiles: string[];
      minzoom: number;
      maxzoom: number;
      vector_layers: { id: string; fields: object }[];
    }>(response);
    const { minZoom, maxZoom } = layerById('border-marker');
    expect(json).toMatchObject({ tilejson: '3.0.0', minzoom: minZoom, maxzoom: maxZoom });
    expect(json.tiles).toEqual(['http://localhost:8080/tiles/border-marker/{z}/{x}/{y}.mvt']);
    expect(json.vector_layers[0]?.id).toBe('border-marker');
    expect(Object.keys(json.vector_layers[0]?.fields ?? {})).toContain('number');
    const [west = 0, , east = 0] = (json as unknown as { bounds: number[] }).bounds;
    expect(west).toBeLessThan(east);
  });

  test('of a layer the reader knows in part says nothing of the rest', async () => {
    const text = async (ask: Ask) => (await ask('/tiles/zone.json')).text();
    const bounds = (json: string): number[] => JSON.parse(json).bounds;
    expect(bounds(await text(planner))[2]).toBeLessThan(106.95);
    expect(bounds(await text(commander))[2]).toBeGreaterThan(106.98);
    expect(province.belt).toBeTruthy();
  });
});
