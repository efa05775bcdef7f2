import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { encodeTile } from './encode.ts';
import { innermostPoint } from './inner-point.ts';
import { labelLayer } from './label-layer.ts';
import { packLayer } from './pack.ts';
import { decodeTile } from './support/decode.ts';

const ring = (...corners: [number, number][]): Position[] => [...corners, corners[0] ?? [0, 0]];
const pack = (...polygons: Position[][][]) =>
  packLayer({
    name: 'commune',
    fields: ['name'],
    minZoom: 0,
    maxZoom: 14,
    features: polygons.map((coordinates, index) => ({
      tileId: index + 1,
      geometry: { type: 'Polygon' as const, coordinates },
      values: [`Xã ${index + 1}`],
    })),
  }).packed;

describe('the label of an area', () => {
  test('is one point with the area’s id and attributes, in the tile that holds it', () => {
    const areas = pack([ring([106.1, 21.5], [107, 21.5], [107, 22.2], [106.1, 22.2])]);
    const parts = [areas, labelLayer(areas)].map((packed) => ({ packed, hidden: undefined }));
    let labels = 0;
    let pieces = 0;
    for (let x = 813; x <= 818; x++) {
      for (let y = 446; y <= 451; y++) {
        const tile = decodeTile(encodeTile({ z: 10, x, y }, parts));
        pieces += tile.get('commune')?.features.length ?? 0;
        for (const { id, properties, parts: drawn } of tile.get('commune:label')?.features ?? []) {
          const [[px, py] = [0, 0]] = drawn.flat();
          if (px < 0 || py < 0 || px >= 4096 || py >= 4096) continue;
          labels++;
          expect([id, properties]).toEqual([1, { name: 'Xã 1' }]);
        }
      }
    }
    expect(pieces).toBeGreaterThan(4);
    expect(labels).toBe(1);
  });

  test('is hidden with its area', () => {
    const areas = pack(
      [ring([106.5, 21.8], [106.6, 21.8], [106.6, 21.9])],
      [ring([106.5, 21.8], [106.4, 21.8], [106.4, 21.9])],
    );
    const hidden = Uint8Array.of(0, 0);
    const gone = areas.ids.indexOf(2);
    hidden[gone] = 1;
    const tile = decodeTile(
      encodeTile(
        { z: 6, x: 50, y: 28 },
        [areas, labelLayer(areas)].map((packed) => ({ packed, hidden })),
      ),
    );
    expect(tile.get('commune:label')?.features.map(({ id }) => id)).toEqual([1]);
  });

  test('lies in the roomy end of a club and never in a hole', () => {
    const club = ring([0, 0], [60, 0], [60, -8], [80, -8], [80, 12], [60, 12], [60, 4], [0, 4]);
    const flat = Int32Array.from(club.flat().map((degrees) => degrees * 1e6));
    const [x = 0, y = 0] = innermostPoint(flat, [{ start: 0, end: club.length }]) ?? [];
    expect(Math.hypot(x / 1e6 - 70, y / 1e6 - 2)).toBeLessThan(2);
    const square = ring([0, 0], [90, 0], [90, 90], [0, 90]);
    const hole = ring([20, 20], [20, 70], [70, 70], [70, 20]);
    const both = Int32Array.from([...square, ...hole].flat().map((degrees) => degrees * 1e6));
    const [px = 0, py = 0] =
      innermostPoint(both, [
        { start: 0, end: 5 },
        { start: 5, end: 10 },
      ]) ?? [];
    expect(px < 20e6 || px > 70e6 || py < 20e6 || py > 70e6).toBe(true);
  });

  test('of any star-shaped area is inside it', () => {
    const star = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(star, (reaches) => {
        const corners = reaches.map((reach, index): [number, number] => {
          const angle = (2 * Math.PI * index) / reaches.length;
          return [1e6 * reach * Math.cos(angle), 1e6 * reach * Math.sin(angle)];
        });
        const flat = Int32Array.from(ring(...corners).flat());
        const [x, y] = innermostPoint(flat, [{ start: 0, end: corners.length + 1 }]) ?? [Number.NaN, Number.NaN];
        let crossings = 0;
        for (let at = 0; at + 3 < flat.length; at += 2) {
          const [ax = 0, ay = 0, bx = 0, by = 0] = flat.subarray(at, at + 4);
          if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) crossings++;
        }
        expect(crossings % 2).toBe(1);
      }),
    );
  });
});
