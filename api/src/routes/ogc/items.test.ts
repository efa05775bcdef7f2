import { gunzipSync } from 'node:zlib';
import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { readItemsQuery } from '../../ogc/items-query.ts';
import { type Ask, read, type TestApi, testApi } from '../../testing/api.ts';
import { type PlantedProvince, plantedProvince } from '../../testing/province.ts';

interface Page {
  type: string;
  numberMatched: number;
  numberReturned: number;
  features: {
    type: string;
    id: string;
    tileId: number;
    geometry: { type: string; coordinates: number[] };
    properties: Record<string, unknown>;
  }[];
  links: { rel: string; href: string; type: string }[];
}

let api: TestApi;
let province: PlantedProvince;
let officer: Ask;
let planner: Ask;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
  officer = await api.as('officer', 'internal');
  planner = await api.as('planner', 'internal');
});

const markers = '/ogc/collections/border-marker/items';
const ours = () => `post_id=${province.post}`;
const page = async (path: string, ask: Ask = officer) => {
  const response = await ask(path);
  expect(response.status, path).toBe(200);
  return read<Page>(response);
};

describe('reading items', () => {
  it('gives GeoJSON with the counts of the whole and of the page', async () => {
    const found = await page(`${markers}?${ours()}&limit=10`);
    expect(found).toMatchObject({ type: 'FeatureCollection', numberMatched: 25, numberReturned: 10 });
    expect(found.features).toHaveLength(10);
    const [first] = found.features;
    expect(first).toMatchObject({ type: 'Feature', geometry: { type: 'Point' } });
    expect(Object.keys(first?.properties ?? {})).toEqual([
      ...['number', 'kind', 'post_id', 'elevation_metres', 'year_set', 'last_inspected_on'],
      ...['valid_from', 'valid_to', 'version', 'updated_at'],
    ]);
  });

  it('leads through all pages without losing or repeating one', async () => {
    const seen: string[] = [];
    let path: string | undefined = `${markers}?${ours()}&limit=7`;
    while (path) {
      const found: Page = await page(path);
      seen.push(...found.features.map(({ id }) => id));
      const next = found.links.find(({ rel }) => rel === 'next')?.href;
      path = next?.replace('http://localhost:8080', '');
    }
    expect(new Set(seen)).toEqual(new Set(province.markers));
    expect(seen).toHaveLength(25);
  });

  it('refuses a cursor made for another question', async () => {
    const { links } = await page(`${markers}?${ours()}&limit=7`);
    const cursor = new URL(links.find(({ rel }) => rel === 'next')?.href ?? '').searchParams.get('cursor');
    expect((await officer(`${markers}?limit=7&cursor=${cursor}`)).status).toBe(400);
    expect((await officer(`${markers}?cursor=abc`)).status).toBe(400);
  });

  it('finds what lies in a box, in longitude and latitude or in another system', async () => {
    const inDegrees = await page(`${markers}?${ours()}&bbox=106.995,21.6,107.025,21.8`);
    expect(inDegrees.numberMatched).toBe(3);
    expect((await page(`${markers}?${ours()}&bbox=106.995,21.6,-10,107.025,21.8,9000`)).numberMatched).toBe(3);
    const latitudeFirst = await page(`${markers}?${ours()}&bbox=21.6,106.995,21.8,107.025&bbox-crs=EPSG:4326`);
    expect(latitudeFirst.numberMatched).toBe(3);
    const inGrid = await page(`${markers}?${ours()}&bbox=473000,2390000,477500,2410000&bbox-crs=EPSG:9215`);
    expect(inGrid.numberMatched).toBeGreaterThan(0);
    expect(inGrid.numberMatched).toBeLessThan(25);
  });

  it('answers coordinates in the axis order of the system asked for', async () => {
    const lonLat = await page(`${markers}?${ours()}&limit=1`);
    const latLon = await officer(`${markers}?${ours()}&limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/4326`);
    expect(latLon.headers.get('content-crs')).toBe('<http://www.opengis.net/def/crs/EPSG/0/4326>');
    const [longitude, latitude] = lonLat.features[0]?.geometry.coordinates ?? [];
    expect((await read<Page>(latLon)).features[0]?.geometry.coordinates).toEqual([latitude, longitude]);
    const grid = await page(`${markers}?${ours()}&limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/9215`);
    const [east, north] = grid.features[0]?.geometry.coordinates ?? [];
    expect(east).toBeGreaterThan(400_000);
    expect(north).toBeGreaterThan(2_390_000);
  });

  it('filters by any attribute of the catalogue', async () => {
    expect((await page(`${markers}?${ours()}&kind=main`)).numberMatched).toBe(5);
    expect((await page(`${markers}?${ours()}&kind=main,auxiliary`)).numberMatched).toBe(25);
    expect((await page(`${markers}?${ours()}&number=1203`)).numberMatched).toBe(1);
    expect((await page(`${markers}?${ours()}&elevation_metres=303`)).numberMatched).toBe(1);
    expect((await page(`${markers}?${ours()}&last_inspected_on=2025-05-01`)).numberMatched).toBe(1);
  });

  it('finds the feature of a tile by its number', async () => {
    const [first] = (await page(`${markers}?${ours()}&limit=1`)).features;
    const found = await page(`${markers}?tileId=${first?.tileId}&limit=1`);
    expect(found.features.map(({ id }) => id)).toEqual([first?.id]);
  });

  it('answers as of a day and in an interval', async () => {
    expect((await page(`${markers}?${ours()}&datetime=2020-06-01`)).numberMatched).toBe(20);
    expect((await page(`${markers}?${ours()}&datetime=2018-01-01`)).numberMatched).toBe(0);
    expect((await page(`${markers}?${ours()}&datetime=2024-06-01T00:00:00Z`)).numberMatched).toBe(25);
    expect((await page(`${markers}?${ours()}&datetime=../2020-06-01`)).numberMatched).toBe(20);
    expect((await page(`${markers}?${ours()}&datetime=2020-01-01/..`)).numberMatched).toBe(25);
    const roads = `/ogc/collections/patrol-road/items?${ours()}`;
    expect((await page(`${roads}&datetime=2020-01-01`)).features[0]?.properties.surface).toBe('earth');
    expect((await page(roads)).features[0]?.properties.surface).toBe('concrete');
  });

  it('caps a limit that is too large and refuses one that is none', async () => {
    expect((await page(`${markers}?${ours()}&limit=20000`)).numberReturned).toBe(25);
    const asked = (limit: number) =>
      readItemsQuery(new URLSearchParams({ limit: String(limit) }), layerById('border-marker'), 'internal').limit;
    expect([9_999, 10_000, 10_001, 999_999_999].map(asked)).toEqual([9_999, 10_000, 10_000, 10_000]);
    for (const limit of ['0', '-1', '1.5', 'NaN', '1e99', '99999999999999999999', '', 'mười']) {
      expect((await officer(`${markers}?limit=${encodeURIComponent(limit)}`)).status, limit).toBe(400);
    }
  });

  it('tells every fault of a query at once, in the language asked for', async () => {
    const response = await officer(`${markers}?bbox=1,2&limit=no&colour=red`, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(400);
    const { issues } = await read<{ issues: { parameter: string }[] }>(response);
    expect(issues.map(({ parameter }) => parameter).sort()).toEqual(['bbox', 'colour', 'limit']);
  });

  it('refuses an unknown, repeated or senseless parameter', async () => {
    const senseless = [
      'colour=red', 'limit=1&limit=2', 'bbox=a,b,c,d', 'bbox=1,2,3', 'bbox=107,22,106,21', 'bbox=NaN,0,1,1', 'bbox=0,0,1e309,1',
      'bbox=-181,0,1,1', 'datetime=yesterday', 'datetime=2020-02-30', 'datetime=../..', 'datetime=2021-01-01/2020-01-01',
      'datetime=275760-09-13', 'crs=EPSG:3857', 'kind=lighthouse', 'post_id=1', 'elevation_metres=1e999', 'year_set=1.5',
      'tileId=99999999999', 'f=xml', '__proto__=1', 'constructor=1', 'valid_from=2020-01-01', 'bbox-crs=EPSG:1',
    ]; // biome-ignore format: one list
    for (const query of senseless) {
      const response = await officer(`${markers}?${query}`);
      expect(response.status, query).toBe(query === 'datetime=../..' ? 200 : 400);
    }
  });

  it('gives the same question the same tag, and another after a change', async () => {
    const path = '/ogc/collections/development-project/items';
    const first = await planner(path);
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toContain('Cookie');
    expect((await planner(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const body = JSON.stringify({
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [107, 21.7],
            [107.01, 21.7],
            [107.01, 21.71],
            [107, 21.7],
          ],
        ],
      },
      properties: { name: 'Khu công nghiệp thử', kind: 'industrial_zone', appraisal: 'not_started' },
    });
    const made = await planner(path, { method: 'POST', body, headers: { 'content-type': 'application/geo+json' } });
    expect(made.status).toBe(201);
    const after = await planner(path, { headers: { 'if-none-match': tag } });
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(tag);
  });
});

describe('a large page', () => {
  it('comes packed to whoever can unpack it, under a tag of its own', async () => {
    const path = `${markers}?${ours()}`;
    const plain = await officer(path);
    const packed = await officer(path, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    const text = gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString();
    expect(text).toBe(await plain.text());
    expect((await officer(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).headers.has('content-encoding')).toBe(
      false,
    );
  });
});

describe('one item', () => {
  it('comes by its id, with its version as ETag', async () => {
    const response = await officer(`${markers}/${province.markers[0]}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/geo+json');
    expect(response.headers.get('etag')).toBe('"1"');
    expect(await response.json()).toMatchObject({
      id: province.markers[0],
      properties: { number: '1200', version: 1 },
    });
  });

  it("is not found under a malformed, unknown or other layer's id", async () => {
    for (const id of ['1', 'abc', '../x', province.post, crypto.randomUUID(), `${province.markers[0]}0`]) {
      expect((await officer(`${markers}/${encodeURIComponent(id)}`)).status, id).toBe(404);
    }
  });

  it('can be read as it was', async () => {
    const road = `/ogc/collections/patrol-road/items/${province.road}`;
    expect(await (await officer(`${road}?datetime=2020-05-01`)).json()).toMatchObject({
      properties: { surface: 'earth' },
    });
    expect((await officer(`${road}?datetime=2018-05-01`)).status).toBe(404);
  });
});

describe('files', () => {
  it('are CSV with a byte order mark, places as numbers and no formulas', async () => {
    const response = await officer(`${markers}?${ours()}&f=csv`);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="border-marker.csv"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines).toHaveLength(26);
    expect(lines[0]).toContain('longitude,latitude');
  });

  it('are FlatGeobuf with a spatial index', async () => {
    const response = await officer(`${markers}?${ours()}&f=fgb`);
    expect(response.headers.get('content-type')).toBe('application/vnd.flatgeobuf');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual([0x66, 0x67, 0x62, 0x03]);
    expect((await officer(`${markers}?f=fgb&crs=EPSG:9215`)).status).toBe(400);
  });

  it('are chosen by Accept too; what nobody makes is 406', async () => {
    expect(
      (await officer(`${markers}?limit=1`, { headers: { accept: 'text/csv' } })).headers.get('content-type'),
    ).toContain('csv');
    expect((await officer(`${markers}?limit=1`, { headers: { accept: 'text/html,*/*;q=0.8' } })).status).toBe(200);
    expect((await officer(`${markers}?limit=1`, { headers: { accept: 'image/png' } })).status).toBe(406);
  });
});
