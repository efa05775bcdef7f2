import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  azimuthDegrees,
  destination,
  distanceMetres,
  geometryAreaSquareMetres,
  geometryLengthMetres,
  ringAreaSquareMetres,
} from './geodesic.ts';

const langSon = fc.tuple(
  fc.double({ min: 106, max: 107.5, noNaN: true }),
  fc.double({ min: 21, max: 23, noNaN: true }),
);

describe('measures on the ellipsoid', () => {
  it('knows the length of a degree of meridian and of equator', () => {
    expect(distanceMetres([107, 0], [108, 0])).toBeCloseTo(111_319.4908, 3);
    // Meridian arc of WGS 84 from 0° to 1°.
    expect(distanceMetres([107, 0], [107, 1])).toBeCloseTo(110_574.3886, 3);
  });

  it('gives the azimuth of the four quarters of the sky, from 0 to 360', () => {
    expect(azimuthDegrees([107, 22], [107, 23])).toBe(0);
    expect(azimuthDegrees([107, 0], [108, 0])).toBe(90);
    expect(azimuthDegrees([107, 22], [107, 21])).toBe(180);
    expect(azimuthDegrees([107, 0], [106, 0])).toBe(270);
    expect(azimuthDegrees([107, 22], [107, 22])).toBe(0);
  });

  it('comes back to the distance and azimuth it set out with', () => {
    fc.assert(
      fc.property(
        langSon,
        fc.double({ min: 0, max: 359.99, noNaN: true }),
        fc.double({ min: 1, max: 50_000, noNaN: true }),
        (from, azimuth, metres) => {
          const reached = destination(from, azimuth, metres);
          expect(distanceMetres(from, reached)).toBeCloseTo(metres, 6);
          const turn = Math.abs(azimuthDegrees(from, reached) - azimuth);
          expect(Math.min(turn, 360 - turn)).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it('measures a line and its parts alike', () => {
    fc.assert(
      fc.property(fc.array(langSon, { minLength: 3, maxLength: 20 }), (line) => {
        const whole = geometryLengthMetres({ type: 'LineString', coordinates: line });
        const parts = geometryLengthMetres({ type: 'MultiLineString', coordinates: [line.slice(0, 2), line.slice(1)] });
        expect(parts).toBeCloseTo(whole, 6);
      }),
    );
  });

  it('measures an area either way round, closed or not, and takes holes away', () => {
    const ring = [
      [106, 21],
      [107, 21],
      [107, 22],
      [106, 22],
      [106, 21],
    ];
    const hole = [
      [106.4, 21.4],
      [106.6, 21.4],
      [106.6, 21.6],
      [106.4, 21.6],
      [106.4, 21.4],
    ];
    const area = ringAreaSquareMetres(ring);
    expect(ringAreaSquareMetres(ring.toReversed())).toBeCloseTo(area, 2);
    expect(ringAreaSquareMetres(ring.slice(0, -1))).toBeCloseTo(area, 2);
    expect(geometryAreaSquareMetres({ type: 'Polygon', coordinates: [ring, hole] })).toBeCloseTo(
      area - ringAreaSquareMetres(hole),
      2,
    );
    expect(geometryAreaSquareMetres({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })).toBeCloseTo(2 * area, 2);
    expect(geometryAreaSquareMetres({ type: 'Point', coordinates: [106, 21] })).toBe(0);
  });

  it('agrees with the closed formula for the area between two parallels', () => {
    const steps = Array.from({ length: 1001 }, (_, index) => 106 + index / 1000);
    const cell = [
      ...steps.map((longitude) => [longitude, 21]),
      ...steps.toReversed().map((longitude) => [longitude, 22]),
    ];
    expect(ringAreaSquareMetres(cell) / zoneAreaSquareMetres(21, 22, 1)).toBeCloseTo(1, 7);
  });

  it('says NaN for a coordinate that is no number instead of a wrong figure', () => {
    expect(distanceMetres([Number.NaN, 21], [106, 21])).toBeNaN();
    expect(distanceMetres([106], [106, 21])).toBeNaN();
  });
});

/** Area of the ellipsoid between two parallels over `width` degrees of longitude (the textbook integral, no series). */
function zoneAreaSquareMetres(south: number, north: number, width: number): number {
  const semiMinor = 6378137 * (1 - 1 / 298.257223563);
  const eccentricity = Math.sqrt(1 - (semiMinor / 6378137) ** 2);
  const upTo = (latitude: number) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    const es = eccentricity * sine;
    return sine / (1 - es * es) / 2 + Math.log((1 + es) / (1 - es)) / (4 * eccentricity);
  };
  return ((width * Math.PI) / 180) * semiMinor * semiMinor * (upTo(north) - upTo(south));
}
