import { describe, expect, it } from 'vitest';
import { coveredMetres } from './gaps.ts';
import { countVisits, visitedAtLeast, visitedSince, visitRecency } from './visits.ts';

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

  it('tell how long ago, weighed by metres: undated visits are in no figure, later ones are of today', () => {
    // Dated: 600 m ten days ago, 400 m twenty days ago.
    const within = [7, 30, 90].map((days) => ({ days, metres: days === 7 ? 0 : 1000 }));
    expect(visitRecency(visits, 30)).toEqual({ medianDays: 10, mostDays: 20, within });
    expect(visitRecency(visits, 15)).toMatchObject({ medianDays: 0, mostDays: 5 });
    // Two short stretches lately, a long one before: half of the metres, not of the stretches.
    const long = countVisits(1, [walked(20, 0, 10), walked(20, 20, 30), walked(10, 100, 1000)]);
    expect(visitRecency(long, 30)).toMatchObject({ medianDays: 20, mostDays: 20 });
    const undated = countVisits(1, [walked(null, 0, 100)]);
    expect(visitRecency(undated, 30)).toMatchObject({ medianDays: null, mostDays: null });
  });

  it('are none without tracks', () => {
    expect(countVisits(2, []).starts).toEqual(new Uint32Array(3));
  });
});
