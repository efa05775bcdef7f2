import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import { readGeoJson } from './geojson.ts';
import { GeometryBuffer } from './geometry-buffer.ts';
import { geometries } from './support/arbitrary.ts';
import { writeWkb } from './support/wkb.ts';
import { readWkb } from './wkb.ts';

const contents = (buffer: GeometryBuffer) =>
  [buffer.kinds, buffer.firstPart, buffer.firstVertex, buffer.isHole, buffer.coordinates].map((list) =>
    Array.from(list.values.subarray(0, list.length)),
  );
const hexBytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('reading WKB', () => {
  test('gives what the same geometry in GeoJSON gives', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        const fromWkb = new GeometryBuffer();
        const fromJson = new GeometryBuffer();
        expect(readWkb(writeWkb(geometry), fromWkb)).toBe(readGeoJson(geometry, fromJson));
        expect(contents(fromWkb)).toEqual(contents(fromJson));
      }),
    );
  });

  test('of any bytes whatever ends in a fault or a geometry, and a fault leaves no trace', () => {
    const buffer = new GeometryBuffer();
    const kept: Geometry = { type: 'Point', coordinates: [106.7, 21.8] };
    readGeoJson(kept, buffer);
    const before = JSON.stringify(contents(buffer));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        if (readWkb(bytes, buffer) === undefined) buffer.abandonFeature();
        expect(JSON.stringify(contents(buffer))).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });

  test('that was cut off or altered never throws', () => {
    fc.assert(
      fc.property(geometries, fc.nat(), fc.nat(), fc.nat(255), (geometry, cut, place, value) => {
        const whole = writeWkb(geometry);
        const buffer = new GeometryBuffer();
        const short = whole.slice(0, cut % whole.length);
        expect(readWkb(short, buffer)).toBeDefined();
        const altered = whole.slice();
        altered[place % altered.length] = value;
        readWkb(altered, buffer);
      }),
    );
  });

  test('understands EWKB with SRID, Z and M, ISO Z types and big-endian', () => {
    const read = (hex: string) => {
      const buffer = new GeometryBuffer();
      expect(readWkb(hexBytes(hex), buffer)).toBeUndefined();
      return Array.from(buffer.coordinates.values.subarray(0, 2));
    };
    const plain = read('0101000000000000000000f03f0000000000000040');
    expect(read('0101000020e6100000000000000000f03f0000000000000040')).toEqual(plain);
    expect(read('0101000080000000000000f03f00000000000000400000000000000840')).toEqual(plain);
    expect(read('01010000c0000000000000f03f000000000000004000000000000008400000000000001040')).toEqual(plain);
    expect(read('01e9030000000000000000f03f00000000000000400000000000000840')).toEqual(plain);
    expect(read('00000000013ff00000000000004000000000000000')).toEqual(plain);
  });

  test('names what is wrong', () => {
    const fault = (geometry: Geometry) => readWkb(writeWkb(geometry), new GeometryBuffer());
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    expect(fault({ type: 'Point', coordinates: [] })).toBe('geometry-too-short');
    expect(fault({ type: 'Point', coordinates: [Number.POSITIVE_INFINITY, 0] })).toBe('coordinate-not-finite');
    expect(fault({ type: 'Point', coordinates: [0, 91] })).toBe('coordinate-out-of-range');
    expect(
      fault({
        type: 'LineString',
        coordinates: [
          [1, 1],
          [1, 1],
        ],
      }),
    ).toBe('geometry-too-short');
    expect(
      fault({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
          square,
        ],
      }),
    ).toBe('geometry-too-short');
    expect(fault({ type: 'GeometryCollection', geometries: [] })).toBe('geometry-wrong-type');
    // EPSG:3857 in EWKB
    const mercator = hexBytes('0101000020110f0000000000000000f03f0000000000000040');
    expect(readWkb(mercator, new GeometryBuffer())).toBe('crs-mismatch');
  });
});
