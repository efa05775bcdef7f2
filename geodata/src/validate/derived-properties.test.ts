import { describe, expect, it } from 'vitest';
import { geometryLengthMetres } from '../geodesic.ts';
import { isMeasureOf } from './derived-properties.ts';

describe('a value that the geometry gives', () => {
  const road = {
    type: 'MultiLineString' as const,
    coordinates: [
      [
        [107.1, 21.7],
        [107.11, 21.71],
      ],
    ],
  };

  const metres = geometryLengthMetres(road);

  it('is known by being what the shape measures, but for rounding', () => {
    expect(isMeasureOf(road, 'length_metres', metres)).toBe(true);
    expect(isMeasureOf(road, 'length_metres', metres + 0.01)).toBe(true);
  });

  it('is not one that somebody stated, of another field, or of a shape without that measure', () => {
    expect(isMeasureOf(road, 'length_metres', metres + 1)).toBe(false);
    expect(isMeasureOf(road, 'length_metres', null)).toBe(false);
    expect(isMeasureOf(road, 'man_days', metres)).toBe(false);
    expect(isMeasureOf(road, 'area_hectares', 0)).toBe(false);
  });
});
