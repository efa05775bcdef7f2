import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';

/** Geometries of every drawable type, mostly around the demonstration province, with edges, repeats and wild ones in. */
const longitude = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 106, max: 107.5, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: -180, max: 180, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-180, 180, 0, 106.875, 105.46875) },
);
const latitude = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 21, max: 22.5, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: -90, max: 90, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-90, 90, 0, 21.943045533438166) },
);
export const positions: fc.Arbitrary<Position> = fc.tuple(longitude, latitude);

const line = fc.array(positions, { minLength: 2, maxLength: 120 });
const ring = fc.oneof(
  fc.array(positions, { minLength: 3, maxLength: 40 }).map(close),
  // Star-shaped, so valid; sometimes with enough vertices for stretches to be boxed.
  fc.tuple(positions, fc.double({ min: 1e-4, max: 2, noNaN: true }), fc.integer({ min: 3, max: 200 })).map(star),
);
const polygon = fc.array(ring, { minLength: 1, maxLength: 3 });

export const points: fc.Arbitrary<Geometry> = positions.map((coordinates) => ({ type: 'Point', coordinates }));
export const lines: fc.Arbitrary<Geometry> = fc.oneof(
  line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  fc.array(line, { maxLength: 4 }).map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
);
export const polygons: fc.Arbitrary<Geometry> = fc.oneof(
  polygon.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  fc.array(polygon, { maxLength: 3 }).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
);
export const geometries: fc.Arbitrary<Geometry> = fc.oneof(
  points,
  fc.array(positions, { maxLength: 5 }).map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  lines,
  polygons,
);

function close(open: Position[]): Position[] {
  const [first] = open;
  return first ? [...open, first] : open;
}

function star([[longitudeOfCentre = 0, latitudeOfCentre = 0], radius, corners]: [
  Position,
  number,
  number,
]): Position[] {
  const clamp = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));
  return close(
    Array.from({ length: corners }, (_, index) => {
      const angle = (2 * Math.PI * index) / corners;
      const reach = radius * (1 + 0.3 * Math.sin(7 * angle));
      return [
        clamp(longitudeOfCentre + reach * Math.cos(angle), 180),
        clamp(latitudeOfCentre + reach * Math.sin(angle), 90),
      ];
    }),
  );
}
