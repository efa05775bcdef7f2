import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredByLines } from './cover-by-lines.ts';
import { coveredByPoints } from './cover-by-points.ts';
import { coveredMetres, gapsOf } from './gaps.ts';
import { LineIndex } from './line-index.ts';
import { type LineParts, prepareLines } from './line-network.ts';
import { preparePositions } from './positions.ts';

type Place = [number, number];
const place: fc.Arbitrary<Place> = fc.tuple(
  fc.double({ min: 106.7, max: 106.704, noNaN: true }),
  fc.double({ min: 21.9, max: 21.904, noNaN: true }),
);
const line = fc.array(place, { minLength: 2, maxLength: 12 });
const lines = fc.array(line, { minLength: 1, maxLength: 4 });
const lamps = fc.array(place, { maxLength: 12 });
const parts = (lines: Place[][]): LineParts[] => lines.map((line) => [line]);
const sum = (metres: Float64Array) => metres.reduce((total, each) => total + each, 0);
const positions = (places: Place[]) => preparePositions(Float64Array.from(places.flat()));
const lit = (roads: LineParts[], lamps: Place[], reach = 25) =>
  coveredByPoints(prepareLines(roads), positions(lamps), reach);
const litMetres = (roads: LineParts[], lamps: Place[], reach = 25) => sum(coveredMetres(lit(roads, lamps, reach)));
const near = (roads: LineParts[], others: LineParts[], reach = 60) =>
  sum(coveredMetres(coveredByLines(prepareLines(roads), new LineIndex(prepareLines(others)), reach)));

/** The line with one vertex more, on its geodesic between two of its own. */
function withVertexBetween(line: Place[], number: number, share: number): Place[] {
  const at = number % (line.length - 1);
  const [[x, y], [nextX, nextY]] = [line[at] as Place, line[at + 1] as Place];
  const { s12, azi1 } = geodesic.Geodesic.WGS84.Inverse(y, x, nextY, nextX);
  const { lon2, lat2 } = geodesic.Geodesic.WGS84.Direct(y, x, Number(azi1), share * Number(s12));
  return line.toSpliced(at + 1, 0, [Number(lon2), Number(lat2)]);
}

describe('laws of the border near roads', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('split between two vertices, as one sector or as two, border and roads are worth the same', () => {
    fc.assert(
      fc.property(line, line, fc.nat(10), share, (border, road, number, part) => {
        const whole = near([[border]], [[road]]);
        const [longer, longerRoad] = [border, road].map((each) => withVertexBetween(each, number, part)) as [
          Place[],
          Place[],
        ];
        expect(near([[longer]], [[road]])).toBeCloseTo(whole, 3);
        expect(near([[border]], [[longerRoad]])).toBeCloseTo(whole, 3);
        const cut = 1 + (number % (border.length - 1));
        expect(near([[longer.slice(0, cut + 1)], [longer.slice(cut)]], [[road]])).toBeCloseTo(whole, 3);
        expect(near([[border]], [[longerRoad.slice(0, 2)], [longerRoad.slice(1)]])).toBeCloseTo(whole, 3);
      }),
    );
  });

  it('twice the border is twice the metres; every road twice, or in another order, is the same metres', () => {
    fc.assert(
      fc.property(lines, lines, (border, roads) => {
        const once = near(parts(border), parts(roads));
        expect(near(parts([...border, ...border]), parts(roads))).toBeCloseTo(2 * once, 6);
        expect(near(parts(border), parts([...roads, ...roads]))).toBeCloseTo(once, 6);
        expect(near(parts(border), parts(roads.toReversed()))).toBeCloseTo(once, 6);
      }),
    );
  });

  it('one more road, or a longer reach, never takes a metre away', () => {
    fc.assert(
      fc.property(lines, lines, line, fc.double({ min: 1, max: 300, noNaN: true }), (border, roads, one, reach) => {
        const before = near(parts(border), parts(roads), reach);
        expect(near(parts(border), parts([...roads, one]), reach)).toBeGreaterThanOrEqual(before - 1e-6);
        expect(near(parts(border), parts(roads), reach + 5)).toBeGreaterThanOrEqual(before - 1e-6);
      }),
    );
  });

  it('a border is within any reach of itself', () => {
    fc.assert(
      fc.property(lines, (border) => {
        const length = sum(prepareLines(parts(border)).lengthMetres);
        expect(near(parts(border), parts(border), 0.5)).toBeCloseTo(length, 4);
      }),
    );
  });
});

