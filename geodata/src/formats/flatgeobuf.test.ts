import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Geometry } from 'geojson';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layerById } from '../catalogue.ts';
import { readAll } from '../support/read-all.ts';
import { sharedDataFile } from '../support/shared-data.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import { addToFlatGeobuf, layerFlatGeobufWriter } from './flatgeobuf-columns.ts';
import type { FlatColumn } from './flatgeobuf-header.ts';
import { FlatGeobufWriter } from './flatgeobuf-writer.ts';

interface Written {
  geometry: Geometry;
  properties: Record<string, unknown>;
}

const columns: FlatColumn[] = [
  { name: 'number', type: 'Int', title: 'Số' },
  { name: 'money', type: 'Long' },
  { name: 'metres', type: 'Double' },
  { name: 'name', type: 'String', title: 'Tên gọi' },
  { name: 'lit', type: 'Bool' },
  { name: 'day', type: 'DateTime' },
  { name: 'more', type: 'Json' },
];

function written(features: readonly Written[], geometryType: 'Unknown' | Geometry['type'] = 'Unknown'): Uint8Array {
  const writer = new FlatGeobufWriter({ name: 'thử', geometryType, columns });
  for (const { geometry, properties } of features) writer.add(geometry, properties);
  return new Uint8Array(Buffer.concat([...writer.finish()]));
}

const coordinate = fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0);
const position = fc.tuple(coordinate, coordinate).map(([x, y]) => [x, y]);
const run = fc.array(position, { minLength: 1, maxLength: 6 });
const runs = fc.array(run, { minLength: 1, maxLength: 3 });
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  run.map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  run.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  runs.map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  runs.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  fc
    .array(runs, { minLength: 1, maxLength: 3 })
    .map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
);
const geometry = fc.oneof(
  simple,
  fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
);
const properties = fc.record(
  {
    number: fc.integer(),
    money: fc.maxSafeInteger(),
    metres: fc.double({ noNaN: true }),
    name: fc.string({ unit: 'grapheme' }),
    lit: fc.boolean(),
    day: fc.constant('2024-02-29'),
    more: fc.constant({ a: [1, null, 'ấ'] }),
  },
  { requiredKeys: [] },
);
const features = fc.array(fc.record({ geometry, properties }), { maxLength: 60 });

/** The index puts features in another order; both sides are compared as sorted text. */
const sorted = (list: readonly { geometry?: unknown; properties?: unknown }[]) =>
  list.map((feature) => JSON.stringify([feature.geometry, Object.entries(feature.properties ?? {})])).sort();

