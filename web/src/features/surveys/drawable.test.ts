import { describe, expect, it } from 'vitest';
import { isDrawable } from './drawable.ts';

describe('what a map can draw', () => {
  it('is a geometry in degrees, however its file came by it', () => {
    expect(isDrawable({ type: 'Point', coordinates: [106.5, 22.1] })).toBe(true);
    expect(
      isDrawable({
        type: 'MultiLineString',
        coordinates: [
          [
            [106.5, 22.1, 400],
            [106.6, 22.2],
          ],
        ],
      }),
    ).toBe(true);
  });

  it('is not what has no place on the globe, or is no geometry at all', () => {
    const wrong = [
      null,
      { type: 'Point', coordinates: [2418123.4, 345678.9] },
      { type: 'Point', coordinates: [Number.NaN, 22] },
      { type: 'Point', coordinates: ['106.5', '22.1'] },
      { type: 'LineString', coordinates: [] },
      { type: 'LineString', coordinates: [106.5, 22.1] },
      { type: 'Circle', coordinates: [106.5, 22.1] },
    ];
    expect(wrong.filter(isDrawable)).toEqual([]);
  });
});
