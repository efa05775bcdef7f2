import { expect, it } from 'vitest';
import { destination, geometryLengthMetres } from '../geodesic.ts';
import { partsLengthMetres } from './parts-length.ts';

it('is as long as the geodesic, for short steps and long ones, and never counts what lies between two parts', () => {
  let place: [number, number] = [106.7, 21.9];
  const steps = Array.from({ length: 3000 }, (_, at) => {
    place = destination(place, (at * 137) % 360, [3, 40, 900, 12_000][at % 4] ?? 0);
    return place;
  });
  const coordinates = [steps.slice(0, 1000), steps.slice(1000, 1001), steps.slice(1001)];
  const exact = geometryLengthMetres({ type: 'MultiLineString', coordinates });
  expect(Math.abs(partsLengthMetres(coordinates) - exact)).toBeLessThan(0.01);
  expect(partsLengthMetres([])).toBe(0);
});
