import { describe, expect, it } from 'vitest';
import { destination } from '../../geodesic.ts';
import { LineIndex } from '../../measure/line-index.ts';
import { prepareLines } from '../../measure/line-network.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { TrackPart } from '../cleaning/track-cut.ts';
import { matchTrack } from './match-track.ts';
import { compareWalks, walkSummary } from './same-walk.ts';

const start: [number, number] = [106.7, 21.9];
/** A line from `from` in one direction, a vertex each `step` metres. */
const straight = (from: [number, number], azimuth: number, metres: number, step = 10): [number, number][] =>
  Array.from({ length: Math.round(metres / step) + 1 }, (_, at) => destination(from, azimuth, at * step));
const roadsOf = (...lines: [number, number][][]) => new LineIndex(prepareLines(lines.map((line) => [line])));
/** The same walk as a receiver sees it: noise of some metres, always the same. */
function noisy(line: [number, number][], metres: number): [number, number][] {
  const random = seededRandom(7);
  return line.map((place) => destination(place, 360 * random(), metres * random()));
}
const part = (positions: [number, number][], accuracy?: number): TrackPart => {
  const filled = (value: number) => new Float64Array(positions.length).fill(value);
  if (accuracy === undefined) return { positions };
  return {
    positions,
    fixes: { times: filled(Number.NaN), elevationsMetres: filled(Number.NaN), accuracyMetres: filled(accuracy) },
  };
};

describe('a track on known roads', () => {
  it('becomes one stretch of chainage, either way, in spite of noise', () => {
    const road = straight(start, 90, 1000);
    const walk = noisy(straight(destination(start, 90, 200), 90, 500, 3), 8);
    const forward = matchTrack([part(walk)], roadsOf(road));
    expect(forward).toMatchObject({ stretches: [{ road: 0, direction: 'forward' }], unmatched: [], gaps: [] });
    expect(forward.stretches[0]?.fromMetres).toBeCloseTo(200, -1.5);
    expect(forward.stretches[0]?.toMetres).toBeCloseTo(700, -1.5);
    expect(forward.stretches[0]?.confidence).toBeGreaterThan(0.7);
    const backward = matchTrack([part(walk.toReversed())], roadsOf(road));
    expect(backward.stretches).toMatchObject([{ direction: 'backward' }]);
  });

  it('proposes what was walked beside every road as a new road, joined at both ends', () => {
    const road = straight(start, 90, 1000);
    const out = straight(destination(start, 90, 300), 0, 400);
    const walk = [...straight(start, 90, 300), ...out];
    const { stretches, unmatched } = matchTrack([part(walk)], roadsOf(road));
    expect(stretches).toMatchObject([{ road: 0 }]);
    expect(stretches[0]?.toMetres).toBeCloseTo(300, -1.3);
    expect(unmatched).toHaveLength(1);
    expect(unmatched[0]?.metres).toBeGreaterThan(360);
    expect(unmatched[0]?.metres).toBeLessThan(430);
  });

  it('does not take a road that is only crossed, nor a parallel one farther off', () => {
    const crossing = straight(destination(start, 0, 500), 180, 1000);
    const parallel = straight(destination(start, 0, 14), 90, 1000);
    const walked = straight(start, 90, 1000);
    const walk = noisy(straight(destination(start, 270, 300), 90, 1300, 4), 4);
    const { stretches } = matchTrack([part(walk)], roadsOf(crossing, parallel, walked));
    expect(stretches.map(({ road }) => road)).toEqual([2]);
  });

  it('leaves a gap where the device was silent', () => {
    const road = straight(start, 90, 2000);
    const walk = [...straight(start, 90, 500), ...straight(destination(start, 90, 1500), 90, 500)];
    const { stretches, gaps } = matchTrack([part(walk)], roadsOf(road));
    expect(stretches).toHaveLength(2);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.metres).toBeCloseTo(1000, -1);
  });

  it('tells the legs of a hairpin apart', () => {
    const up = straight(start, 90, 500);
    const turn = destination(destination(start, 90, 500), 0, 12);
    const road = [...up, turn, ...straight(turn, 270, 500)];
    const walk = straight(destination(turn, 270, 100), 270, 300, 5);
    const { stretches } = matchTrack([part(walk, 3)], roadsOf(road));
    expect(stretches).toHaveLength(1);
    expect(stretches[0]?.fromMetres).toBeGreaterThan(590);
  });

  it('tells the way out from the way back', () => {
    const road = straight(start, 90, 1000);
    const walk = noisy([...straight(start, 90, 600, 5), ...straight(start, 90, 600, 5).toReversed()], 5);
    const { stretches } = matchTrack([part(walk)], roadsOf(road));
    expect(stretches.map(({ direction }) => direction)).toEqual(['forward', 'backward']);
    for (const { fromMetres, toMetres } of stretches) expect(toMetres - fromMetres).toBeGreaterThan(570);
  });

  it('stretches its tolerance with the accuracy of the device, up to the cap', () => {
    const road = straight(start, 90, 1000);
    const aside = straight(destination(start, 0, 30), 90, 1000);
    expect(matchTrack([part(aside, 4)], roadsOf(road)).stretches).toEqual([]);
    expect(matchTrack([part(aside, 20)], roadsOf(road)).stretches).toHaveLength(1);
    const far = straight(destination(start, 0, 60), 90, 1000);
    expect(matchTrack([part(far, 500)], roadsOf(road)).stretches).toEqual([]);
  });

  it('says nothing about a track of one fix and none about no roads', () => {
    expect(matchTrack([part([start])], roadsOf(straight(start, 0, 100)))).toEqual({
      stretches: [],
      unmatched: [],
      gaps: [],
    });
    expect(matchTrack([part(straight(start, 0, 100))], roadsOf()).unmatched).toHaveLength(1);
  });
});

