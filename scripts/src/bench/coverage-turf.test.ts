import {
  coveredByPoints,
  coveredMetres,
  LineIndex,
  nearestLine,
  prepareLines,
  preparePositions,
} from '@phen-dau/geodata';
import { along, length, lineString, nearestPointOnLine, point } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { coverageData } from './coverage-data.ts';
import { litByTurf } from './coverage-turf.ts';

const line = (degreesEast: number, degreesNorth: number): [number, number][] => [
  [106.7, 21.9],
  [106.7 + degreesEast, 21.9 + degreesNorth],
];
/** Turf's length over ours, less one. */
function apart(positions: [number, number][]): number {
  const ours = prepareLines([[positions]]).lengthMetres[0] ?? 0;
  return length(lineString(positions), { units: 'meters' }) / ours - 1;
}

describe('how far Turf, which draws the shapes, is from the engine, which gives the numbers', () => {
  it('its lengths are those of a sphere: 0.42 % too long northwards, 0.16 % too short eastwards', () => {
    expect(apart(line(0, 0.01))).toBeCloseTo(0.0042, 4);
    expect(apart(line(0.01, 0))).toBeCloseTo(-0.0016, 4);
  });

  it('its lit metres, from buffers of the lamps, are within one per cent, and not nearer than one in ten thousand', () => {
    const data = coverageData(1);
    const few = { ...data, roads: data.roads.slice(0, 60) };
    const lit = coveredByPoints(prepareLines(few.roads.map((road) => [road])), preparePositions(few.lamps), 25);
    const ours = coveredMetres(lit).reduce((sum, metres) => sum + metres, 0);
    const difference = Math.abs(litByTurf(few, 25) / ours - 1);
    expect(ours).toBeGreaterThan(3000);
    expect(difference).toBeLessThan(0.01);
    expect(difference).toBeGreaterThan(1e-4);
  });

  it('its place at a chainage drifts by up to half a per cent of it, its nearest place on a road by centimetres', () => {
    const { roads, lamps } = coverageData(1);
    for (const [number, road] of roads.slice(0, 40).entries()) {
      const index = new LineIndex(prepareLines([[road]]));
      const metres = 50 + number;
      const [longitude = 0, latitude = 0] = along(lineString(road), metres, { units: 'meters' }).geometry.coordinates;
      const drawn = nearestLine(index, [longitude, latitude], 100)?.chainageMetres ?? Number.NaN;
      expect(Math.abs(drawn / metres - 1)).toBeLessThan(0.005);
      const lamp = [lamps[2 * number] ?? 0, lamps[2 * number + 1] ?? 0];
      const ours = nearestLine(index, lamp, 100);
      if (!ours) continue;
      const foot = nearestPointOnLine(lineString(road), point(lamp)).geometry.coordinates;
      expect(
        Math.abs((nearestLine(index, foot, 100)?.chainageMetres ?? Number.NaN) - ours.chainageMetres),
      ).toBeLessThan(0.1);
    }
  });
});
