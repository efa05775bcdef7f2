import fc from 'fast-check';
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
