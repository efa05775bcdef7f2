import { layerIds } from '@phen-dau/geodata';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, origin, read, type TestApi, testApi } from '../../testing/api.ts';
import { type PlantedProvince, plantedProvince } from '../../testing/province.ts';

/**
 * The abstract tests of OGC 17-069r4, Annex A (Core, GeoJSON, OpenAPI 3.0) and of Part 2 (CRS), as far as they say something
 * about us. The official suite is Java and is not run; these say "tested with", not "certified".
 */

interface Link {
  href: string;
  rel: string;
  type?: string;
}
interface Collection {
  id: string;
  title: string;
  itemType: string;
  crs: string[];
  storageCrs: string;
  extent?: { spatial: { bbox: number[][]; crs: string } };
  links: Link[];
}
interface Items {
  type: string;
  features: { type: string; id: string; geometry: object; properties: object }[];
  numberMatched: number;
  numberReturned: number;
  links: Link[];
}

let api: TestApi;
let province: PlantedProvince;
let officer: Ask;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
  officer = await api.as('officer', 'internal');
});

const get = async <T>(path: string): Promise<T> => {
  const response = await officer(path.replace(origin, ''));
  expect(response.status, path).toBe(200);
  return read<T>(response);
};
const rels = (links: readonly Link[]) => links.map(({ rel }) => rel);
const markers = '/ogc/collections/border-marker';

describe('A.2.2 landing page', () => {
  it('A.2 links to the API definition, the conformance declaration and the data', async () => {
    const { links } = await get<{ links: Link[] }>('/ogc');
    expect(rels(links)).toEqual(expect.arrayContaining(['self', 'service-desc', 'conformance', 'data']));
    for (const { href } of links) expect((await officer(href.replace(origin, ''))).status, href).toBe(200);
  });
  it('A.1 answers with and without a slash at the end, as QGIS asks', async () => {
    expect(await get('/ogc/')).toEqual(await get('/ogc'));
    await get('/ogc/collections/');
  });
});

describe('A.2.3 API definition', () => {
  it('A.3 is OpenAPI 3.0 for OGC and 3.1 beside it, and every reference in it leads somewhere', async () => {
    for (const [path, version] of [
      ['/ogc/api', '3.0.3'],
      ['/api/openapi.json', '3.1.0'],
    ] as const) {
      const response = await officer(path);
      expect(response.headers.get('content-type')).toContain('application/vnd.oai.openapi+json');
      const document = await read<{ openapi: string; paths: Record<string, object> }>(response);
      expect(document.openapi).toBe(version);
      expect(await new Validator().validate(document)).toMatchObject({ valid: true });
      for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
        const found = (name ?? '')
          .split('/')
          .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
        expect(found, name).toBeDefined();
      }
    }
  });
  it('describes every route that is not a file', async () => {
    const { paths } = await get<{ paths: Record<string, Record<string, object>> }>('/api/openapi.json');
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = api.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
    expect(described.sort()).toEqual([...new Set(routes)].sort());
  });
});

