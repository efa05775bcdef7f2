import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { chainageLabel, parseChainage } from './chainage.ts';
import { LineIndex } from './line-index.ts';
import { type LineParts, prepareLines } from './line-network.ts';
import { footOf, linesNear, nearestLine, runsNear } from './locate.ts';
import { positionAt, sliceLine } from './slice.ts';

const earth = geodesic.Geodesic.WGS84;
const walk = (from: readonly number[], bearing: number, metres: number): [number, number] => {
  const end = earth.Direct(Number(from[1]), Number(from[0]), bearing, metres);
  return [Number(end.lon2), Number(end.lat2)];
};
const apart = (a: readonly number[], b: readonly number[]) =>
  Number(earth.Inverse(Number(a[1]), Number(a[0]), Number(b[1]), Number(b[0])).s12);
const start: [number, number] = [106.7, 21.9];
const corner = walk(start, 0, 1000);
const end = walk(corner, 90, 500);
const road: LineParts = [[start, corner, end]];

describe('a place on a road', () => {
  const index = new LineIndex(prepareLines([road, [[walk(start, 180, 3000), walk(start, 180, 4000)]]]));

  it('has a chainage and an offset, negative on the left, positive on the right', () => {
    const right = nearestLine(index, walk(walk(start, 0, 400), 90, 12), 100);
    expect(right?.id).toBe(0);
    expect(right?.chainageMetres).toBeCloseTo(400, 3);
    expect(right?.offsetMetres).toBeCloseTo(12, 4);
    const left = nearestLine(index, walk(walk(start, 0, 400), 270, 12), 100);
    expect(left?.offsetMetres).toBeCloseTo(-12, 4);
    expect(left && apart(footOf(left), walk(start, 0, 400))).toBeLessThan(1e-3);
  });

  it('lies at an end of the road when it is beyond it, at a corner when it is outside it', () => {
    const before = nearestLine(index, walk(start, 200, 50), 100);
    expect(before?.chainageMetres).toBe(0);
    expect(before?.distanceMetres).toBeCloseTo(50, 5);
    const outside = nearestLine(index, walk(corner, 315, 30), 100);
    expect(outside?.chainageMetres).toBeCloseTo(1000, 6);
    expect(outside?.offsetMetres).toBeCloseTo(-30, 5);
    expect(outside && footOf(outside)).toEqual(corner);
  });

  it('is found kilometres away, or not at all beyond the limit', () => {
    const far = walk(end, 90, 7000);
    expect(nearestLine(index, far, 10_000)?.distanceMetres).toBeCloseTo(7000, 2);
    expect(nearestLine(index, far, 6_999)).toBeNull();
    expect(nearestLine(new LineIndex(prepareLines([])), far, 1e6)).toBeNull();
  });

  it('is listed for every road within reach, and for every leg of a hairpin', () => {
    const turn = walk(start, 90, 900);
    const hairpin: LineParts = [[start, turn, walk(turn, 180, 20), walk(start, 180, 20)]];
    const near = new LineIndex(prepareLines([hairpin, [[walk(start, 180, 40), walk(turn, 180, 40)]]]));
    const between = walk(walk(start, 90, 450), 180, 12);
    expect(linesNear(near, between, 30).map(({ id }) => id)).toEqual([0, 1]);
    expect(runsNear(near, between, 15).map(({ distanceMetres }) => Math.round(distanceMetres))).toEqual([12, 8]);
  });
});

describe('the geometry of a stretch', () => {
  const lines = prepareLines([road, [[start, corner], [], [walk(corner, 90, 50), walk(corner, 90, 150)]], [[start]]]);

  it('keeps the vertices of the line to the last digit', () => {
    expect(sliceLine(lines, 0, 0, Number.POSITIVE_INFINITY)).toEqual({ type: 'LineString', coordinates: road[0] });
    const slice = sliceLine(lines, 0, 250, 1250);
    expect(slice?.coordinates.length).toBe(3);
    expect(slice?.coordinates[1]).toEqual(corner);
    expect(apart(slice?.coordinates[0] as number[], walk(start, 0, 250))).toBeLessThan(1e-6);
    expect(apart(slice?.coordinates[2] as number[], walk(corner, 90, 250))).toBeLessThan(1e-5);
  });

  it('falls into parts where the line does, and is null where nothing is left', () => {
    expect(sliceLine(lines, 1, 900, 1050)?.type).toBe('MultiLineString');
    expect(sliceLine(lines, 1, 1000, 1050)?.type).toBe('LineString');
    expect(sliceLine(lines, 1, 1100, 2000)).toBeNull();
    expect(sliceLine(lines, 1, 70, 70)).toBeNull();
    expect(sliceLine(lines, 2, 0, 10)).toBeNull();
  });

  it('knows the place at a chainage, and the ends beyond it', () => {
    expect(positionAt(lines, 0, -5)).toEqual(start);
    expect(positionAt(lines, 0, 1e9)).toEqual(end);
    expect(apart(positionAt(lines, 1, 1020) ?? [0, 0], walk(corner, 90, 70))).toBeLessThan(1e-6);
    expect(positionAt(prepareLines([[]]), 0, 0)).toBeNull();
  });
});

describe('a chainage in writing', () => {
  it('is kilometres and metres, carried over when it rounds up', () => {
    expect([0, 2350, 999.6, 12_007.25].map((metres) => chainageLabel(metres))).toEqual([
      'Km 0+000',
      'Km 2+350',
      'Km 1+000',
      'Km 12+007',
    ]);
    expect(chainageLabel(12_007.25, 1)).toBe('Km 12+007.3');
  });

  it('is read back, also as people type it', () => {
    expect(['Km 2+350', 'km2 + 350', '2+350,5', ' KM 0+7 m'].map(parseChainage)).toEqual([2350, 2350, 2350.5, 7]);
    expect(['2350', 'Km 2', '', 'Km 2+3500'].map(parseChainage)).toEqual([null, null, null, null]);
  });
});
