import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination } from '../geodesic.ts';
import { measureWorks } from './measures.ts';
import { type MeasureParameters, measureDefaults } from './parameters.ts';
import { prepareWorks, type RoadWork } from './works.ts';

type Place = readonly [number, number];
const at = (east: number, north = 0): Place => destination(destination([106.7, 21.9], 0, north), 90, east);

const road = (id: string, places: readonly Place[]): RoadWork => ({
  ...{ id, parts: [places], postId: 'A', kind: 'patrol', surface: 'earth', status: 'usable' },
});

/** A fix every so many metres along lines, the last at their end, each so many metres to the right of where the walk goes. */
function walking(line: readonly Place[], every: number, beside = 0): Place[] {
  const fixes: Place[] = [];
  let left = 0;
  for (let corner = 0; corner + 1 < line.length; corner++) {
    const [from, to] = [line[corner] as Place, line[corner + 1] as Place];
    const [east, north] = metresBetween(from, to);
    const length = Math.hypot(east, north);
    const bearing = (Math.atan2(east, north) * 180) / Math.PI;
    for (; left < length; left += every)
      fixes.push(destination(destination(from, bearing, left), bearing + 90, beside));
    left -= length;
  }
  return [...fixes, line.at(-1) as Place];
}
function metresBetween([x, y]: Place, [toX, toY]: Place): [number, number] {
  const east = (toX - x) * 111_320 * Math.cos((y * Math.PI) / 180);
  return [east, (toY - y) * 110_720];
}

/** What is walked of each road. */
function activityOn(roads: readonly RoadWork[], fixes: readonly Place[], parameters: Partial<MeasureParameters> = {}) {
  const walk = { id: 'walk', parts: [fixes], postId: 'A', kind: 'patrol', patrolCode: null };
  const tracks = [{ ...walk, startedAt: '2026-05-01T01:00:00Z', endedAt: '2026-05-01T02:00:00Z' }];
  const works = { posts: [], sectors: [], markers: [], roads, lamps: [], tracks };
  return measureWorks(prepareWorks(works, { ...measureDefaults, ...parameters }), 'A').active.lines;
}
/** In metres. */
const walked = (...asked: Parameters<typeof activityOn>): Record<string, number> =>
  Object.fromEntries(
    activityOn(...asked).map(({ line, covered }) => [line, covered.reduce((sum, [from, to]) => sum + to - from, 0)]),
  );
/** Of one road, as chainages. */
const walkedOf = (only: RoadWork, fixes: readonly Place[]) =>
  activityOn([only], fixes).flatMap(({ covered }) => covered.map((pair) => pair.map(Math.round)));
const total = (metres: Record<string, number>) => Object.values(metres).reduce((sum, each) => sum + each, 0);

describe('who walks all of a road has walked all of it', () => {
  const square = [at(0), at(100), at(100, 100), at(0, 100), at(0)];

  it.each([20, 40])('a ring of 400 m with a fix every %i m, wherever the ring is closed', (every) => {
    for (let start = 0; start < 4; start++) {
      const turned = [...square.slice(start, 4), ...square.slice(0, start + 1)];
      expect(total(walked([road('ring', turned)], walking(square, every)))).toBeCloseTo(400, 0);
    }
  });

  it.each([20, 40])('two roads end to end with a fix every %i m, in whichever direction each is drawn', (every) => {
    const fixes = walking([at(0), at(1000)], every);
    const [west, east] = [
      [at(0), at(410)],
      [at(410), at(1000)],
    ];
    for (const first of [west, west.toReversed()]) {
      for (const second of [east, east.toReversed()]) {
        expect(total(walked([road('W', first), road('E', second)], fixes))).toBeCloseTo(1000, 3);
      }
    }
  });

  it('a turn from one road into the middle of another', () => {
    const roads = [road('side', [at(300, -200), at(300)]), road('main', [at(0), at(300), at(1000)])];
    const metres = walked(roads, walking([at(300, -190), at(300), at(900)], 40));
    expect(metres).toEqual({ side: expect.closeTo(190, 1), main: expect.closeTo(600, 1) });
  });

  it('a small ring by the way that was walked, not the long way around', () => {
    const ring = road('ring', [at(22.5), at(45), at(45, 15), at(0, 15), at(0), at(22.5)]);
    expect(walkedOf(ring, [at(2.5), at(42.5)])).toEqual([
      [0, 20],
      [100, 120],
    ]);
  });

  it('a loop that comes back to its own road', () => {
    const loop = [at(0), at(200), at(260, 60), at(320), at(260, -60), at(200)];
    const whole = 200 + 4 * Math.hypot(60, 60);
    expect(total(walked([road('loop', loop)], walking([...loop, at(0)], 40)))).toBeCloseTo(whole, 0);
  });
});

