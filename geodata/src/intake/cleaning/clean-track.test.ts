import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination, lineLengthMetres } from '../../geodesic.ts';
import { applyCuts, cleanTrack } from './clean-track.ts';
import { cleaningDefaults, type TrackPart } from './track-cut.ts';

const start: [number, number] = [106.7, 21.9];
/** A walk eastwards, a fix every 5 s and 6 m, with its own words for what goes wrong. */
function walk(count: number): { positions: [number, number][]; times: number[] } {
  const positions = Array.from({ length: count }, (_, at) => destination(start, 80 + 10 * Math.sin(at / 9), 6 * at));
  return { positions, times: positions.map((_, at) => 1_750_000_000_000 + 5000 * at) };
}
interface Walk {
  readonly positions: [number, number][];
  readonly times?: number[];
  /** By the fix: metres. */
  readonly accuracies?: Readonly<Record<number, number>>;
}
const part = ({ positions, times, accuracies = {} }: Walk): TrackPart => ({
  positions,
  ...(times && {
    fixes: {
      times: Float64Array.from(times),
      elevationsMetres: new Float64Array(times.length).fill(Number.NaN),
      accuracyMetres: Float64Array.from(times, (_, at) => accuracies[at] ?? Number.NaN),
    },
  }),
});
const found = (given: TrackPart) => cleanTrack(given).map(({ kind, effect, from, to }) => [kind, effect, from, to]);
const length = (parts: readonly TrackPart[]) =>
  parts.reduce((sum, { positions }) => sum + lineLengthMetres(positions.map(([x, y]) => [x, y])), 0);

