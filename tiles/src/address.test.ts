import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTileAddress, tileBounds } from './address.ts';

describe('the address of a tile', () => {
  test('is three whole numbers inside the pyramid', () => {
    expect(parseTileAddress('0', '0', '0')).toEqual({ z: 0, x: 0, y: 0 });
    expect(parseTileAddress('22', '4194303', '4194303')).toEqual({ z: 22, x: 4194303, y: 4194303 });
  });

  test.each([
    ['1', '2', '0'],
    ['0', '0', '1'],
    ['23', '0', '0'],
    ['-1', '0', '0'],
    ['1', '-1', '0'],
    ['1.0', '0', '0'],
    ['01', '0', '0'],
    ['1e1', '0', '0'],
    [' 1', '0', '0'],
    ['', '0', '0'],
    ['99999999999999999999', '0', '0'],
    ['NaN', '0', '0'],
    ['1', '0', '0x1'],
    ['１', '0', '0'],
  ])('%j/%j/%j names no tile', (z, x, y) => {
    expect(parseTileAddress(z, x, y)).toBeUndefined();
  });

  test('covers the world at zoom 0 and tiles it without gap', () => {
    const [west, south, east, north] = tileBounds({ z: 0, x: 0, y: 0 });
    expect([west, east]).toEqual([-180, 180]);
    expect(north).toBeCloseTo(85.0511287798, 9);
    expect(south).toBeCloseTo(-85.0511287798, 9);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 22 }), fc.nat(), fc.nat(), (z, right, down) => {
        const side = 2 ** z;
        const [x, y] = [right % (side - 1), down % (side - 1)];
        const here = tileBounds({ z, x, y });
        expect(tileBounds({ z, x: x + 1, y })[0]).toBe(here[2]);
        expect(tileBounds({ z, x, y: y + 1 })[3]).toBe(here[1]);
      }),
    );
  });
});
