import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { layerById } from '../catalogue.ts';
import { issueText } from '../issue-text.ts';
import { readAll } from '../support/read-all.ts';
import { validateFeatures } from '../validate.ts';
import { FlatGeobufWriter } from './flatgeobuf-writer.ts';
import { formats } from './index.ts';

/** `FUZZ_RUNS=20000` for a long night; the default keeps the suite quick. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

const collection = JSON.stringify({
  type: 'FeatureCollection',
  crs: { type: 'name', properties: { name: 'EPSG:9215' } },
  features: [
    {
      type: 'Feature',
      id: 1,
      properties: { name: 'Đồng Đăng', n: 1.5e3 },
      geometry: { type: 'Point', coordinates: [106, 21] },
    },
    {
      type: 'Feature',
      properties: null,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 1],
            [2, 1],
          ],
          [
            [3, 3],
            [4, 4],
          ],
        ],
      },
    },
  ],
});
const lines = collection.slice(collection.indexOf('[{') + 1, -2).replaceAll('},{"type":"F', '}\n{"type":"F');

function packed(): Uint8Array {
  const writer = new FlatGeobufWriter({
    name: 'x',
    geometryType: 'Unknown',
    columns: [
      { name: 'name', type: 'String' },
      { name: 'n', type: 'Double' },
      { name: 'more', type: 'Json' },
    ],
  });
  for (const { geometry, properties } of JSON.parse(collection).features)
    writer.add(geometry as Geometry, properties ?? {});
  const polygons: Geometry = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
      [
        [
          [5, 5],
          [6, 5],
          [6, 6],
          [5, 5],
        ],
      ],
    ],
  };
  writer.add(polygons, { more: { a: 1 } });
  return new Uint8Array(Buffer.concat([...writer.finish()]));
}

const seeds = [new TextEncoder().encode(collection), new TextEncoder().encode(lines), packed()];

/** A seed with bytes changed, cut out, repeated and inserted; words that matter come oftener than chance. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(
      fc.record({
        at: fc.nat(2000),
        length: fc.nat(40),
        bytes: fc.oneof(
          fc.uint8Array({ maxLength: 12 }),
          fc
            .constantFrom(
              'NaN',
              '1e999',
              '"',
              '\\',
              '[',
              ']',
              '{',
              '}',
              ',',
              '"features":[',
              '\x1e',
              '\n',
              'null',
              '-0',
            )
            .map((word) => new TextEncoder().encode(word)),
          fc
            .constantFrom(0, 1, 0x7fffffff, 0xffffffff, 0x80000000)
            .map((word) => new Uint8Array(new Uint32Array([word]).buffer)),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([seed, changes]) => {
    let bytes = [...seed];
    for (const { at, length, bytes: inserted } of changes) {
      const where = at % (bytes.length + 1);
      // Bytes are written over as often as put in between: a shift breaks every offset of a binary file at once.
      bytes = [
        ...bytes.slice(0, where),
        ...inserted,
        ...bytes.slice(where + (at % 2 === 0 ? inserted.length : length)),
      ];
    }
    return new Uint8Array(bytes);
  });

async function survives(bytes: Uint8Array, chunkBytes: number): Promise<void> {
  for (const format of formats) {
    const { features, issues, batches } = await readAll(format, bytes, chunkBytes);
    expect(batches.length === 0 || (batches.at(-1)?.bytesRead ?? 0) <= bytes.length).toBe(true);
    expect(features.every(({ index }, at) => at === 0 || index > (features[at - 1]?.index ?? -1))).toBe(true);
    for (const layer of ['village', 'patrol-road', 'commune'] as const) {
      for (const geometries of ['report', 'repair'] as const) {
        const outcome = validateFeatures(layerById(layer), features, { geometries, bounds: [106, 21, 107.5, 22.5] });
        for (const issue of [...issues, ...outcome.issues]) expect(issueText(issue, 'vi')).not.toBe('');
      }
    }
  }
}

describe('readers and validator under arbitrary bytes', () => {
  it('give features or issues and never throw', async () => {
    await fc.assert(fc.asyncProperty(mutated, fc.constantFrom(1, 17, 65536), survives), { numRuns });
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constant(65536), survives), { numRuns });
  }, 3_600_000);
});