describe('the same walk', () => {
  const way = straight(start, 60, 3000, 7);
  const timed = (positions: [number, number][], from: number): TrackPart => ({
    positions,
    fixes: {
      times: Float64Array.from(positions, (_, at) => from + at * 5000),
      elevationsMetres: new Float64Array(positions.length),
      accuracyMetres: new Float64Array(positions.length),
    },
  });
  const compared = (one: TrackPart, other: TrackPart) => {
    const [a, b] = [walkSummary([one]), walkSummary([other])];
    if (!a || !b) throw new Error('A walk without length');
    return compareWalks(JSON.parse(JSON.stringify(a)), b).kind;
  };
  const noon = Date.UTC(2026, 5, 1, 5);

  it('is recognised in another format: coordinates rounded, fixes thinned, times lost or seven hours off', () => {
    const thinned = way
      .filter((_, at) => at % 4 === 0 || at === way.length - 1)
      .map(([x, y]): [number, number] => [Number(x.toFixed(5)), Number(y.toFixed(5))]);
    expect(compared(timed(way, noon), part(thinned))).toBe('same-walk');
    expect(compared(timed(way, noon), timed(way, noon + 7 * 3_600_000))).toBe('same-walk');
    expect(compared(timed(way, noon), timed(noisy(way, 2), noon + 20_000))).toBe('same-walk');
  });

  it('is a new visit when the times or the direction differ, and nothing when the way does', () => {
    expect(compared(timed(way, noon), timed(way, noon + 86_400_000))).toBe('same-way');
    expect(compared(timed(way, noon), timed(noisy(way, 5), noon + 5_000_000))).toBe('same-way');
    expect(compared(part(way), part(way.toReversed()))).toBe('same-way');
    expect(compared(part(way), part(straight(start, 70, 3000, 7)))).toBe('different');
    expect(compared(part(way), part(way.slice(0, 100)))).toBe('different');
    expect(walkSummary([part([start])])).toBeNull();
  });
});
