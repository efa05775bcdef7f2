import type { Geometry } from 'geojson';
import { expect, it } from 'vitest';
import { boundsOfGeometries } from './geometry-bounds.ts';

it('the box holds every position, however deep a geometry nests them', () => {
  const geometries: Geometry[] = [
    { type: 'Point', coordinates: [106.5, 22.1, 400] },
    {
      type: 'LineString',
      coordinates: [
        [106.6, 22],
        [106.4, 22.3],
      ],
    },
    {
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
    },
  ];
  expect(boundsOfGeometries(geometries)).toEqual([106.4, 21.9, 106.8, 22.3]);
});