describe('cleaning a track', () => {
  it('finds nothing in a clean walk, with times or without', () => {
    expect(found(part(walk(500)))).toEqual([]);
    expect(found(part({ positions: walk(500).positions }))).toEqual([]);
  });

  it('cuts a fix that is thrown off and back, and draws it with its neighbours', () => {
    const track = walk(100);
    track.positions[40] = destination(track.positions[40] ?? start, 0, 900);
    for (const given of [part(track), part({ positions: track.positions })]) {
      expect(found(given)).toEqual([['jump', 'remove', 40, 40]]);
      const [cut] = cleanTrack(given);
      expect(cut?.geometry).toMatchObject({ type: 'LineString' });
      expect(cut?.metres).toBeGreaterThan(1700);
      expect(length(applyCuts(given, cleanTrack(given)))).toBeCloseTo(length([part(walk(100))]), -1);
    }
  });

  it('cuts what the device itself says is too inaccurate, and joins over it only what was a moment apart', () => {
    const track = { ...walk(100), accuracies: { 0: 24.9, 10: 80, 11: 25.1, 40: 25 } };
    for (const at of [10, 11]) track.positions[at] = destination(track.positions[at] ?? start, 0, 500);
    const given = part(track);
    expect(found(given)).toEqual([['inaccurate', 'remove', 10, 11]]);
    expect(applyCuts(given, cleanTrack(given)).map(({ positions }) => positions.length)).toEqual([98]);
    expect(cleanTrack(given, { ...cleaningDefaults, inaccurateMetres: 100 }).map(({ kind }) => kind)).toEqual(['jump']);

    const long = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [50 + at, 60]));
    const silent = part({ ...walk(100), accuracies: long });
    expect(found(silent)).toEqual([['inaccurate', 'remove-and-split', 50, 79]]);
    const parts = applyCuts(silent, cleanTrack(silent));
    expect(parts.map(({ positions }) => positions.length)).toEqual([50, 20]);
    expect(parts.map(({ fixes }) => fixes?.times.length)).toEqual([50, 20]);
  });

  it('cuts a first fix that is off, and several in a row', () => {
    const track = walk(100);
    track.positions[0] = destination(start, 0, 3000);
    for (const at of [50, 51, 52]) track.positions[at] = destination(track.positions[at] ?? start, 90, 2000);
    expect(found(part(track))).toEqual([
      ['jump', 'remove', 0, 0],
      ['jump', 'remove', 50, 52],
    ]);
  });

  it('splits where the track goes on elsewhere, and throws nothing away', () => {
    const track = walk(200);
    for (let at = 100; at < 200; at++) track.positions[at] = destination(track.positions[at] ?? start, 0, 5000);
    const given = part(track);
    expect(found(given)).toEqual([['jump', 'split', 99, 100]]);
    const parts = applyCuts(given, cleanTrack(given));
    expect(parts.map(({ positions }) => positions.length)).toEqual([100, 100]);
  });

  it('folds a pause to its first and last moment', () => {
    const track = walk(50);
    const rest = Array.from({ length: 120 }, (_, at) =>
      destination(track.positions[25] ?? start, at * 77, 4 + (at % 5)),
    );
    track.positions.splice(26, 0, ...rest);
    track.times = track.positions.map((_, at) => 1_750_000_000_000 + 5000 * at);
    const given = part(track);
    const cuts = cleanTrack(given);
    expect(cuts).toMatchObject([{ kind: 'pause' }]);
    expect(cuts[0]?.seconds).toBeGreaterThan(580);
    const [cleaned] = applyCuts(given, cuts);
    expect(length([given]) - length(cleaned ? [cleaned] : [])).toBeGreaterThan(800);
    expect(cleaned?.fixes?.times.at(-1)).toBe(track.times.at(-1));
    expect(found(part({ positions: track.positions }))).toMatchObject([
      ['drift', 'remove', expect.anything(), expect.anything()],
    ]);
  });

  it('takes out the fewest fixes that put times in order', () => {
    const track = walk(100);
    track.times[30] = (track.times[30] ?? 0) + 86_400_000;
    track.times[60] = (track.times[60] ?? 0) - 86_400_000;
    expect(found(part(track))).toEqual([
      ['out-of-order', 'remove', 30, 30],
      ['out-of-order', 'remove', 60, 60],
    ]);
  });

  it('cuts repeated fixes and the small loops of a receiver, not the loop of a walker', () => {
    const track = walk(60);
    track.positions.splice(20, 0, ...Array.from({ length: 3 }, () => track.positions[20] ?? start));
    expect(found(part({ positions: track.positions }))).toEqual([['duplicate', 'remove', 21, 23]]);
    const looped: [number, number][] = walk(20).positions;
    const at = looped.at(-1) ?? start;
    const loop: [number, number][] = [
      destination(at, 80, 8),
      destination(at, 0, 8),
      destination(at, 260, 6),
      destination(at, 120, 9),
    ];
    expect(found(part({ positions: [...looped, ...loop] })).map(([kind]) => kind)).toEqual(['self-crossing']);
    const circle = Array.from({ length: 120 }, (_, step) => destination(start, step * 3, 400));
    expect(found(part({ positions: [...circle, ...circle.slice(0, 10)] }))).toEqual([]);
  });

  it('thresholds can be moved, and a cut left out is undone', () => {
    const track = walk(100);
    track.times = track.times.map((_, at) => 1_750_000_000_000 + 100 * at);
    const given = part({ ...track, positions: track.positions.map((_, at) => destination(start, 90, 40 * at)) });
    expect(cleanTrack(given).length).toBeGreaterThan(0);
    expect(cleanTrack(given, { ...cleaningDefaults, jumpKmPerHour: 2000 })).toEqual([]);
    expect(applyCuts(given, [])).toEqual([given]);
  });

  it('never invents, moves or reorders a fix, whatever the track', () => {
    const place = fc.tuple(
      fc.double({ min: 106, max: 106.01, noNaN: true }),
      fc.double({ min: 21, max: 21.01, noNaN: true }),
    );
    const time = fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, time), { maxLength: 60 }), (fixes) => {
        const given = part({ positions: fixes.map(([at]) => at), times: fixes.map(([, when]) => when) });
        const cuts = cleanTrack(given);
        const parts = applyCuts(given, cuts);
        const kept = parts.flatMap(({ positions }) => positions);
        let from = 0;
        for (const position of kept) {
          const at = given.positions.indexOf(position, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
        for (const { from: first, to } of cuts) expect(first <= to && to < given.positions.length).toBe(true);
        expect(new Set(cuts.map(({ id }) => id)).size).toBe(cuts.length);
      }),
    );
  });

  it('cleans 100,000 fixes in a fraction of a second', () => {
    const given = part(walk(100_000));
    const before = performance.now();
    cleanTrack(given);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
