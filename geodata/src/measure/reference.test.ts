import { describe, expect, it } from 'vitest';
import { destination } from '../geodesic.ts';
import { seededRandom } from '../seeded-random.ts';
import { leftByGeodesics, nearPlacesByGeodesics } from './by-geodesics.ts';
import { coveredByPoints } from './cover-by-points.ts';
import { coveredMetres, gapsOf } from './gaps.ts';
import { prepareLines } from './line-network.ts';
import { preparePositions } from './positions.ts';

/**
 * The engine against GeographicLib: the distance from a lamp to a place on a geodesic segment is 25 m at the ends of what it
 * lights, found by bisection on geodesics (`by-geodesics.ts`). Random roads of all of Viet Nam's latitudes; bars of the issue: total
 * within 1e-6 %, worst road within 1 mm, no gap more or less.
 */
const reach = 25;
const random = seededRandom(1291);
const between = (least: number, most: number) => least + (most - least) * random();
type Place = readonly [number, number];

const roads = Array.from({ length: 1500 }, () => randomRoad());
const network = prepareLines(roads.map(({ line }) => [line]));
const lamps = roads.flatMap((road) => road.lamps);
const covered = coveredByPoints(network, preparePositions(Float64Array.from(lamps.flat())), reach);

describe('against geodesics on 1,500 random roads', () => {
  const expected = roads.map(({ line, lamps }) => nearPlacesByGeodesics(line, lamps, reach));

  it('lengths agree to a hundredth of a millimetre', () => {
    const apart = expected.map(({ lengthMetres }, road) => Math.abs(lengthMetres - Number(network.lengthMetres[road])));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
  });

  it('lit metres agree within 1e-6 % in total and a tenth of a millimetre on the worst road', () => {
    const lit = coveredMetres(covered);
    const reference = expected.map(({ coveredMetres }) => coveredMetres);
    const apart = reference.map((metres, road) => Math.abs(metres - Number(lit[road])));
    const total = reference.reduce((sum, metres) => sum + metres, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(apart.reduce((sum, metres) => sum + metres, 0) / total).toBeLessThan(1e-8);
    expect(Math.max(...apart)).toBeLessThan(1e-4);
  });

  it('the gaps are the same, none more and none less', () => {
    const gaps = gapsOf(network.lengthMetres, covered, 50);
    expected.forEach((judged, road) => {
      const dark = leftByGeodesics(judged, 50);
      const from = Number(gaps.starts[road]);
      expect(Number(gaps.starts[road + 1]) - from).toBe(dark.length);
      dark.forEach(([start, end], index) => {
        expect(gaps.from[from + index]).toBeCloseTo(start, 4);
        expect(gaps.to[from + index]).toBeCloseTo(end, 4);
      });
    });
  });
});

/** A winding road, alone in its neighbourhood, with lamps beside it, some of them out of reach. */
function randomRoad(): { line: Place[]; lamps: Place[] } {
  let place: Place = [between(103, 109), between(8.5, 23.4)];
  let bearing = between(0, 360);
  const line: Place[] = [place];
  const lamps: Place[] = [];
  for (let segment = Math.round(between(1, 10)); segment > 0; segment--) {
    bearing += between(-60, 60);
    const metres = between(1, 60);
    if (random() < 0.5)
      lamps.push(destination(destination(place, bearing, between(0, metres)), bearing + 90, between(-30, 30)));
    place = destination(place, bearing, metres);
    line.push(place);
  }
  return { line, lamps };
}
