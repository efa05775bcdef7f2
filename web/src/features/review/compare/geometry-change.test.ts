import { distanceMetres } from '@phen-dau/geodata';
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { geometryChange } from './geometry-change.ts';

const point = (...coordinates: Position): Geometry => ({ type: 'Point', coordinates });
const road = (...line: Position[]): Geometry => ({ type: 'MultiLineString', coordinates: [line] });

describe('the change of a place', () => {
  it('is how far a point has moved, on the ellipsoid', () => {
    const change = geometryChange(point(106.75, 21.85), point(106.751, 21.85));
    expect(change).toMatchObject({ shape: 'point', from: [106.75, 21.85], to: [106.751, 21.85] });
    if (change?.shape !== 'point') throw new Error('A point stays a point');
    expect(change.movedMetres).toBeCloseTo(103.35, 1);
  });

  it('is none where only the last digits of a degree differ', () => {
    expect(geometryChange(point(106.75, 21.85), point(106.750000001, 21.85))).toBeUndefined();
    const line: Position[] = [
      [106.7, 21.8],
      [106.8, 21.9],
    ];
    expect(geometryChange(road(...line), road(...line.map(([x = 0, y = 0]) => [x + 4e-10, y])))).toBeUndefined();
  });
});

describe('the change of a line', () => {
  it('is told by its lengths and by how far the one lies from the other', () => {
    const before = road([106.7, 21.8], [106.8, 21.8]);
    const after = road([106.7, 21.8], [106.75, 21.801], [106.8, 21.8], [106.81, 21.8]);
    const change = geometryChange(before, after);
    if (change?.shape !== 'line') throw new Error('A line stays a line');
    expect(change.before).toBeCloseTo(distanceMetres([106.7, 21.8], [106.8, 21.8]), 6);
    expect(change.after).toBeGreaterThan(change.before);
    // The new end lies a hundredth of a degree beyond the old one; the bend, only a thousandth off the line.
    expect(change.farthestMetres).toBeCloseTo(distanceMetres([106.8, 21.8], [106.81, 21.8]), 3);
  });

  it('also finds what the new one leaves out', () => {
    const change = geometryChange(road([106.7, 21.8], [106.8, 21.8]), road([106.7, 21.8], [106.79, 21.8]));
    if (change?.shape !== 'line') throw new Error('A line stays a line');
    expect(change.farthestMetres).toBeCloseTo(distanceMetres([106.79, 21.8], [106.8, 21.8]), 3);
  });

  it('that was only turned round is a change without a distance, since chainages run along it', () => {
    const line: Position[] = [
      [106.7, 21.8],
      [106.75, 21.82],
      [106.8, 21.8],
    ];
    const change = geometryChange(road(...line), road(...[...line].reverse()));
    expect(change).toMatchObject({ shape: 'line' });
    if (change?.shape !== 'line') throw new Error('A line stays a line');
    expect(change.farthestMetres).toBeLessThan(1e-6);
    expect(change.after).toBeCloseTo(change.before, 6);
  });

  it('of very many corners is still found in a moment', () => {
    const wave = (lift: number): Position[] =>
      Array.from({ length: 50_000 }, (_, n) => [106.5 + n / 1e5, 21.8 + Math.sin(n / 50) / 1000 + lift]);
    const change = geometryChange(road(...wave(0)), road(...wave(0.001)));
    if (change?.shape !== 'line') throw new Error('A line stays a line');
    expect(change.farthestMetres).toBeGreaterThan(10);
    expect(change.farthestMetres).toBeLessThan(112);
  });
});

describe('the change of an area', () => {
  it('is told by its areas', () => {
    const square = (size: number): Geometry => ({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [106.7, 21.8],
            [106.7 + size, 21.8],
            [106.7 + size, 21.8 + size],
            [106.7, 21.8 + size],
            [106.7, 21.8],
          ],
        ],
      ],
    });
    const change = geometryChange(square(0.01), square(0.02));
    if (change?.shape !== 'area') throw new Error('An area stays an area');
    expect(change.after / change.before).toBeCloseTo(4, 2);
    expect(change.farthestMetres).toBeGreaterThan(1000);
  });
});
