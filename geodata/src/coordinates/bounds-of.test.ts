import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geometryBounds, positionsBounds, unitedBounds } from './bounds-of.ts';

const point: Geometry = { type: 'Point', coordinates: [106.5, 22.1, 400] };
const line: Geometry = {
  type: 'LineString',
  coordinates: [
    [106.6, 22],
    [106.4, 22.3],
  ],
};
const areas: Geometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [106.7, 21.9],
        [106.8, 21.9],
        [106.8, 22],
        [106.7, 21.9],
      ],
    ],
  ],
};

describe('the bounds', () => {
  it('of positions hold every one of them', () => {
    expect(positionsBounds(line.coordinates)).toEqual([106.4, 22, 106.6, 22.3]);
  });

  it('of a geometry hold every position, however deep it nests them', () => {
    expect(geometryBounds(point)).toEqual([106.5, 22.1, 106.5, 22.1]);
    expect(geometryBounds(line)).toEqual([106.4, 22, 106.6, 22.3]);
    expect(geometryBounds(areas)).toEqual([106.7, 21.9, 106.8, 22]);
    const geometries = [point, { type: 'GeometryCollection' as const, geometries: [line, areas] }];
    expect(geometryBounds({ type: 'GeometryCollection', geometries })).toEqual([106.4, 21.9, 106.8, 22.3]);
  });

  it('of several are those around all, and nothing adds nothing', () => {
    const nothing = geometryBounds({ type: 'MultiLineString', coordinates: [] });
    expect(nothing).toEqual(positionsBounds([]));
    expect(unitedBounds([nothing, [106, 21, 107, 22], nothing, [105.5, 21.5, 106, 22.5]])).toEqual([
      105.5, 21, 107, 22.5,
    ]);
    expect(unitedBounds([])).toEqual(nothing);
  });
});
