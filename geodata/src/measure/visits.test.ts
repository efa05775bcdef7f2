import { describe, expect, it } from 'vitest';
import { coveredMetres } from './gaps.ts';
import { countVisits, visitedAtLeast, visitedSince } from './visits.ts';

const walked = (day: number | null, from: number, to: number) => ({ line: 0, day, from, to });

describe('visits of the stretches of a road', () => {
  const visits = countVisits(1, [
    walked(20, 0, 600),
    walked(20, 0, 600),
    walked(10, 400, 1000),
    walked(null, 900, 1100),
  ]);

  it('count days, not tracks: five persons on one day are one visit', () => {
    expect(Array.from(visits.from)).toEqual([0, 400, 600, 1000]);
    expect(Array.from(visits.to)).toEqual([400, 600, 1000, 1100]);
    expect(Array.from(visits.days)).toEqual([1, 2, 1, 0]);
    expect(Array.from(visits.lastDay)).toEqual([20, 20, 10, Number.NaN]);
  });

  it('give the stretches visited on k days, and those visited lately', () => {
    expect(coveredMetres(visitedAtLeast(visits, 1))[0]).toBe(1000);
    expect(coveredMetres(visitedAtLeast(visits, 2))[0]).toBe(200);
    expect(coveredMetres(visitedAtLeast(visits, 0))[0]).toBe(1100);
    expect(coveredMetres(visitedSince(visits, 30, 10))[0]).toBe(600);
    expect(coveredMetres(visitedSince(visits, 30, 9))[0]).toBe(0);
  });

  it('are none without tracks', () => {
    expect(countVisits(2, []).starts).toEqual(new Uint32Array(3));
  });
});
