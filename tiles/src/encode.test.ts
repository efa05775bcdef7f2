import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { type TileAddress, tileBounds } from './address.ts';
import { encodeTile } from './encode.ts';
import { packLayer, type TileFeature } from './pack.ts';
import { tileBuffer, tileExtent } from './packed-layer.ts';
import { geometries, points, positions } from './support/arbitrary.ts';
import { decodeTile, twiceArea } from './support/decode.ts';
import type { TileValue } from './value-dictionary.ts';

const layerNamed = (
  name: string,
  features: TileFeature[],
  fields: string[] = [],
  zooms = { minZoom: 0, maxZoom: 22 },
) => ({ packed: packLayer({ name, fields, ...zooms, features }).packed, hidden: undefined });
const feature = (tileId: number, geometry: Geometry, values: TileValue[] = []): TileFeature => ({
  tileId,
  geometry,
  values,
});
const pointAt = (longitude: number, latitude: number): Geometry => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

/** The tile a place is in. */
function tileAt(z: number, [longitude = 0, latitude = 0]: Position): TileAddress {
  const side = 2 ** z;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const clamp = (tile: number) => Math.max(0, Math.min(side - 1, Math.floor(tile)));
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { z, x: clamp(((longitude + 180) / 360) * side), y: clamp(y * side) };
}

