import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { layerById } from './catalogue.ts';
import type { Bounds } from './coordinates/bounds.ts';
import { findCoordinateSystem } from './coordinates/coordinate-system.ts';
import { zoneOfProvince } from './coordinates/province-meridians.ts';
import { vn2000FromWgs84 } from './coordinates/vn2000.ts';
import { distanceMetres } from './geodesic.ts';
import { issueText } from './issue-text.ts';
import { type ValidationOptions, validateFeatures } from './validate.ts';

const langSon: Bounds = [106.09, 21.32, 107.37, 22.46];
const zone = zoneOfProvince('Lạng Sơn');
if (!zone) throw new Error('no zone for Lạng Sơn');
const province: ValidationOptions = { bounds: langSon, provinceZone: zone };
const village = { name: 'Bản Chắt', kind: 'village', security_groups: 1, mailboxes: 2 };
const commune = { name: 'Mẫu Sơn', kind: 'commune' };

function validated(
  layer: Parameters<typeof layerById>[0],
  given: readonly { geometry?: unknown; properties?: Record<string, unknown>; id?: string }[],
  options: ValidationOptions = {},
) {
  const sources = given.map(({ geometry, properties, id }, index) => ({
    index,
    id: id ?? null,
    geometry: geometry ?? null,
    properties: properties ?? {},
  }));
  const outcome = validateFeatures(layerById(layer), sources, { ...province, ...options });
  return { ...outcome, codes: outcome.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code) };
}

const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const bowTie: Position[] = [
  [106.5, 21.5],
  [106.7, 21.7],
  [106.7, 21.5],
  [106.5, 21.7],
  [106.5, 21.5],
];

describe('validating the geometry of a layer', () => {
  it('promotes single lines and areas, takes a collection of like parts and drops heights with a word', () => {
    const line = [
      [106.5, 21.9, 300],
      [106.6, 22, 310],
    ];
    const road = { name: 'Đường', kind: 'patrol', surface: 'earth', status: 'usable' };
    const asLine = validated('patrol-road', [
      { geometry: { type: 'LineString', coordinates: line }, properties: road },
    ]);
    expect(asLine.accepted[0]?.geometry).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [106.5, 21.9],
          [106.6, 22],
        ],
      ],
    });
    expect(asLine.issues.map(({ code }) => code)).toEqual(['elevation-dropped']);
    const collection = { type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: line }] };
    expect(validated('patrol-road', [{ geometry: collection, properties: road }]).accepted).toHaveLength(1);
    const single = { type: 'MultiPoint', coordinates: [[106.5, 21.9]] };
    expect(validated('village', [{ geometry: single, properties: village }]).accepted[0]?.geometry.type).toBe('Point');
  });

  it('measures what the file does not give, on the ellipsoid', () => {
    const geometry = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.01)] };
    const [area] = validated('commune', [{ geometry, properties: commune }]).accepted;
    expect(area?.properties.area_hectares).toBeCloseTo(114.4, 1);
    const given = validated('commune', [{ geometry, properties: { ...commune, area_hectares: 12 } }]);
    expect(given.accepted[0]?.properties.area_hectares).toBe(12);
  });

  it.each([
    [null, 'geometry-missing'],
    [{ type: 'Point', coordinates: [] }, 'geometry-invalid'],
    [{ type: 'Point' }, 'geometry-invalid'],
    [point('106', 21), 'geometry-invalid'],
    [point(Number.POSITIVE_INFINITY, 21), 'coordinate-not-finite'],
    [
      {
        type: 'LineString',
        coordinates: [
          [106, 21],
          [106, 22],
        ],
      },
      'geometry-wrong-type',
    ],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [106, 22],
          [106.5, 22],
        ],
      },
      'geometry-wrong-type',
    ],
    [{ type: 'GeometryCollection', geometries: [] }, 'geometry-wrong-type'],
    [{ type: 'Hình', coordinates: [] }, 'geometry-wrong-type'],
    [17, 'geometry-wrong-type'],
    [point(21.9, 106.7), 'coordinate-axes-swapped'],
    [point(500, 21), 'coordinate-out-of-range'],
    [point(105, 10), 'outside-province'],
  ])('refuses %j as a village: %s', (geometry, code) => {
    const good = { geometry: point(106.7, 21.9), properties: village };
    const given = [{ geometry, properties: village }, good, good];
    expect(validated('village', given).codes).toEqual([code]);
    expect(validated('village', given).accepted).toHaveLength(2);
  });

  it('reports broken rings, repairs the simple ones and hands crossing ones on', () => {
    const open = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.1).slice(0, -1)] };
    const crossing = { type: 'Polygon', coordinates: [bowTie] };
    const given = [open, crossing].map((geometry) => ({ geometry, properties: commune }));
    expect(validated('commune', given).codes).toEqual(['ring-unclosed', 'ring-self-crossing']);
    expect(validated('commune', given).issues[1]?.place).toEqual([106.6, 21.6]);
    const repaired = validated('commune', given, { geometries: 'repair' });
    expect(repaired.codes).toEqual([]);
    expect(repaired.accepted.map(({ index }) => index)).toEqual([0]);
    expect(repaired.unsound.map(({ index }) => index)).toEqual([1]);
    expect(repaired.issues.map(({ code }) => code)).toEqual(['geometry-repaired']);
    const swapped = validated('village', [{ geometry: point(21.9, 106.7), properties: village }], {
      geometries: 'repair',
    });
    expect(swapped.accepted[0]?.geometry.coordinates).toEqual([106.7, 21.9]);
  });
});

