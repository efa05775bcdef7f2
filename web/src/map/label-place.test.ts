import { expect, it } from 'vitest';
import { labelPlace } from './label-place.ts';

it('a name stands at a point, or along the longest line of a shape', () => {
  expect(labelPlace({ type: 'Point', coordinates: [106.7, 21.9] })).toEqual([106.7, 21.9]);
  const coordinates = [
    [
      [106, 21],
      [106.1, 21],
    ],
    [
      [106.2, 21],
      [106.3, 21],
      [106.4, 21],
      [106.5, 21],
      [106.6, 21],
    ],
  ];
  expect(labelPlace({ type: 'MultiLineString', coordinates })).toEqual([106.4, 21]);
  expect(labelPlace({ type: 'MultiLineString', coordinates }, 0.25)).toEqual([106.3, 21]);
  expect(labelPlace({ type: 'LineString', coordinates: [] })).toBeUndefined();
});
