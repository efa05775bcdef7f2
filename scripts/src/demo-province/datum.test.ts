import {
  type Bounds,
  coordinateCandidates,
  datumDoubt,
  destination,
  findCoordinateSystem,
  growBounds,
  type LineParts,
  lineLengthMetres,
  needsConfirmation,
  prepareReference,
  toWgs84,
} from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeDemonstrationProvince } from './index.ts';
import { type Random, randomOf } from './random.ts';
import { ofLayer } from './reading.ts';

type Place = [longitude: number, latitude: number];
interface Road {
  readonly parts: LineParts;
  readonly bounds: Bounds;
}

const vn2000 = findCoordinateSystem('EPSG:4756');
if (!vn2000) throw new Error('VN-2000 has been lost');
const fromVn2000 = toWgs84(vn2000);

/** The VN-2000 degrees of a WGS 84 place: the shift hardly changes over its own length. */
function toVn2000([x, y]: Place): Place {
  let [longitude, latitude] = [x, y];
  for (let round = 0; round < 4; round++) {
    const [east, north] = fromVn2000(longitude, latitude);
    [longitude, latitude] = [longitude + x - east, latitude + y - north];
  }
  return [longitude, latitude];
}

/** A recording along a line: a fix every 15 m or so, each thrown off by ten metres at most either way. */
function recorded(parts: LineParts, random: Random): Place[] {
  return parts.flatMap((line) =>
    line.flatMap(([x = 0, y = 0], at) => {
      const [fromX = x, fromY = y] = line[at - 1] ?? [];
      const steps = Math.max(
        1,
        Math.round(
          lineLengthMetres([
            [fromX, fromY],
            [x, y],
          ]) / 15,
        ),
      );
      return Array.from({ length: steps }, (_, step): Place => {
        const share = (step + 1) / steps;
        const east = destination(
          [fromX + share * (x - fromX), fromY + share * (y - fromY)],
          90,
          random.between(-10, 10),
        );
        return destination(east, 0, random.between(-10, 10));
      });
    }),
  );
}

describe('the demonstration roads, each recorded with ten metres of noise', () => {
  let roads: Road[];
  let border: LineParts[];
  let province: Bounds;
  beforeAll(() => {
    const made = makeDemonstrationProvince(1);
    roads = ofLayer(made, 'patrol-road').map(({ geometry }) => ({
      parts: geometry.coordinates,
      bounds: boundsOf(geometry.coordinates.flat()),
    }));
    border = ofLayer(made, 'border-line').map(({ geometry }) => geometry.coordinates);
    province = boundsOf(roads.flatMap(({ parts }) => parts.flat()));
  }, 120_000);

  /** What is said of a file of one line where the roads around it are known. */
  function said(places: readonly Place[], road: Road, known: readonly Road[]): 'question' | 'hint' | 'nothing' {
    const around = growBounds(road.bounds, 3000);
    const lines = [...border, ...known.filter(({ bounds }) => meet(bounds, around)).map(({ parts }) => parts)];
    const reference = prepareReference({ bounds: province, lines });
    const features = [{ geometry: { type: 'LineString', coordinates: places } }];
    const candidates = coordinateCandidates(features, reference);
    if (needsConfirmation(candidates)) return 'question';
    return datumDoubt(candidates, reference)?.doubt === 'suspected' ? 'hint' : 'nothing';
  }
  const sampled = () => roads.filter((_, at) => at % 2 === 0);
  const count = (answers: readonly string[]) => ({
    of: answers.length,
    question: answers.filter((each) => each === 'question').length,
    hint: answers.filter((each) => each === 'hint').length,
  });

  it('are never doubted as WGS 84 along a known road', () => {
    const random = randomOf(1, 'datum on known roads');
    const answers = sampled().map((road) => said(recorded(road.parts, random), road, roads));
    expect(count(answers)).toMatchObject({ question: 0, hint: 0 });
  });

  it('are hardly ever doubted as WGS 84 where the register does not know the road yet', () => {
    const random = randomOf(1, 'datum on new roads');
    const found = count(
      sampled().map((road) =>
        said(
          recorded(road.parts, random),
          road,
          roads.filter((each) => each !== road),
        ),
      ),
    );
    expect(found.question).toBeLessThanOrEqual(found.of / 100);
    expect(found.hint).toBeLessThanOrEqual(found.of / 40);
  });

  it('are doubted as VN-2000 degrees, nearly always', () => {
    const random = randomOf(1, 'datum of VN-2000');
    const found = count(sampled().map((road) => said(recorded(road.parts, random).map(toVn2000), road, roads)));
    // Roads of less than half a kilometre are two fifths of all, and some run the way of the shift.
    expect(found.question).toBeGreaterThan(0.5 * found.of);
    expect(found.question + found.hint).toBeGreaterThan(0.75 * found.of);
  });
});

const meet = ([west, south, east, north]: Bounds, other: Bounds) =>
  west <= other[2] && east >= other[0] && south <= other[3] && north >= other[1];

function boundsOf(positions: readonly (readonly number[])[]): Bounds {
  const xs = positions.map(([x = 0]) => x);
  const ys = positions.map(([, y = 0]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
