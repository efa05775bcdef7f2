import type { CoverageGap, LineCoverage, PostMeasures } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { gapRows, isSameGap, metresOf } from './gap-rows.ts';

const gap = (id: string, fromMetres: number, toMetres: number): CoverageGap => ({
  line: { id, name: `Đường ${id}`, layer: 'patrol-road' },
  fromMetres,
  toMetres,
  metres: toMetres - fromMetres,
  geometry: {
    type: 'LineString',
    coordinates: [
      [106, 21],
      [106.1, 21],
    ],
  },
  nearestPost: null,
  reason: { code: 'no-lamp' },
});
const line = (...gaps: CoverageGap[]): LineCoverage => ({ metres: 0, totalMetres: 1, share: 0, gaps, lines: [] });
const lamps = { lamps: 0, working: 0, workingShare: null, lampsPerKm: null, medianSpacingMetres: null };
const measures: PostMeasures = {
  markers: {
    reached: 0,
    total: 2,
    share: 0,
    missing: [
      {
        ...{ id: 'm10', name: '1010', position: [106, 21], nearestPost: { id: 'p', name: 'Bắc Xa', metres: 900 } },
        reason: { code: 'no-road-near', nearestRoad: null },
      },
      {
        ...{ id: 'm9', name: '999', position: [106, 21], nearestPost: null },
        reason: { code: 'no-road-near', nearestRoad: null },
      },
    ],
    access: [],
  },
  network: line(),
  paved: line(gap('a', 0, 300)),
  lit: { ...line(gap('b', 100.4, 900.6), gap('a', 0, 300)), ...lamps },
  active: null,
  effort: null,
  reach: { minutes: 30, reachedMetres: 0, totalMetres: 0, markers: [] },
};

describe('the gap list', () => {
  it('names the nearest post of a marker without a road, as of a stretch', () => {
    const posts = gapRows(measures, 'markers').map(({ nearestPost }) => nearestPost?.name);
    expect(posts).toEqual([undefined, 'Bắc Xa']);
  });

  it('puts the longest stretch first, equal ones in the order of the numbers, and markers last by their number', () => {
    expect(gapRows(measures, 'all').map(({ measure, name }) => `${measure} ${name}`)).toEqual([
      'lit Đường b',
      'paved Đường a',
      'lit Đường a',
      'markers 999',
      'markers 1010',
    ]);
  });

  it('holds one measure when asked, and nothing of a measure that is hidden', () => {
    expect(gapRows(measures, 'lit')).toHaveLength(2);
    expect(gapRows(measures, 'active')).toEqual([]);
  });

  it('tells the same stretch of two measures apart, and names it in whole metres for a link', () => {
    const [worst, paved, lit] = gapRows(measures, 'all');
    expect(worst?.ref).toEqual({ measure: 'lit', id: 'b', fromMetres: 100, toMetres: 901 });
    expect(paved && lit && isSameGap(paved.ref, lit.ref)).toBe(false);
    expect(paved && isSameGap(paved.ref, { measure: 'paved', id: 'a', fromMetres: 0, toMetres: 300 })).toBe(true);
  });

  it('adds up metres of stretches alone', () => {
    expect(metresOf(gapRows(measures, 'all'))).toBeCloseTo(1400.2);
  });
});
