import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { commune, point, square, validated, village } from '../support/validated.ts';

const bowTie: Position[] = [
  [106.5, 21.5],
  [106.7, 21.7],
  [106.7, 21.5],
  [106.5, 21.7],
  [106.5, 21.5],
];

describe('validating the geometry of a layer', () => {
  it('promotes single lines and areas, takes a collection of like parts and drops heights with a word', () => {
    const line = [
      [106.5, 21.9, 300],
      [106.6, 22, 310],
    ];
    const road = { name: 'Đường', kind: 'patrol', surface: 'earth', status: 'usable' };
    const asLine = validated('patrol-road', [
      { geometry: { type: 'LineString', coordinates: line }, properties: road },
    ]);
    expect(asLine.accepted[0]?.geometry).toEqual({
      type: 'MultiLineString',
      coordinates: [
        [
          [106.5, 21.9],
          [106.6, 22],
        ],
      ],
    });
    expect(asLine.issues.map(({ code }) => code)).toEqual(['elevation-dropped']);
    const collection = { type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: line }] };
    expect(validated('patrol-road', [{ geometry: collection, properties: road }]).accepted).toHaveLength(1);
    const single = { type: 'MultiPoint', coordinates: [[106.5, 21.9]] };
    expect(validated('village', [{ geometry: single, properties: village }]).accepted[0]?.geometry.type).toBe('Point');
  });

  it('measures what the file does not give, on the ellipsoid', () => {
    const geometry = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.01)] };
    const [area] = validated('commune', [{ geometry, properties: commune }]).accepted;
    expect(area?.properties.area_hectares).toBeCloseTo(114.4, 1);
    const given = validated('commune', [{ geometry, properties: { ...commune, area_hectares: 12 } }]);
    expect(given.accepted[0]?.properties.area_hectares).toBe(12);
  });

  it.each([
    [null, 'geometry-missing'],
    [{ type: 'Point', coordinates: [] }, 'geometry-invalid'],
    [{ type: 'Point' }, 'geometry-invalid'],
    [point('106', 21), 'geometry-invalid'],
    [point(Number.POSITIVE_INFINITY, 21), 'coordinate-not-finite'],
    [
      {
        type: 'LineString',
        coordinates: [
          [106, 21],
          [106, 22],
        ],
      },
      'geometry-wrong-type',
    ],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [106, 22],
          [106.5, 22],
        ],
      },
      'geometry-wrong-type',
    ],
    [{ type: 'GeometryCollection', geometries: [] }, 'geometry-wrong-type'],
    [{ type: 'Hình', coordinates: [] }, 'geometry-wrong-type'],
    [17, 'geometry-wrong-type'],
    [point(21.9, 106.7), 'coordinate-axes-swapped'],
    [point(500, 21), 'coordinate-out-of-range'],
    [point(105, 10), 'outside-province'],
  ])('refuses %j as a village: %s', (geometry, code) => {
    const good = { geometry: point(106.7, 21.9), properties: village };
    const given = [{ geometry, properties: village }, good, good];
    expect(validated('village', given).codes).toEqual([code]);
    expect(validated('village', given).accepted).toHaveLength(2);
  });

  it('reports broken rings, repairs the simple ones and hands crossing ones on', () => {
    const open = { type: 'Polygon', coordinates: [square(106.5, 21.9, 0.1).slice(0, -1)] };
    const crossing = { type: 'Polygon', coordinates: [bowTie] };
    const given = [open, crossing].map((geometry) => ({ geometry, properties: commune }));
    expect(validated('commune', given).codes).toEqual(['ring-unclosed', 'ring-self-crossing']);
    expect(validated('commune', given).issues[1]?.place).toEqual([106.6, 21.6]);
    const repaired = validated('commune', given, { geometries: 'repair' });
    expect(repaired.codes).toEqual([]);
    expect(repaired.accepted.map(({ index }) => index)).toEqual([0]);
    expect(repaired.unsound.map(({ index }) => index)).toEqual([1]);
    expect(repaired.issues.map(({ code }) => code)).toEqual(['geometry-repaired']);
    const swapped = validated('village', [{ geometry: point(21.9, 106.7), properties: village }], {
      geometries: 'repair',
    });
    expect(swapped.accepted[0]?.geometry.coordinates).toEqual([106.7, 21.9]);
  });
});