describe('two roads', () => {
  it('that only come near each other are not joined: there is a hole', () => {
    const roads = [road('W', [at(0), at(400)]), road('E', [at(430), at(1000)])];
    expect(total(walked(roads, walking([at(0), at(1000)], 40)))).toBeCloseTo(400 + 560, 0);
  });

  it('that fork are not both walked where the fixes lie on one of them', () => {
    const roads = [road('straight', [at(0), at(100), at(300)]), road('fork', [at(100), at(300, 20)])];
    const metres = walked(roads, [at(50), at(90), at(130), at(170), at(210)]);
    expect(metres).toEqual({ straight: expect.closeTo(160, 2), fork: 0 });
  });

  it('that share a vertex far from the step are not joined', () => {
    const roads = [road('up', [at(0), at(0, 500)]), road('over', [at(0), at(60, 500)])];
    const metres = walked(roads, [at(0, 480), at(0, 500), at(60, 500), at(58, 480)]);
    expect(total(metres)).toBeLessThan(45);
  });
});

describe('the road that a walk was on', () => {
  const straight = (north: number, to = 400) => walking([at(0, north), at(to, north)], 20);

  it('is one of those hardly farther from a fix than the nearest', () => {
    const roads = [road('R', [at(0), at(400)]), road('beside', [at(0, 8), at(400, 8)])];
    // 2 and 6 m away nobody can tell; 0 and 8 m away somebody can.
    expect(walked(roads, straight(2))).toEqual({ R: expect.closeTo(400, 2), beside: expect.closeTo(400, 2) });
    expect(walked(roads, straight(0))).toEqual({ R: expect.closeTo(400, 2), beside: 0 });
  });

  it('has no detour of more than half the step', () => {
    const bent = (north: number) => road('R', [at(0), at(0, north), at(50, north), at(50)]);
    const step = [at(0), at(50)];
    // 1.5 x 50 m and 15 m at either end.
    expect(walked([bent(26)], step).R).toBeCloseTo(102, 1);
    expect(walked([bent(29)], step).R).toBe(0);
  });

  it('is not known between fixes farther apart than told', () => {
    const roads = [road('R', [at(0), at(400)])];
    expect(walked(roads, [at(0), at(99)]).R).toBeCloseTo(99, 2);
    expect(walked(roads, [at(0), at(101)]).R).toBe(0);
    expect(walked(roads, [at(0), at(101)], { fixGapMetres: 102 }).R).toBeCloseTo(101, 2);
  });

  it('is the nearer leg of a hairpin', () => {
    const hairpin = road('H', [at(0), at(1000), at(1000, -12), at(0, -12)]);
    // 4 m from one leg and 8 m from the other: both are near enough.
    expect(walkedOf(hairpin, straight(-4))).toEqual([[0, 400]]);
    expect(walkedOf(hairpin, straight(-8))).toEqual([[1612, 2012]]);
  });
});

describe('laws of what is walked', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 60, max: 200 }), fc.integer({ min: -80, max: 80 })), {
    minLength: 3,
    maxLength: 7,
  });
  const courseOf = (moves: readonly (readonly [number, number])[]) => {
    let [east, north] = [0, 0];
    const corners = moves.map(([aside, up]) => {
      east += aside;
      north += up;
      return at(east, north);
    });
    return [at(0), ...corners];
  };
  const every = fc.integer({ min: 5, max: 55 });
  const beside = fc.integer({ min: -8, max: 8 });

  it('splitting a road changes nothing', () => {
    fc.assert(
      fc.property(steps, every, beside, fc.nat(), (moves, metres, aside, place) => {
        const course = courseOf(moves);
        const fixes = walking(course, metres, aside);
        const cut = 1 + (place % (course.length - 2));
        const one = total(walked([road('all', course)], fixes));
        const two = total(walked([road('A', course.slice(0, cut + 1)), road('B', course.slice(cut))], fixes));
        expect(two).toBeCloseTo(one, 3);
      }),
    );
  });

  it('where a ring is closed changes nothing', () => {
    fc.assert(
      fc.property(steps, every, beside, fc.nat(), (moves, metres, aside, place) => {
        const there = courseOf(moves);
        const back = there
          .slice(0, -1)
          .toReversed()
          .map(([x, y]): Place => [x, y + 0.004]);
        const ring = [...there, ...back];
        const start = place % ring.length;
        const turned = [...ring.slice(start), ...ring.slice(0, start)];
        const closed = (places: readonly Place[]) => [...places, places[0] as Place];
        const fixes = walking(closed(ring), metres, aside);
        const one = total(walked([road('ring', closed(ring))], fixes));
        expect(total(walked([road('ring', closed(turned))], fixes))).toBeCloseTo(one, 3);
      }),
    );
  });
});