describe('a vector tile', () => {
  test('of any geometries follows the format: version, extent, winding, closed rings, everything within the buffer', () => {
    fc.assert(
      fc.property(
        fc.array(geometries, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 22 }),
        positions,
        (all, z, place) => {
          const part = layerNamed(
            'works',
            all.map((geometry, index) => feature(index, geometry)),
          );
          const layer = decodeTile(encodeTile(tileAt(z, place), [part])).get('works');
          if (!layer) return;
          expect([layer.version, layer.extent]).toEqual([2, tileExtent]);
          for (const { type, parts } of layer.features) {
            expect(parts.length).toBeGreaterThan(0);
            for (const vertex of parts.flat(2)) {
              expect(vertex).toBeGreaterThanOrEqual(-tileBuffer);
              expect(vertex).toBeLessThanOrEqual(tileExtent + tileBuffer);
            }
            parts.forEach((vertices, index) => {
              if (type === 2) expect(vertices.length).toBeGreaterThanOrEqual(2);
              if (type === 3) {
                expect(vertices.length).toBeGreaterThanOrEqual(4);
                expect(vertices[0]).toEqual(vertices.at(-1));
                const area = twiceArea(vertices);
                expect(area).not.toBe(0);
                if (index === 0) expect(area).toBeGreaterThan(0);
              }
              if (type > 1) {
                vertices.slice(1).forEach((vertex, before) => {
                  expect(vertex).not.toEqual(vertices[before]);
                });
              }
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('carries ids and attributes of every type unchanged and leaves out null', () => {
    const value: fc.Arbitrary<TileValue> = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Mốc 1291', 'Đồn Biên phòng Bắc Xa', '', '🜂'),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const fields = ['a', 'b', 'c'];
    const row = fc.record({ id: fc.nat(0xffffffff), values: fc.tuple(value, value, value) });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30, minLength: 1 }), (rows) => {
        const all = rows.map(({ id, values }) => feature(id, pointAt(106.7, 21.8), values));
        const layer = decodeTile(encodeTile(tileAt(10, [106.7, 21.8]), [layerNamed('works', all, fields)])).get(
          'works',
        );
        const found = new Map(layer?.features.map(({ id, properties }) => [id, properties]));
        for (const { id, values } of rows) {
          const expected = fields.flatMap((key, index) => {
            const given = values[index];
            return given === null || given === undefined ? [] : [[key, Object.is(given, -0) ? 0 : given]];
          });
          expect(found.get(id)).toEqual(Object.fromEntries(expected));
        }
      }),
    );
  });

  test('drops no point: over all tiles of a zoom each is in exactly one, outside the buffers', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 5 }), (all, z) => {
        const inside = all.filter(isWithinMercator);
        const part = layerNamed(
          'markers',
          inside.map((geometry, index) => feature(index, geometry)),
        );
        const seen = new Map<number | undefined, number>();
        for (let x = 0; x < 2 ** z; x++) {
          for (let y = 0; y < 2 ** z; y++) {
            for (const { id, parts } of decodeTile(encodeTile({ z, x, y }, [part])).get('markers')?.features ?? []) {
              const [at] = parts.flat();
              const own = at && at[0] >= 0 && at[1] >= 0 && at[0] < tileExtent && at[1] < tileExtent;
              if (own) seen.set(id, (seen.get(id) ?? 0) + 1);
            }
          }
        }
        expect([...seen].sort()).toEqual(inside.map((_, index) => [index, 1]).sort());
      }),
      { numRuns: 60 },
    );
  });

  test('has a point that lies exactly on its edge in both neighbours, at the same place', () => {
    const left: TileAddress = { z: 12, x: 3260, y: 1794 };
    const [, south, east, north] = tileBounds(left);
    const part = layerNamed('markers', [feature(7, pointAt(east, (south + north) / 2))]);
    const inTile = (address: TileAddress) =>
      decodeTile(encodeTile(address, [part])).get('markers')?.features[0]?.parts[0]?.[0];
    expect(inTile(left)?.[0]).toBe(tileExtent);
    expect(inTile({ ...left, x: left.x + 1 })?.[0]).toBe(0);
    expect(inTile(left)?.[1]).toBe(inTile({ ...left, x: left.x + 1 })?.[1]);
  });

  test('at zoom 0 and at zoom 22 has the point where it belongs', () => {
    const part = layerNamed('markers', [feature(1, pointAt(106.73012, 21.85512))]);
    const world = decodeTile(encodeTile({ z: 0, x: 0, y: 0 }, [part])).get('markers')?.features[0]?.parts[0]?.[0];
    const northing = Math.asinh(Math.tan((21.85512 * Math.PI) / 180)) / Math.PI;
    expect(world).toEqual([Math.round((286.73012 / 360) * 4096), Math.round(((1 - northing) / 2) * 4096)]);
    const address = tileAt(22, [106.73012, 21.85512]);
    const [west, south, east, north] = tileBounds(address);
    const [x, y] = decodeTile(encodeTile(address, [part])).get('markers')?.features[0]?.parts[0]?.[0] ?? [0, 0];
    // Coordinates are kept to a centimetre, which is 4 units here.
    expect(Math.abs(x - ((106.73012 - west) / (east - west)) * tileExtent)).toBeLessThanOrEqual(4);
    expect(Math.abs(y - ((north - 21.85512) / (north - south)) * tileExtent)).toBeLessThanOrEqual(4);
  });

  test('with nothing in it is null, and so is one above the layer’s zooms', () => {
    const part = layerNamed('markers', [feature(1, pointAt(106.7, 21.8))], [], { minZoom: 9, maxZoom: 14 });
    expect(encodeTile({ z: 10, x: 0, y: 0 }, [part])).toBeNull();
    expect(encodeTile(tileAt(8, [106.7, 21.8]), [part])).toBeNull();
    expect(encodeTile(tileAt(9, [106.7, 21.8]), [part])).not.toBeNull();
    expect(encodeTile(tileAt(17, [106.7, 21.8]), [part])).not.toBeNull();
    expect(encodeTile({ z: 0, x: 0, y: 0 }, [layerNamed('markers', [])])).toBeNull();
  });

  test('holds parts of one name as one layer, layers of several names side by side, and nothing that is hidden', () => {
    const belt = layerNamed('zone', [feature(1, pointAt(106.7, 21.8), ['border_belt'])], ['kind']);
    const secret = layerNamed('zone', [feature(1_000_000_001, pointAt(106.71, 21.8), ['defence_zone'])], ['kind']);
    const other = layerNamed('village', [feature(5, pointAt(106.7, 21.81), ['Chi Ma'])], ['name']);
    const tile = decodeTile(encodeTile(tileAt(9, [106.7, 21.8]), [belt, other, secret]));
    expect([...tile.keys()]).toEqual(['zone', 'village']);
    expect(tile.get('zone')?.features.map(({ id, properties }) => [id, properties.kind])).toEqual([
      [1, 'border_belt'],
      [1_000_000_001, 'defence_zone'],
    ]);
    const hidden = { ...secret, hidden: Uint8Array.of(1) };
    const bytes = encodeTile(tileAt(9, [106.7, 21.8]), [belt, other, hidden]);
    expect(decodeTile(bytes).get('zone')?.features).toHaveLength(1);
    expect(Buffer.from(bytes ?? []).includes('defence_zone')).toBe(false);
  });

  test('is filled by an area that covers it, and a hole that covers it empties it', () => {
    const box = (reach: number): Position[] => [
      [106 - reach, 21 - reach],
      [107 + reach, 21 - reach],
      [107 + reach, 22 + reach],
      [106 - reach, 22 + reach],
      [106 - reach, 21 - reach],
    ];
    const address = tileAt(13, [106.5, 21.5]);
    const area = layerNamed('commune', [feature(1, { type: 'Polygon', coordinates: [box(1)] })]);
    const [ring] = decodeTile(encodeTile(address, [area])).get('commune')?.features[0]?.parts ?? [];
    expect(twiceArea(ring ?? [])).toBe(2 * (tileExtent + 2 * tileBuffer) ** 2);
    const ringed = layerNamed('commune', [feature(1, { type: 'Polygon', coordinates: [box(1), box(0)] })]);
    const inHole = decodeTile(encodeTile(address, [ringed])).get('commune')?.features[0]?.parts ?? [];
    expect(inHole.reduce((sum, part) => sum + twiceArea(part), 0)).toBe(0);
  });

  test('keeps tickets of values apart between tiles, however often values come and go', () => {
    const all = Array.from({ length: 300 }, (_, index) =>
      feature(index, pointAt(106.5 + index / 1000, 21.8), [`v${index % 7}`, `n${index}`]),
    );
    const part = layerNamed('lamps', all, ['kind', 'code']);
    for (const z of [8, 12, 9, 14, 8]) {
      for (let index = 0; index < 300; index += 37) {
        const layer = decodeTile(encodeTile(tileAt(z, [106.5 + index / 1000, 21.8]), [part])).get('lamps');
        expect(layer?.features.length).toBeGreaterThan(0);
        for (const { id, properties } of layer?.features ?? []) {
          expect(properties).toEqual({ kind: `v${(id ?? 0) % 7}`, code: `n${id}` });
        }
      }
    }
  });
});

/** A point away from the rim of the square world, where there is no next tile. */
function isWithinMercator(geometry: Geometry): boolean {
  if (geometry.type !== 'Point') return false;
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  return Math.abs(latitude) < 85 && Math.abs(longitude) < 179.9;
}
