import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAll } from '../support/read-all.ts';
import { geojson } from './geojson.ts';
import { geojsonseq } from './geojsonseq.ts';
import { detectFormat } from './index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const point = (name: unknown) => ({
  type: 'Feature',
  id: 7,
  properties: { name },
  geometry: { type: 'Point', coordinates: [106.7, 21.9] },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const codes = ({ issues }: { issues: { code: string; feature?: number }[] }) =>
  issues.map(({ code, feature }) => (feature === undefined ? code : `${code} ${feature}`));

describe('reading GeoJSON', () => {
  it('gives the features of a collection whatever the size of the chunks it comes in', async () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), json)),
        fc.integer({ min: 1, max: 90 }),
        fc.boolean(),
        async (values, chunkBytes, pretty) => {
          const features = values.map(([name, value]) => ({
            ...point(name),
            properties: { name, value, features: [value] },
          }));
          const text = JSON.stringify(
            { type: 'FeatureCollection', name: '"features":[{', features, after: [1] },
            null,
            pretty ? 2 : 0,
          );
          const read = await readAll(geojson, bytes(text), chunkBytes);
          expect(read.issues).toEqual([]);
          // Through JSON once more: a lone surrogate or -0 does not survive being written.
          expect(read.features.map((feature) => feature.properties)).toEqual(
            JSON.parse(new TextDecoder().decode(bytes(text))).features.map(
              (feature: { properties: unknown }) => feature.properties,
            ),
          );
          expect(read.features.map((feature) => feature.index)).toEqual(features.map((_, index) => index));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes a single feature, a bare geometry and an empty collection', async () => {
    expect((await readAll(geojson, bytes(JSON.stringify(point('a'))))).features).toHaveLength(1);
    const bare = await readAll(geojson, bytes('{"type":"Point","coordinates":[1,2]}'));
    expect(bare.features).toEqual([
      { index: 0, id: null, geometry: { type: 'Point', coordinates: [1, 2] }, properties: {} },
    ]);
    const empty = await readAll(geojson, bytes('{"features": [ \n ],"type":"FeatureCollection"}'));
    expect([empty.features, empty.issues]).toEqual([[], []]);
  });

  it('learns the coordinate system before the features when the file says it there, and after them when not', async () => {
    const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9215"}}';
    const features = `"features":[${JSON.stringify(point('a'))}]`;
    const before = await readAll(geojson, bytes(`{"type":"FeatureCollection",${crs},${features}}`), 150);
    expect(before.statedCrs).toBe('urn:ogc:def:crs:EPSG::9215');
    const firstWith = (key: 'crs' | 'feature') =>
      before.batches.findIndex((batch) => (key === 'crs' ? batch.statedCrs !== undefined : batch.features.length > 0));
    expect(firstWith('crs')).toBeLessThanOrEqual(firstWith('feature'));
    expect((await readAll(geojson, bytes(`{"type":"FeatureCollection",${features},${crs}}`))).statedCrs).toMatch(
      '9215',
    );
  });

  it('loses only the feature that is broken and says which', async () => {
    const good = JSON.stringify(point('tốt'));
    const text = `{"type":"FeatureCollection","features":[${good},{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]}},${good},{"type":"Fea"ture"},{"type":"Point"},17,${good}]}`;
    // The stray quote swallows what follows it up to the next quote, so the features behind it are lost with it.
    const read = await readAll(geojson, bytes(text.replace('{"type":"Fea"ture"},', '')));
    expect(codes(read)).toEqual(['coordinate-not-finite 1', 'feature-unreadable 3', 'feature-unreadable 4']);
    expect(read.features.map((feature) => feature.index)).toEqual([0, 2, 5]);
    expect((await readAll(geojson, bytes(text))).issues.length).toBeGreaterThan(0);
  });

  it.each([
    ['', ['file-empty']],
    ['   ', ['file-unreadable']],
    ['{"type":"FeatureCollection","features":[', ['file-truncated']],
    [collection(point('a'), point('b')).slice(0, -40), ['file-truncated']],
    [`${collection(point('a'))} và nữa`, ['file-unreadable']],
    ['[1,2]', ['file-unreadable']],
    ['NaN', ['file-unreadable']],
    ['{"type":"Topology","objects":{}}', ['file-unreadable']],
    ['{"type":"FeatureCollection"}', ['file-unreadable']],
    ['{"features":[]}', ['file-unreadable']],
    ['{"type":"FeatureCollection","features":[,]}', ['feature-unreadable 0', 'feature-unreadable 1']],
    [collection(point('a')).replace('}]}', '},]}'), ['feature-unreadable 1']],
    [collection(null, [], 'x'), ['feature-unreadable 0', 'feature-unreadable 1', 'feature-unreadable 2']],
    [collection({ ...point('a'), properties: [1] }), ['feature-unreadable 0']],
    [collection({ ...point('a'), geometry: JSON.parse(`${'['.repeat(80)}${']'.repeat(80)}`) }), ['nested-too-deep 0']],
    ['['.repeat(100_000), ['file-truncated']],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, ['nested-too-deep']],
  ])('says what is wrong with %.60s', async (text, expected) => {
    for (const chunkBytes of [7, 65536])
      expect(codes(await readAll(geojson, bytes(text), chunkBytes))).toEqual(expected);
  });

  it('passes over a byte order mark and refuses what is not UTF-8', async () => {
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(collection(point('a')))]);
    expect((await readAll(geojson, marked)).features).toHaveLength(1);
    const utf16 = new Uint8Array(
      new Uint16Array([0xfeff, ...[...collection()].map((sign) => sign.charCodeAt(0))]).buffer,
    );
    expect(codes(await readAll(geojson, utf16))).toEqual(['file-encoding']);
    expect(codes(await readAll(geojson, utf16.subarray(2)))).toEqual(['file-encoding']);
    // Windows-1258 writes Đ as the single byte 0xd0.
    const windows = bytes(collection(point('x'), point('_'), point('y'))).map((byte) => (byte === 0x5f ? 0xd0 : byte));
    const read = await readAll(geojson, windows, 150);
    expect(codes(read)[0]).toMatch('file-encoding');
  });

  it('keeps 1e999 for the validator and lets no key reach a prototype', async () => {
    const read = await readAll(
      geojson,
      bytes(
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1e999,2]},"properties":{"__proto__":{"polluted":1}}}]}',
      ),
    );
    expect(read.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [Number.POSITIVE_INFINITY, 2] });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('reading GeoJSON sequences', () => {
  const lines = [point('a'), point('b'), point('c')].map((feature) => JSON.stringify(feature));

  it('takes one feature a line, and records behind separators that may span lines', async () => {
    for (const chunkBytes of [1, 50, 65536]) {
      expect((await readAll(geojsonseq, bytes(`${lines.join('\r\n')}\n\n`), chunkBytes)).features).toHaveLength(3);
      const records = lines.map((line) => `\x1e${line.replaceAll(',', ',\n')}\n`).join('');
      expect((await readAll(geojsonseq, bytes(records), chunkBytes)).features).toHaveLength(3);
    }
  });

  it('goes on behind a record that was cut off', async () => {
    const read = await readAll(geojsonseq, bytes(`\x1e${lines[0]}\x1e{"type":"Fea\x1e${lines[2]}\n`));
    expect(codes(read)).toEqual(['feature-unreadable 1']);
    expect(read.features.map((feature) => feature.index)).toEqual([0, 2]);
  });

  it('is told from a collection by its content', () => {
    expect(detectFormat(bytes(lines.join('\n')))?.name).toBe('geojsonseq');
    expect(detectFormat(bytes(`\x1e${lines[0]}\n`))?.name).toBe('geojsonseq');
    expect(detectFormat(bytes(lines[0] ?? ''))?.name).toBe('geojson');
    expect(detectFormat(bytes(JSON.stringify(point('a'), null, 2)))?.name).toBe('geojson');
    expect(detectFormat(bytes('fgb\x03fgb\x01'))?.name).toBe('flatgeobuf');
    expect(detectFormat(bytes('<kml/>'))).toBeUndefined();
  });

  it('is also understood by the GeoJSON reader, whose first line may be too long to tell', async () => {
    expect((await readAll(geojson, bytes(lines.join('\n')))).features).toHaveLength(3);
  });
});