describe('the coordinate system of a file', () => {
  const places: Position[] = [
    [106.76, 21.85],
    [106.71, 21.97],
    [107.01, 21.73],
    [106.2, 22.3],
    [107.3, 21.4],
  ];
  const inMetres = (order: 'north-first' | 'east-first', inZone = zone) =>
    places.map(([longitude = 0, latitude = 0]) => {
      const { xNorthMetres: north, yEastMetres: east } = vn2000FromWgs84(longitude, latitude, inZone);
      return { geometry: point(...(order === 'east-first' ? [east, north] : [north, east])), properties: village };
    });

  it('is put right by the one that was stated', () => {
    const system = findCoordinateSystem('urn:ogc:def:crs:EPSG::9215');
    const { accepted, codes } = validated('village', inMetres('east-first'), system ? { system } : {});
    expect(codes).toEqual([]);
    for (const [at, { geometry }] of accepted.entries()) {
      expect(distanceMetres(geometry.coordinates as Position, places[at] ?? [])).toBeLessThan(0.002);
    }
  });

  it('is refused once, naming the likely right one, when metres are labelled as degrees', () => {
    for (const order of ['east-first', 'north-first'] as const) {
      const { codes, issues, accepted } = validated('village', inMetres(order));
      expect(codes).toEqual(['crs-mismatch']);
      expect(accepted).toEqual([]);
      expect(issues[0]?.context).toMatchObject({ likely: 'EPSG:9215', likelyName: 'VN-2000 107°15′' });
      expect(issues[0] && issueText(issues[0], 'en')).toMatch('--crs EPSG:9215');
    }
  });

  it('is refused when another zone was stated that puts everything outside the province', () => {
    const system = findCoordinateSystem('9205');
    const { issues } = validated('village', inMetres('east-first'), system ? { system } : {});
    expect(issues[0]).toMatchObject({
      code: 'crs-mismatch',
      context: { likely: 'EPSG:9215', stated: 'EPSG:9205 (VN-2000 103°00′)' },
    });
  });

  it('is recognised as UTM or web Mercator too', () => {
    const utm = findCoordinateSystem('EPSG:3405');
    if (!utm) throw new Error('no EPSG:3405');
    const file = inMetres('east-first', { epsg: 3405, kind: 'utm', centralMeridianDegrees: 105, name: 'UTM 48N' });
    expect(validated('village', file).issues[0]?.context).toMatchObject({ likely: 'EPSG:3405' });
    const mercator = places.map(([longitude = 0, latitude = 0]) => ({
      geometry: point(
        (longitude * 20037508.342789244) / 180,
        Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 6378137,
      ),
      properties: village,
    }));
    expect(validated('village', mercator).issues[0]?.context).toMatchObject({ likely: 'EPSG:3857' });
  });

  it.each([
    ['EPSG:4326', 'EPSG:4326'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'EPSG:4326'],
    ['http://www.opengis.net/def/crs/EPSG/0/9215', 'EPSG:9215'],
    ['epsg:9215', 'EPSG:9215'],
    ['4756', 'EPSG:4756'],
    ['EPSG:32648', 'EPSG:32648'],
    ['EPSG:3857', 'EPSG:3857'],
    [
      'PROJCS["VN-2000 / TM-3 107-15",GEOGCS["VN-2000",AUTHORITY["EPSG","4756"]],AUTHORITY["EPSG","9215"]]',
      'EPSG:9215',
    ],
    ['+proj=utm +zone=48 +datum=WGS84', '+proj=utm +zone=48 +datum=WGS84'],
    ['EPSG:27700', undefined],
    ['EPSG:999999', undefined],
    ['PROJCS["', undefined],
    ['hệ địa phương', undefined],
  ])('%s is found as %s', (text, code) => expect(findCoordinateSystem(text)?.code).toBe(code));
});

