import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredByPoints } from './cover-by-points.ts';
import { coveredMetres, gapsOf } from './gaps.ts';
import type { IntervalTable } from './intervals.ts';
import { type LineParts, prepareLines } from './line-network.ts';
import { preparePositions } from './positions.ts';

const earth = geodesic.Geodesic.WGS84;
const start = [106.761, 21.853] as const;

/** A place `along` metres on a bearing from the start and `aside` metres to the right of it. */
function place(along: number, aside = 0, bearing = 62): [number, number] {
  const foot = earth.Direct(start[1], start[0], bearing, along);
  const end = earth.Direct(Number(foot.lat2), Number(foot.lon2), Number(foot.azi2) + 90, aside);
  return [Number(end.lon2), Number(end.lat2)];
}

const road = (metres: number, vertices = 2): LineParts => [
  Array.from({ length: vertices }, (_, index) => place((metres * index) / (vertices - 1))),
];
const points = (...places: [number, number][]) => preparePositions(Float64Array.from(places.flat()));
const list = (table: IntervalTable, line = 0) =>
  Array.from({ length: (table.starts[line + 1] ?? 0) - (table.starts[line] ?? 0) }, (_, index) => {
    const at = (table.starts[line] ?? 0) + index;
    return [table.from[at], table.to[at]].map((metres) => Math.round(Number(metres) * 1000) / 1000);
  });

describe('the stretches of a road within reach of points', () => {
  it('reach half a chord to either side of a lamp that stands off the road', () => {
    const covered = coveredByPoints(prepareLines([road(500, 26)]), points(place(200, 7)), 25);
    expect(list(covered)).toEqual([[176, 224]]);
  });

  it('are clipped at both ends and merged where lamps overlap', () => {
    const lamps = points(place(0), place(40), place(480, -15));
    const covered = coveredByPoints(prepareLines([road(490, 50)]), lamps, 25);
    expect(list(covered)).toEqual([
      [0, 65],
      [460, 490],
    ]);
    expect(coveredMetres(covered)[0]).toBeCloseTo(95, 3);
  });

  it('leave gaps that add up with the covered metres to the length of the road', () => {
    const lines = prepareLines([road(1000, 3)]);
    const covered = coveredByPoints(lines, points(place(100), place(300), place(345)), 25);
    expect(list(gapsOf(lines.lengthMetres, covered, 50))).toEqual([
      [0, 75],
      [125, 275],
      [370, 1000],
    ]);
    expect(list(gapsOf(lines.lengthMetres, covered, 151))).toEqual([[370, 1000]]);
  });

  it('do not grow by a lamp exactly at reach, a road of zero length, or no lamps at all', () => {
    const here = place(100);
    const lines = prepareLines([[[here, here]], [[here]], [], road(100)]);
    expect(coveredByPoints(lines, points(), 25).from.length).toBe(0);
    const covered = coveredByPoints(lines, points(here), 25);
    expect(coveredMetres(covered).slice(0, 3)).toEqual(new Float64Array(3));
    expect(list(covered, 3)).toEqual([[75, 100]]);
    expect(list(gapsOf(lines.lengthMetres, covered, 0), 3)).toEqual([[0, 75]]);
    const east = prepareLines([
      [
        [
          [106, 0],
          [106.01, 0],
        ],
      ],
    ]);
    // On the equator the meridian arc is the offset itself: the lamp stands exactly at reach, to the last bit.
    const atReach = preparePositions(Float64Array.of(106.005, 0));
    atReach.values[1] = 25;
    expect(coveredByPoints(east, atReach, 25).from.length).toBe(0);
  });

  it('run on through the parts of a line without covering the jump between them', () => {
    const parts: LineParts = [
      [place(0), place(100)],
      [place(300), place(400)],
    ];
    const covered = coveredByPoints(prepareLines([parts]), points(place(200), place(310)), 50);
    expect(list(covered)).toEqual([[100, 160]]);
  });
});