describe('FlatGeobuf', () => {
  afterEach(() => vi.restoreAllMocks());

  it('gives back what was written, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(features, fc.integer({ min: 1, max: 5000 }), async (given, chunkBytes) => {
        const read = await readAll(flatgeobuf, written(given), chunkBytes);
        expect(read.issues).toEqual([]);
        expect(sorted(read.features)).toEqual(sorted(given));
        expect(read.statedCrs).toBe('EPSG:4326');
        expect(read.batches.at(-1)?.bytesRead).toBe(written(given).length);
      }),
      { numRuns: 200 },
    );
  });

  it('is read alike by the flatgeobuf package', async () => {
    await fc.assert(
      fc.asyncProperty(features, async (given) => {
        const theirs = [];
        for await (const feature of deserialize(new Uint8Array(written(given)))) theirs.push(feature);
        expect(sorted(theirs)).toEqual(sorted(given));
      }),
      { numRuns: 100 },
    );
  });

  it('finds by its index exactly the features whose box meets the asked one', async () => {
    vi.spyOn(console, 'debug').mockImplementation(() => {});
    const box = fc.tuple(coordinate, coordinate, fc.double({ min: 0, max: 90, noNaN: true }));
    const points = fc.array(
      position.map((coordinates) => ({ geometry: { type: 'Point' as const, coordinates }, properties: {} })),
      { minLength: 1, maxLength: 600 },
    );
    await fc.assert(
      fc.asyncProperty(points, box, async (given, [minX, minY, side]) => {
        const rect = { minX, minY, maxX: minX + side, maxY: minY + side };
        const found = [];
        for await (const feature of deserialize(new Uint8Array(written(given, 'Point')), { rect })) found.push(feature);
        const inside = given.filter(
          ({
            geometry: {
              coordinates: [x = 0, y = 0],
            },
          }) => x >= rect.minX && x <= rect.maxX && y >= rect.minY && y <= rect.maxY,
        );
        expect(sorted(found)).toEqual(sorted(inside));
      }),
      { numRuns: 60 },
    );
  });

  const gdal = hasGdal();
  it.skipIf(!gdal)('is read by GDAL with its fields, dates, index and coordinate system', () => {
    const folder = mkdtempSync(join(tmpdir(), 'phen-dau-'));
    try {
      const layer = layerById('patrol-road');
      const writer = layerFlatGeobufWriter(layer, 'vi');
      const line = (start: number): Geometry => ({
        type: 'MultiLineString',
        coordinates: [
          [
            [start, 21.9],
            [start + 0.01, 22],
          ],
        ],
      });
      for (let index = 0; index < 100; index++) {
        addToFlatGeobuf(writer, {
          id: `b0a1c0de-0000-4000-8000-${String(index).padStart(12, '0')}`,
          geometry: line(106 + index / 100),
          properties: { ...emptyRoad(layer), name: `Đường ${index}`, cost_vnd: 51_000_000_000 },
          validFrom: '2022-05-01',
          validTo: null,
        });
      }
      const file = join(folder, 'roads.fgb');
      writeFileSync(file, Buffer.concat([...writer.finish()]));
      const about = execFileSync('ogrinfo', ['-al', '-so', file], { encoding: 'utf8' });
      expect(about).toMatch('Geometry: Multi Line String');
      expect(about).toMatch('Feature Count: 100');
      expect(about).toMatch('ID["EPSG",4326]');
      expect(about).toMatch(/valid_from: DateTime/);
      const some = execFileSync('ogrinfo', ['-al', '-spat', '106.105', '21', '106.125', '23', file], {
        encoding: 'utf8',
      });
      expect(some.match(/^OGRFeature/gm)).toHaveLength(3);
      expect(some).toMatch('name (String) = Đường 11');
      expect(some).toMatch('valid_from (DateTime) = 2022/05/01');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is written empty without an index, which readers would walk for ever', async () => {
    const read = await readAll(flatgeobuf, written([]));
    expect([read.features, read.issues]).toEqual([[], []]);
  });

  const fixtures = [
    'countries',
    'poly00',
    'poly01',
    'topp_states',
    'unknown_feature_count',
    'heterogeneous',
    'mp_overlapping',
  ];
  const folder = sharedDataFile('fixtures/flatgeobuf/countries.fgb')?.replace('countries.fgb', '');
  it.skipIf(!folder).each(fixtures)('reads %s.fgb as the package does', async (name) => {
    const bytes = new Uint8Array(readFileSync(`${folder}${name}.fgb`));
    const theirs = [];
    for await (const feature of deserialize(bytes)) theirs.push(feature);
    const ours = await readAll(flatgeobuf, bytes, 1000);
    expect(ours.issues).toEqual([]);
    expect(ours.features.map(({ geometry, properties }) => ({ geometry, properties }))).toEqual(
      theirs.map(({ geometry, properties }) => ({ geometry, properties })),
    );
  });

  it('reports a cut, a false length and a broken message without losing the features before', async () => {
    const line = (x: number): Written => ({
      geometry: {
        type: 'LineString',
        coordinates: [
          [x, 1],
          [x, 2],
        ],
      },
      properties: { name: `${x}` },
    });
    const bytes = written([line(1), line(2), line(3)]);
    const cut = await readAll(flatgeobuf, bytes.subarray(0, bytes.length - 5));
    expect([cut.features.length, cut.issues[0]?.code]).toEqual([2, 'file-truncated']);
    expect((await readAll(flatgeobuf, bytes.subarray(0, 30))).issues[0]?.code).toBe('file-truncated');
    const longHeader = bytes.slice();
    new DataView(longHeader.buffer).setUint32(8, 0x7fffffff, true);
    expect((await readAll(flatgeobuf, longHeader)).issues[0]?.code).toBe('file-unreadable');
    const broken = bytes.slice();
    new DataView(broken.buffer).setUint32(bytes.length - 40, 0xffffffff, true);
    expect((await readAll(flatgeobuf, broken)).features.length).toBeGreaterThanOrEqual(2);
    expect((await readAll(flatgeobuf, new Uint8Array())).issues[0]?.code).toBe('file-empty');
  });
});

function emptyRoad(layer: ReturnType<typeof layerById>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(layer.fields).map((key) => [key, null]));
}

function hasGdal(): boolean {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