describe('validating attributes', () => {
  const geometry = point(106.7, 21.9);
  const read = (properties: Record<string, unknown>, options: ValidationOptions = {}) =>
    validated('village', [{ geometry, properties }], options);

  it('takes numbers, words and days as files write them, in NFC', () => {
    const { accepted, codes } = read({
      name: ' Bản Chắt '.normalize('NFD'),
      kind: 'Làng văn hóa - quốc phòng',
      security_groups: '3',
      mailboxes: 1,
      households: '',
      valid_from: '01/07/2025',
    });
    expect(codes).toEqual([]);
    expect(accepted[0]).toMatchObject({ validFrom: '2025-07-01' });
    expect(accepted[0]?.properties).toMatchObject({
      name: 'Bản Chắt',
      kind: 'culture_defence',
      security_groups: 3,
      households: null,
    });
  });

  it('maps columns, sets values and reads a word followed by a name from a mapped column', () => {
    const properties = { full_name: 'Phường Đông Kinh', TEN: 'Đông Kinh' };
    const area = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.01)] };
    const { accepted } = validated('commune', [{ geometry: area, properties }], {
      map: { name: 'TEN', kind: 'full_name' },
      set: { code: '05977', valid_from: '2025-07-01' },
    });
    expect(accepted[0]?.properties).toMatchObject({ name: 'Đông Kinh', kind: 'ward', code: '05977' });
    expect(accepted[0]?.validFrom).toBe('2025-07-01');
  });

  it('finds what a reference names', () => {
    const idByName = (layer: string, name: string) =>
      layer === 'border-post' && name === 'Bắc Xa' ? 'b0a1c0de-0000-4000-8000-000000000001' : undefined;
    const found = read({ ...village, post_id: 'Bắc Xa' }, { idByName });
    expect(found.accepted[0]?.properties.post_id).toBe('b0a1c0de-0000-4000-8000-000000000001');
    expect(read({ ...village, post_id: 'Không có' }, { idByName }).issues[0]?.context).toMatchObject({
      expected: 'known-name',
    });
  });

  it('says once that a column is missing and which columns there are, and every time that a value is', () => {
    const two = validated('village', [
      { geometry, properties: { TEN: 'a', security_groups: 1, mailboxes: 0, name: 'a' } },
      { geometry, properties: { TEN: 'b', security_groups: null, mailboxes: 0, name: 'b' } },
    ]);
    expect(two.codes).toEqual(['property-missing', 'column-missing']);
    const missing = two.issues.find(({ code }) => code === 'column-missing');
    expect(missing).toMatchObject({ property: 'kind', context: { count: 2, example: 'village|culture_defence' } });
    const words = missing && issueText(missing, 'vi', layerById('village'));
    expect(words).toMatch('Loại (kind): Tệp không có cột');
    expect(words).toMatch('--set kind=village|culture_defence');
    expect(two.issues.find(({ code }) => code === 'columns-unused')?.context).toEqual({ columns: 'TEN', count: 1 });
  });

  it.each([
    ['kind', 'thôn', 'word'],
    ['security_groups', 1.5, 'whole-number'],
    ['security_groups', -1, 'within-range'],
    ['security_groups', '1,234', 'whole-number'],
    ['security_groups', '9007199254740993', 'whole-number'],
    ['name', 'x'.repeat(201), 'text'],
    ['name', { vi: 'tên' }, 'text'],
    ['valid_from', '31/02/2025', 'within-range'],
    ['post_id', 12, 'identifier'],
  ])('refuses %s = %j', (key, value, expected) => {
    const { issues, accepted } = read({ ...village, [key]: value });
    expect(accepted).toEqual([]);
    expect(issues[0]).toMatchObject({ code: 'property-invalid', property: key, context: { expected } });
  });

  it('names a field that does not exist and a value that does not fit before any feature is read', () => {
    expect(read(village, { map: { ten: 'name' } }).codes).toEqual(['field-unknown']);
    expect(read(village, { set: { kind: 'thôn' } }).codes).toContain('property-invalid');
  });

  it('keeps a uuid of the file and refuses it a second time', () => {
    const id = 'b0a1c0de-0000-4000-8000-000000000001';
    const { accepted, codes } = validated('village', [
      { geometry, properties: village, id },
      { geometry, properties: { ...village, id: id.toUpperCase() } },
      { geometry, properties: village, id: '12' },
    ]);
    expect(accepted.map((feature) => feature.id)).toEqual([id, undefined]);
    expect(codes).toEqual(['identifier-repeated']);
  });

  it('stops at the limits it is given', () => {
    const many = Array.from({ length: 5 }, () => ({ geometry, properties: village }));
    expect(validated('village', many, { limits: { features: 3 } }).codes).toEqual(['too-many-features']);
    expect(validated('village', many, { limits: { vertices: 3 } }).codes).toEqual(['too-many-vertices']);
    expect(validated('village', []).codes).toEqual(['no-features']);
  });
});
