import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { capsuleSpan } from './capsule.ts';
import { coveredByLines } from './cover-by-lines.ts';
import { coveredMetres, gapsOf } from './gaps.ts';
import { LineIndex } from './line-index.ts';
import { type LineParts, prepareLines } from './line-network.ts';

const earth = geodesic.Geodesic.WGS84;
const distance = (a: readonly number[], b: readonly number[]) =>
  Number(earth.Inverse(Number(a[1]), Number(a[0]), Number(b[1]), Number(b[0])).s12);
function walk(from: readonly number[], bearing: number, metres: number): [number, number] {
  const end = earth.Direct(Number(from[1]), Number(from[0]), bearing, metres);
  return [Number(end.lon2), Number(end.lat2)];
}

describe('the stretches of the border within reach of a road', () => {
  it('are cut where a crossing road comes within reach', () => {
    const west: [number, number] = [106.7, 21.9];
    const border: LineParts = [[west, walk(west, 90, 2000)]];
    const crossing: LineParts = [[walk(walk(west, 90, 1000), 0, 800), walk(walk(west, 90, 1000), 180, 800)]];
    const lines = prepareLines([border]);
    const covered = coveredByLines(lines, new LineIndex(prepareLines([crossing])), 500);
    // The geodesic border bends 8 cm off its parallel in 1 km, the reach does not change by that.
    expect(covered.from[0]).toBeCloseTo(500, 2);
    expect(covered.to[0]).toBeCloseTo(1500, 2);
    expect(gapsOf(lines.lengthMetres, covered, 100).from.length).toBe(2);
  });

  it('are none without roads, and all of a line that lies on one, whichever way either runs', () => {
    const here: [number, number] = [106.7, 21.9];
    const line: LineParts = [[here, walk(here, 40, 300), walk(here, 50, 700)]];
    const backwards: LineParts = [[...(line[0] ?? [])].reverse()];
    const lines = prepareLines([line, backwards]);
    expect(coveredByLines(lines, new LineIndex(prepareLines([])), 500).from.length).toBe(0);
    const covered = coveredMetres(coveredByLines(lines, new LineIndex(prepareLines([line])), 1));
    expect(covered[0]).toBeCloseTo(Number(lines.lengthMetres[0]), 6);
    expect(covered[1]).toBeCloseTo(Number(lines.lengthMetres[1]), 6);
  });

  it('hold exactly the places whose geodesic distance to the road is less, to a tenth of a millimetre', () => {
    const bearing = fc.double({ min: 0, max: 360, noNaN: true });
    const scene = fc.record({
      latitude: fc.double({ min: 9, max: 23, noNaN: true }),
      border: bearing,
      toRoad: bearing,
      road: bearing,
      away: fc.double({ min: 0, max: 700, noNaN: true }),
    });
    fc.assert(
      fc.property(scene, ({ latitude, border, toRoad, road, away }) => {
        const start: [number, number] = [106.5, latitude];
        const total = 60;
        const roadStart = walk(start, toRoad, away);
        const roadEnd = walk(roadStart, road, 40);
        const lines = prepareLines([[[start, walk(start, border, total)]]]);
        const covered = coveredByLines(lines, new LineIndex(prepareLines([[[roadStart, roadEnd]]])), 500);
        const apart = (along: number) => distanceToSegment(walk(start, border, along), roadStart, roadEnd);
        expect(covered.from.length).toBeLessThanOrEqual(1);
        const [from, to] = [covered.from[0] ?? 0, covered.to[0] ?? 0];
        if (from > 0) expect(apart(from)).toBeCloseTo(500, 4);
        if (to > 0 && to < total - 1e-5) expect(apart(to)).toBeCloseTo(500, 4);
        for (let along = 0; along <= total; along += 6) {
          const metres = apart(along);
          if (Math.abs(metres - 500) > 1e-4) expect(along >= from && along <= to + 1e-5 && to > 0).toBe(metres < 500);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the span of an axis inside a capsule', () => {
  it('is the same whichever end of the segment comes first', () => {
    const metres = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(metres, metres, metres, metres, (ax, ay, bx, by) => {
        const one = capsuleSpan(ax, ay, bx, by, 20);
        const first = one && { ...one };
        const second = capsuleSpan(bx, by, ax, ay, 20);
        expect(second === null).toBe(first === null);
        if (first && second) {
          expect(second.from).toBeCloseTo(first.from, 6);
          expect(second.to).toBeCloseTo(first.to, 6);
        }
      }),
    );
  });
});

/** Distance from a place to a short geodesic segment, by golden-section search along it. */
function distanceToSegment(place: readonly number[], a: readonly number[], b: readonly number[]): number {
  const inverse = earth.Inverse(Number(a[1]), Number(a[0]), Number(b[1]), Number(b[0]));
  const at = (metres: number) => distance(place, walk(a, Number(inverse.azi1), metres));
  let low = 0;
  let high = Number(inverse.s12);
  for (let step = 0; step < 45; step++) {
    const third = (high - low) / 3;
    if (at(low + third) < at(high - third)) high -= third;
    else low += third;
  }
  return at((low + high) / 2);
}
