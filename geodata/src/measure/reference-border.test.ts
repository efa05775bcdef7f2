import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredByLines } from './cover-by-lines.ts';
import { coveredMetres } from './gaps.ts';
import { LineIndex } from './line-index.ts';
import { prepareLines } from './line-network.ts';

/**
 * Border totals against GeographicLib: the distance from a place on a geodesic of the border to a road is the least to its
 * geodesics; it is the reach at the ends of what is covered, found by bisection. Bars of the issue: total within 1e-6 %, worst
 * line within 1 mm.
 */
const earth = geodesic.Geodesic.WGS84;
const reach = 500;
const random = seeded(231);
const between = (least: number, most: number) => least + (most - least) * random();
type Place = readonly [number, number];

const scenes = Array.from({ length: 12 }, () => {
  const start: Place = [between(103, 109), between(8.5, 23.4)];
  const border = winding(start, 12, 150);
  return { border, road: winding(walk(border[between(2, 9) | 0] ?? start, between(0, 360), between(0, 520)), 3, 60) };
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
    const expected = scenes.map(({ border, road }) => coveredReference(border, road));
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
      const border = [start, walk(start, between(0, 360), metres)];
      const azimuth = Number(earth.Inverse(start[1], start[0], border[1]?.[1] ?? 0, border[1]?.[0] ?? 0).azi1);
      const foot = between(0.4, 0.6) * metres;
      const near = walk(walk(start, azimuth, foot), azimuth + 90, between(0, 400));
      const road = new LineIndex(prepareLines([[[near, walk(near, azimuth + 90, 10)]]]));
      const { from, to } = coveredByLines(prepareLines([[border]]), road, reach);
      const away = (along: number) => distanceOf(walk(start, azimuth, along), near) - reach;
      expect(Math.abs((from[0] ?? Number.NaN) - root(away, foot, 0))).toBeLessThan(within);
      expect(Math.abs((to[0] ?? Number.NaN) - root(away, foot, metres))).toBeLessThan(within);
    }
  },
);

/** Metres of a line within reach of another: on each segment the distance to a segment falls, then rises. */
function coveredReference(line: readonly Place[], road: readonly Place[]): number {
  let metres = 0;
  for (let index = 0; index + 1 < line.length; index++) {
    const [from, to] = [line[index] as Place, line[index + 1] as Place];
    const { s12, azi1 } = earth.Inverse(from[1], from[0], to[1], to[0]);
    const [length, azimuth] = [Number(s12), Number(azi1)];
    const pieces: [number, number][] = [];
    for (let piece = 0; piece + 1 < road.length; piece++) {
      const away = (along: number) =>
        awayFrom(walk(from, azimuth, along), road[piece] as Place, road[piece + 1] as Place) - reach;
      const ends = [away(0), away(length)] as const;
      if (Math.min(...ends) > length) continue;
      const foot = least(away, length, 1);
      if (away(foot) >= 0) continue;
      pieces.push([ends[0] <= 0 ? 0 : root(away, foot, 0), ends[1] <= 0 ? length : root(away, foot, length)]);
    }
    let reached = 0;
    for (const [start, end] of pieces.sort((a, b) => a[0] - b[0])) {
      metres += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
  }
  return metres;
}

/** Distance of a place from a geodesic segment: a foot found to a centimetre is exact to a micrometre, the curve is flat. */
function awayFrom(place: Place, from: Place, to: Place): number {
  const { s12, azi1 } = earth.Inverse(from[1], from[0], to[1], to[0]);
  const distance = (along: number) => distanceOf(place, walk(from, Number(azi1), along));
  return distance(least(distance, Number(s12), 1e-2));
}

/** Where a curve that falls and then rises is least between 0 and `most`, to `fine`. */
function least(curve: (along: number) => number, most: number, fine: number): number {
  let [low, high] = [0, most];
  while (high - low > fine) {
    const third = (high - low) / 3;
    if (curve(low + third) < curve(high - third)) high -= third;
    else low += third;
  }
  return [0, most, (low + high) / 2].reduce((best, along) => (curve(along) < curve(best) ? along : best));
}

/** The place between `inside` and `outside` where the reach ends, to a micrometre. */
function root(away: (along: number) => number, inside: number, outside: number): number {
  let [near, far] = [inside, outside];
  for (let step = 0; step < 34; step++) {
    const middle = (near + far) / 2;
    if (away(middle) > 0) far = middle;
    else near = middle;
  }
  return (near + far) / 2;
}

function winding(start: Place, segments: number, metres: number): Place[] {
  const line: Place[] = [start];
  let bearing = between(0, 360);
  for (let segment = 0; segment < segments; segment++) {
    bearing += between(-30, 30);
    line.push(walk(line[segment] as Place, bearing, between(0.5, 1.5) * metres));
  }
  return line;
}

function distanceOf(a: Place, b: Place): number {
  return Number(earth.Inverse(a[1], a[0], b[1], b[0]).s12);
}

function walk([longitude, latitude]: Place, bearing: number, metres: number): Place {
  const end = earth.Direct(latitude, longitude, bearing, metres);
  return [Number(end.lon2), Number(end.lat2)];
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
