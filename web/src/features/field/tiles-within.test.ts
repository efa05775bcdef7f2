import { describe, expect, it } from 'vitest';
import { tilesWithin } from './tiles-within.ts';

describe('the tiles of an area', () => {
  it('are those that touch it, at every zoom asked for', () => {
    expect(tilesWithin([106.7, 21.8, 106.8, 21.9], 8, 9)).toEqual([
      { z: 8, x: 203, y: 112 },
      { z: 9, x: 407, y: 224 },
    ]);
  });

  it('grow fourfold a zoom and end at the edge of the world', () => {
    const count = (zoom: number) => tilesWithin([-180, -85, 180, 85], zoom, zoom).length;
    expect([count(0), count(1), count(4)]).toEqual([1, 4, 256]);
  });
});