describe('laws every coverage obeys', () => {
  it('a line reversed is covered alike, by points and by lines', () => {
    fc.assert(
      fc.property(lines, lamps, lines, (roads, lamps, others) => {
        const reversed = roads.map((road) => road.toReversed());
        expect(litMetres(parts(reversed), lamps)).toBeCloseTo(litMetres(parts(roads), lamps), 4);
        expect(near(parts(reversed), parts(others))).toBeCloseTo(near(parts(roads), parts(others)), 4);
        expect(near(parts(roads), parts(others.map((other) => other.toReversed())))).toBeCloseTo(
          near(parts(roads), parts(others)),
          4,
        );
      }),
    );
  });

  it('a road split into two roads, or into parts, at a vertex is covered alike', () => {
    fc.assert(
      fc.property(line, lamps, fc.nat(10), (road, lamps, cut) => {
        const at = 1 + (cut % (road.length - 1));
        const [head, tail] = [road.slice(0, at + 1), road.slice(at)];
        const whole = litMetres([[road]], lamps);
        expect(litMetres([[head], [tail]], lamps)).toBeCloseTo(whole, 4);
        expect(litMetres([[head, tail]], lamps)).toBeCloseTo(whole, 4);
      }),
    );
  });

  it('one more lamp, or a longer reach, never darkens a metre', () => {
    fc.assert(
      fc.property(lines, lamps, place, fc.double({ min: 1, max: 60, noNaN: true }), (roads, lamps, one, reach) => {
        const before = coveredMetres(lit(parts(roads), lamps, reach));
        const more = coveredMetres(lit(parts(roads), [...lamps, one], reach));
        const longer = coveredMetres(lit(parts(roads), lamps, reach + 5));
        before.forEach((metres, road) => {
          expect(more[road]).toBeGreaterThanOrEqual(metres - 1e-6);
          expect(longer[road]).toBeGreaterThanOrEqual(metres - 1e-6);
        });
      }),
    );
  });

  it('all data twice is twice the metres; every lamp twice is the same metres', () => {
    fc.assert(
      fc.property(lines, lamps, (roads, lamps) => {
        const once = litMetres(parts(roads), lamps);
        expect(litMetres(parts([...roads, ...roads]), [...lamps, ...lamps])).toBeCloseTo(2 * once, 6);
        expect(lit(parts(roads), [...lamps, ...lamps])).toEqual(lit(parts(roads), lamps));
        expect(lit(parts(roads), lamps.toReversed())).toEqual(lit(parts(roads), lamps));
      }),
    );
  });

  it('everything turned about the axis of the earth is covered alike', () => {
    const turn = (degrees: number, places: Place[]) =>
      places.map(([longitude, latitude]): Place => [longitude + degrees, latitude]);
    fc.assert(
      fc.property(lines, lamps, lines, fc.integer({ min: -250, max: 70 }), (roads, lamps, others, degrees) => {
        const turned = roads.map((road) => turn(degrees, road));
        const turnedOthers = others.map((other) => turn(degrees, other));
        expect(litMetres(parts(turned), turn(degrees, lamps))).toBeCloseTo(litMetres(parts(roads), lamps), 4);
        expect(near(parts(turned), parts(turnedOthers))).toBeCloseTo(near(parts(roads), parts(others)), 4);
      }),
    );
  });

  it('covered metres and gaps make up the whole of each line', () => {
    fc.assert(
      fc.property(lines, lamps, (roads, lamps) => {
        const network = prepareLines(parts(roads));
        const covered = coveredByPoints(network, positions(lamps), 25);
        const gaps = coveredMetres(gapsOf(network.lengthMetres, covered, 0));
        coveredMetres(covered).forEach((metres, road) => {
          expect(metres + Number(gaps[road])).toBeCloseTo(Number(network.lengthMetres[road]), 4);
        });
      }),
    );
  });
});
