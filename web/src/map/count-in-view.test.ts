import { describe, expect, it } from 'vitest';
import { boxOf, meets } from './count-in-view.ts';

describe('the box of a geometry', () => {
  it('holds every position of every part', () => {
    expect(boxOf({ type: 'Point', coordinates: [106.7, 21.9] })).toEqual([106.7, 21.9, 106.7, 21.9]);
    const line = {
      type: 'MultiLineString' as const,
      coordinates: [
        [
          [106, 21],
          [107, 22],
        ],
        [
          [105.5, 21.5],
          [106, 21.6],
        ],
      ],
    };
    expect(boxOf(line)).toEqual([105.5, 21, 107, 22]);
  });

  it('meets a window it touches, and no other', () => {
    const point = { type: 'Point' as const, coordinates: [106.7, 21.9] };
    expect(meets(point, [106, 21, 107, 22])).toBe(true);
    expect(meets(point, [106.7, 21.9, 107, 22])).toBe(true);
    expect(meets(point, [106, 21, 106.6, 22])).toBe(false);
    expect(meets({ type: 'MultiLineString', coordinates: [] }, [0, 0, 180, 90])).toBe(false);
  });
});
