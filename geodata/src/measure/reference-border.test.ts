import { describe, expect, it } from 'vitest';
import { azimuthDegrees, destination, distanceMetres } from '../geodesic.ts';
import { seededRandom } from '../seeded-random.ts';
import { nearLineByGeodesics, reachEndMetres } from './by-geodesics.ts';
import { coveredByLines } from './cover-by-lines.ts';
import { coveredMetres } from './gaps.ts';
import { LineIndex } from './line-index.ts';
import { prepareLines } from './line-network.ts';

/**
 * Border totals against GeographicLib: the distance from a place on a geodesic of the border to a road is the least to its
 * geodesics; it is the reach at the ends of what is covered, found by bisection. Bars of the issue: total within 1e-6 %, worst
 * line within 1 mm.
 */
const reach = 500;
const random = seededRandom(231);
const between = (least: number, most: number) => least + (most - least) * random();
type Place = readonly [number, number];

const scenes = Array.from({ length: 12 }, () => {
  const start: Place = [between(103, 109), between(8.5, 23.4)];
  const border = winding(start, 12, 150);
  return {
    border,
    road: winding(destination(border[between(2, 9) | 0] ?? start, between(0, 360), between(0, 520)), 3, 60),
  };
});

describe('against geodesics, twelve winding stretches of border beside a road each', () => {
  it('the covered metres agree within 1e-6 % in total and a millimetre on the worst', () => {
    const covered = coveredMetres(
      coveredByLines(
        prepareLines(scenes.map(({ border }) => [border])),
        new LineIndex(prepareLines(scenes.map(({ road }) => [road]))),
        reach,
      ),
    );
    const expected = scenes.map(({ border, road }) => nearLineByGeodesics(border, road, reach).coveredMetres);
    const total = expected.reduce((sum, metres) => sum + metres, 0);
    const apart = expected.map((metres, line) => Math.abs(metres - Number(covered[line])));
    expect(total).toBeGreaterThan(10_000);
    expect(Math.max(...apart)).toBeLessThan(1e-3);
    expect(Math.abs(covered.reduce((sum, metres) => sum + metres, 0) / total - 1)).toBeLessThan(1e-8);
  });
});

it.each([
  { metres: 2000, within: 2e-5 },
  { metres: 5000, within: 5e-4 },
])(
  'an end on a border segment of $metres m lies within $within m of where the geodesics have it',
  ({ metres, within }) => {
    for (let turn = 0; turn < 20; turn++) {
      const start: Place = [between(103, 109), between(8.5, 23.4)];
      const border = [start, destination(start, between(0, 360), metres)];
      const azimuth = azimuthDegrees(start, border[1] ?? start);
      const foot = between(0.4, 0.6) * metres;
      const near = destination(destination(start, azimuth, foot), azimuth + 90, between(0, 400));
      const road = new LineIndex(prepareLines([[[near, destination(near, azimuth + 90, 10)]]]));
      const { from, to } = coveredByLines(prepareLines([[border]]), road, reach);
      const away = (along: number) => distanceMetres(destination(start, azimuth, along), near) - reach;
      expect(Math.abs((from[0] ?? Number.NaN) - reachEndMetres(away, foot, 0))).toBeLessThan(within);
      expect(Math.abs((to[0] ?? Number.NaN) - reachEndMetres(away, foot, metres))).toBeLessThan(within);
    }
  },
);

function winding(start: Place, segments: number, metres: number): Place[] {
  const line: Place[] = [start];
  let bearing = between(0, 360);
  for (let segment = 0; segment < segments; segment++) {
    bearing += between(-30, 30);
    line.push(destination(line[segment] as Place, bearing, between(0.5, 1.5) * metres));
  }
  return line;
}