describe('A.2.4 conformance', () => {
  it('A.4 declares Core, GeoJSON and OpenAPI 3.0', async () => {
    const { conformsTo } = await get<{ conformsTo: string[] }>('/ogc/conformance');
    for (const name of ['core', 'geojson', 'oas30']) {
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`);
    }
    expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs');
  });
});

describe('A.2.5 collections', () => {
  it('A.9 lists every readable layer once, with links to itself and its items', async () => {
    const { collections, links } = await get<{ collections: Collection[]; links: Link[] }>('/ogc/collections');
    expect(rels(links)).toContain('self');
    expect(collections.map(({ id }) => id)).toEqual(layerIds.filter((id) => id !== 'defence-work'));
    for (const collection of collections) {
      expect(rels(collection.links)).toEqual(expect.arrayContaining(['self', 'items']));
      for (const link of collection.links) if (link.rel === 'items') expect(link.type).toBeDefined();
      expect(collection.title.length).toBeGreaterThan(0);
    }
  });
  it('A.11 tells the same of one collection as of all', async () => {
    const { collections } = await get<{ collections: Collection[] }>('/ogc/collections');
    for (const collection of collections) expect(await get(`/ogc/collections/${collection.id}`)).toEqual(collection);
  });
  it('A.12 gives an extent that holds the features, in WGS 84 longitude and latitude', async () => {
    const { extent } = await get<Collection>(markers);
    expect(extent?.spatial.crs).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84');
    const [west = 0, south = 0, east = 0, north = 0] = extent?.spatial.bbox[0] ?? [];
    expect(west <= 107 && east >= 107.24 && south <= 21.7 && north >= 21.7).toBe(true);
  });
  it('answers 404 for a collection that does not exist', async () => {
    for (const path of [
      '/ogc/collections/nothing',
      '/ogc/collections/nothing/items',
      '/ogc/collections/zone/nothing',
    ]) {
      expect((await officer(path)).status).toBe(404);
    }
  });
});

describe('A.2.6 features', () => {
  it('A.13 are a FeatureCollection with self and alternate links', async () => {
    const items = await get<Items>(`${markers}/items`);
    expect(items.type).toBe('FeatureCollection');
    expect(rels(items.links)).toEqual(expect.arrayContaining(['self', 'alternate', 'collection']));
    for (const feature of items.features) expect(feature).toMatchObject({ type: 'Feature', id: expect.any(String) });
  });
  it('A.14-15 with bbox are those that touch the box and no others', async () => {
    const own = `post_id=${province.post}`;
    const counts = await Promise.all(
      ['106.995,21,107.005,22', '107.005,21,107.245,22', '0,0,1,1', '-180,-90,180,90'].map(
        async (bbox) => (await get<Items>(`${markers}/items?${own}&bbox=${bbox}`)).numberMatched,
      ),
    );
    expect(counts).toEqual([1, 24, 0, 25]);
  });
  it('A.16-17 with limit are at most that many, and numberReturned says how many', async () => {
    for (const limit of [1, 2, 24, 25, 26, 10_000, 10_001, 1_000_000]) {
      const items = await get<Items>(`${markers}/items?post_id=${province.post}&limit=${limit}`);
      expect(items.features).toHaveLength(Math.min(limit, 25));
      expect(items.numberReturned).toBe(items.features.length);
      expect(rels(items.links).includes('next')).toBe(limit < 25);
    }
  });
  it('A.18-19 with datetime are those of that time', async () => {
    const matched = async (datetime: string) =>
      (await get<Items>(`${markers}/items?post_id=${province.post}&datetime=${datetime}`)).numberMatched;
    expect(await matched('2019-01-01')).toBe(20);
    expect(await matched('2018-12-31')).toBe(0);
    expect(await matched('2023-12-31T23:59:59%2B07:00')).toBe(20);
    expect(await matched('2019-01-01T00:00:00Z/2024-01-01T00:00:00Z')).toBe(25);
    expect(await matched('/2018-12-31')).toBe(0);
    expect(await matched('2024-01-01/')).toBe(25);
  });
  it('A.20-21 refuse a parameter that is unknown or has an impossible value', async () => {
    for (const query of ['unknown=1', 'limit=0', 'bbox=1,2,3', 'datetime=now', 'bbox=1,2,3,x']) {
      expect((await officer(`${markers}/items?${query}`)).status, query).toBe(400);
    }
  });
  it('A.22 count the matches of the whole query on every page', async () => {
    const first = await get<Items>(`${markers}/items?post_id=${province.post}&limit=20`);
    const next = await get<Items>(first.links.find(({ rel }) => rel === 'next')?.href ?? '');
    expect([first.numberMatched, next.numberMatched]).toEqual([25, 25]);
    expect(next.features).toHaveLength(5);
    expect(rels(next.links)).not.toContain('next');
  });
  it('A.24 give one feature by its id, linked to itself and its collection', async () => {
    const feature = await get<{ id: string; links: Link[] }>(`${markers}/items/${province.markers[3]}`);
    expect(feature.id).toBe(province.markers[3]);
    expect(rels(feature.links)).toEqual(['self', 'collection']);
    const { features } = await get<Items>(`${markers}/items?number=1203&post_id=${province.post}`);
    expect(features[0]).toMatchObject({ id: feature.id });
  });
});

describe('GeoJSON and CRS', () => {
  it('is what the media type says, whether asked by f or by Accept', async () => {
    for (const path of [`${markers}/items`, `${markers}/items?f=json`]) {
      expect((await officer(path)).headers.get('content-type')).toBe('application/geo+json');
    }
    const accepted = await officer(`${markers}/items`, { headers: { accept: 'application/geo+json' } });
    expect(accepted.headers.get('content-type')).toBe('application/geo+json');
  });
  it('offers the storage system and the default among the systems of a collection', async () => {
    const collection = await get<Collection>(markers);
    expect(collection.crs).toContain(collection.storageCrs);
    expect(collection.crs[0]).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84');
    expect(collection.crs).toContain('http://www.opengis.net/def/crs/EPSG/0/9215');
  });
  it('names the system of an answer and refuses one that is not offered', async () => {
    const { crs } = await get<Collection>(markers);
    for (const uri of crs) {
      const response = await officer(`${markers}/items?limit=1&crs=${encodeURIComponent(uri)}`);
      expect(response.headers.get('content-crs')).toBe(`<${uri}>`);
    }
    expect((await officer(`${markers}/items?crs=http://www.opengis.net/def/crs/EPSG/0/3857`)).status).toBe(400);
  });
  it('describes the attributes as JSON Schema: queryables and schema', async () => {
    const { properties } = await get<{ properties: Record<string, { enum?: string[] }> }>(`${markers}/queryables`);
    expect(Object.keys(properties)).toContain('kind');
    expect(properties.kind?.enum).toEqual(['main', 'auxiliary']);
    const schema = await get<{ properties: object }>('/ogc/collections/zone/schema');
    expect(JSON.stringify(schema)).not.toContain('defence');
    expect(schema.properties).toHaveProperty('geometry');
  });
});
