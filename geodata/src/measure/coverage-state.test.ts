import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredByLines } from './cover-by-lines.ts';
import { coveredByPoints } from './cover-by-points.ts';
import { CoverageState } from './coverage-state.ts';
import { LineIndex } from './line-index.ts';
import { type LineParts, prepareLines } from './line-network.ts';
import { nearestLine } from './locate.ts';
import { preparePositions } from './positions.ts';

type Place = [number, number];
const reaches = { lightMetres: 25, borderMetres: 500, accessMetres: 30 };
/** Two kilometres across, so that works meet often. */
const place: fc.Arbitrary<Place> = fc.tuple(
  fc.double({ min: 106.7, max: 106.72, noNaN: true }),
  fc.double({ min: 21.9, max: 21.92, noNaN: true }),
);
const part = fc
  .tuple(place, fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }))))
  .map(([start, steps]) => {
    const line = [start];
    for (const [east, north] of steps) {
      const [longitude, latitude] = line[line.length - 1] as Place;
      line.push([longitude + east * 1e-5, latitude + north * 1e-5]);
    }
    return line;
  });
const road: fc.Arbitrary<LineParts> = fc.array(part, { maxLength: 2 });
const orNone = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3 });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('lamp' as const), id: fc.nat(12), to: orNone(place) }),
  fc.record({ kind: fc.constant('marker' as const), id: fc.nat(12), to: orNone(place) }),
  fc.record({ kind: fc.constant('road' as const), id: fc.nat(12), to: orNone(road), usable: fc.boolean() }),
);

describe('coverage kept up to date', () => {
  it('equals a full computation to the last digit after any edits, and names what they changed', () => {
    const scene = fc.record({
      roads: fc.array(road, { maxLength: 10 }),
      lamps: fc.array(place, { maxLength: 10 }),
      markers: fc.array(place, { maxLength: 10 }),
      border: fc.array(road, { minLength: 1, maxLength: 3 }),
      edits: fc.array(edit, { maxLength: 25 }),
    });
    fc.assert(
      fc.property(scene, ({ roads, lamps, markers, border, edits }) => {
        const roadsNow: (LineParts | null)[] = [...roads];
        const usableNow = roads.map((_, index) => index % 3 !== 2);
        const lampsNow: (Place | null)[] = [...lamps];
        const markersNow: (Place | null)[] = [...markers];
        const sectors = prepareLines(border);
        const state = new CoverageState(
          {
            roads: prepareLines(roads),
            isUsable: (index) => usableNow[index] ?? false,
            lamps: preparePositions(Float64Array.from(lamps.flat())),
            border: sectors,
            markerDegrees: Float64Array.from(markers.flat()),
          },
          reaches,
        );
        for (const change of [null, ...edits]) {
          const before = pictureOf(state, roadsNow.length, sectors.lineCount, markersNow.length);
          let told = {
            roads: [] as readonly number[],
            sectors: [] as readonly number[],
            markers: [] as readonly number[],
          };
          if (change?.kind === 'lamp') {
            set(lampsNow, change.id, change.to);
            told = state.setLamp(change.id, change.to);
          } else if (change?.kind === 'marker') {
            set(markersNow, change.id, change.to);
            told = state.setMarker(change.id, change.to);
          } else if (change?.kind === 'road') {
            set(roadsNow, change.id, change.to);
            usableNow[change.id] = change.usable;
            told = state.setRoad(change.id, change.to, { usable: change.usable });
          }
          const network = prepareLines(roadsNow.map((parts) => parts ?? []));
          const working = preparePositions(Float64Array.from(lampsNow.flatMap((lamp) => lamp ?? [])));
          const usable = new LineIndex(network, (index) => roadsNow[index] !== null && (usableNow[index] ?? false));
          expect(state.litTable()).toEqual(coveredByPoints(network, working, reaches.lightMetres));
          expect(state.reachedTable()).toEqual(coveredByLines(sectors, usable, reaches.borderMetres));
          markersNow.forEach((marker, index) => {
            const nearest = marker && nearestLine(usable, marker, reaches.accessMetres);
            expect(state.accessOf(index)?.id).toBe(nearest?.id);
            expect(state.accessOf(index)?.distanceMetres).toBe(nearest?.distanceMetres);
          });
          const after = pictureOf(state, roadsNow.length, sectors.lineCount, markersNow.length);
          for (const kind of ['roads', 'sectors', 'markers'] as const) {
            const changed = after[kind].flatMap((text, index) => (text === (before[kind][index] ?? '') ? [] : [index]));
            expect(told[kind]).toEqual(changed);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('an edit computes what lies near it, however large the province is', () => {
  /** A grid of roads of 400 m a kilometre apart, a marker and a stretch of border beside each. */
  const province = (side: number) => {
    const corners = Array.from({ length: side * side }, (_, cell): Place => {
      return [106 + 0.01 * (cell % side), 21 + 0.01 * Math.floor(cell / side)];
    });
    const beside = (north: number) =>
      corners.map(
        ([x, y]): LineParts => [
          [
            [x, y + north],
            [x + 0.004, y + north],
          ],
        ],
      );
    return new CoverageState(
      {
        roads: prepareLines(beside(0)),
        isUsable: () => true,
        lamps: preparePositions(Float64Array.from(corners.flat())),
        border: prepareLines(beside(0.002)),
        markerDegrees: Float64Array.from(corners.flatMap(([x, y]) => [x, y + 0.0001])),
      },
      reaches,
    );
  };
  const work = (side: number) => {
    const state = province(side);
    return [
      state.setLamp(0, [106.0105, 21.01]),
      state.setMarker(0, [106.0105, 21.01]),
      state.setRoad(0, [
        [
          [106, 21],
          [106.004, 21.0001],
        ],
      ]),
      state.setRoad(0, null),
    ].map(({ computed }) => computed);
  };
  // The road the lamp stood by and the one it stands by now; the marker; the road, its border and its marker's place.
  const small = work(3);
  expect(small.slice(0, 2)).toEqual([2, 1]);
  for (const computed of small) expect(computed).toBeLessThanOrEqual(3);
  expect(work(40)).toEqual(small);
});

function pictureOf(state: CoverageState, roads: number, sectors: number, markers: number) {
  const each = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index));
  return {
    roads: each(roads, (index) => state.litStretches(index).join()),
    sectors: each(sectors, (index) => state.reachedStretches(index).join()),
    markers: each(markers, (index) => {
      const access = state.accessOf(index);
      return access ? `${access.id} ${access.distanceMetres}` : '';
    }),
  };
}

function set<Value>(list: (Value | null)[], index: number, value: Value | null): void {
  while (list.length <= index) list.push(null);
  list[index] = value;
}
