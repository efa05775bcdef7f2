import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WorksEdit, withEdit } from '../measure/edit-works.ts';
import { litRoads, measureWorks, networkCoverage } from '../measure/measures.ts';
import { type MeasureParameters, measureDefaults } from '../measure/parameters.ts';
import { type PreparedWorks, prepareWorks, type RoadWork, type Works, withParameters } from '../measure/works.ts';
import type { CoveragePeriod } from './answer.ts';
import { coverageOfAll } from './coverage-of-all.ts';
import { coverageOfPost } from './coverage-of-post.ts';
import { nearestPostsOf } from './nearest-posts-of.ts';
import { stretchesOf } from './stretches.ts';
import { waysFromPosts } from './ways-from-posts.ts';
import type { NamedWorks } from './works-of.ts';

type Place = readonly [number, number];

/** Under a kilometre across, so that works meet often; on a grid of 100 m, so that roads share vertices and distances tie. */
const corner = fc.tuple(fc.nat(8), fc.nat(8)).map(([x, y]): Place => [106.7 + x / 1000, 21.9 + y / 1000]);
const spot = fc
  .tuple(corner, fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }))
  .map(([[x, y], east, north]): Place => [x + east * 1e-5, y + north * 1e-5]);
const place = fc.oneof(corner, spot);
const part = fc.oneof(
  fc.array(corner, { maxLength: 6 }),
  fc
    .tuple(place, fc.array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }))))
    .map(([start, steps]) => {
      const line = [start];
      for (const [east, north] of steps) {
        const [x, y] = line.at(-1) ?? start;
        line.push([x + east * 1e-5, y + north * 1e-5]);
      }
      return line;
    }),
);
const parts = fc.array(part, { maxLength: 2 });
/** The name says the work, so that no two have the same and a renamed one is another. */
const id = fc.uuid();
const postId = fc.constantFrom('A', 'B', null);
const road: fc.Arbitrary<RoadWork> = fc.record({
  id,
  parts,
  postId,
  kind: fc.constantFrom('patrol', 'inspection', 'forest'),
  surface: fc.constantFrom('concrete', 'earth', 'footpath'),
  status: fc.constantFrom('usable', 'usable', 'usable', 'closed'),
});
const lamp = fc.record({
  id,
  position: place,
  postId,
  status: fc.constantFrom('working', 'working', 'broken', 'removed'),
});
const marker = fc.record({ id, position: place, postId });
/** Walks along places where roads may be, one fix every 40 m or so. */
const track = fc.record({
  id,
  parts: fc.array(
    fc
      .array(corner, { minLength: 2, maxLength: 4 })
      .map((stops) => stops.flatMap((from, stop) => fixesTo(from, stops[stop + 1]))),
    { maxLength: 2 },
  ),
  postId,
  kind: fc.constantFrom('patrol', 'survey'),
  patrolCode: fc.constantFrom(null, 'T01'),
  startedAt: fc.constantFrom(null, '2026-05-01T01:00:00.000Z', '2026-05-03T01:00:00.000Z'),
  endedAt: fc.constantFrom(null, '2026-05-03T03:00:00.000Z'),
});
const works: fc.Arbitrary<Works> = fc.record({
  posts: fc.tuple(place, place).map(([a, b]) => [
    { id: 'A', position: a },
    { id: 'B', position: b },
  ]),
  sectors: fc.array(fc.record({ id, parts, postId }), { minLength: 1, maxLength: 3 }),
  markers: fc.array(marker, { maxLength: 6 }),
  roads: fc.array(road, { maxLength: 9 }),
  lamps: fc.array(lamp, { maxLength: 12 }),
  tracks: fc.array(track, { maxLength: 4 }),
});
/** `like` makes of a road that is there one that differs in its words or its course alone. */
const change = fc.oneof(
  fc.record({ list: fc.constant('lamps' as const), at: fc.nat(30), removes: fc.boolean(), work: fc.option(lamp) }),
  fc.record({ list: fc.constant('markers' as const), at: fc.nat(30), removes: fc.boolean(), work: fc.option(marker) }),
  fc.record({
    list: fc.constant('roads' as const),
    at: fc.nat(30),
    removes: fc.boolean(),
    work: fc.option(road),
    like: fc.constantFrom(null, 'words', 'course'),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;
/** Moves of sliders between two edits. */
const parameters: fc.Arbitrary<Partial<MeasureParameters>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constant({ lightMetres: 150 }),
  fc.constant({ borderMetres: 200, accessMetres: 80, joinMetres: 30 }),
  fc.constant({ workingStatuses: ['working', 'broken'] }),
  fc.constant({ networkKinds: ['patrol'], matchMetres: 40 }),
);

describe('works after edits', () => {
  it('answer to the last digit as if they were packed anew, and what they were before the edits still answers as before', () => {
    const steps = fc.array(fc.tuple(change, parameters), { maxLength: 8 });
    fc.assert(
      fc.property(works, steps, (start, changes) => {
        let now = start;
        let prepared = prepareWorks(start, measureDefaults);
        const editions: { prepared: PreparedWorks; told: object }[] = [];
        for (const [each, moved] of changes) {
          editions.push({ prepared, told: everythingOf(prepared) });
          const edit = editOf(now, each);
          now = edited(now, edit);
          prepared = withParameters(withEdit(prepared, edit), { ...measureDefaults, ...moved });
          expect(prepared.works).toEqual(now);
          expect(everythingOf(prepared)).toEqual(everythingOf(prepareWorks(now, prepared.parameters)));
        }
        for (const edition of editions) expect(everythingOf(edition.prepared)).toEqual(edition.told);
      }),
      { numRuns: 60 },
    );
  });

  it('do so after more edits than anything is kept for', () => {
    const [start] = fc.sample(works, { numRuns: 1, seed: 5 });
    const changes = fc.sample(change, { numRuns: 1200, seed: 7 });
    if (!start) throw new Error('No works');
    let now = start;
    let prepared = prepareWorks(start, measureDefaults);
    for (const [number, each] of changes.entries()) {
      const edit = editOf(now, each);
      now = edited(now, edit);
      prepared = withEdit(prepared, edit);
      if (number % 40 > 0) continue;
      expect(everythingOf(prepared)).toEqual(everythingOf(prepareWorks(now, measureDefaults)));
    }
    expect(prepared.works).toEqual(now);
  });

  it('know that a step which goes from one road to the next is decided by what lies near both of its fixes', () => {
    const at = (east: number, north: number): Place => [106.7 + (east * 1e-5) / 1.033, 21.9 + (north * 1e-5) / 1.107];
    const words = { postId: 'A', kind: 'patrol', surface: 'earth', status: 'usable' };
    const along = (id: string, from: number, to: number, north = 0) => ({
      ...{ ...words, id, parts: [[at(from, north), at(to, north)]] },
    });
    const [fixes, startedAt] = [[at(160, 7), at(250, 7)], '2026-05-01T01:00:00Z'];
    const walk = {
      id: 'walk',
      parts: [fixes],
      postId: 'A',
      kind: 'patrol',
      patrolCode: null,
      startedAt,
      endedAt: null,
    };
    const roads = [along('west', 0, 200), along('east', 200, 400)];
    const start: Works = { posts: [], sectors: [], markers: [], lamps: [], roads, tracks: [walk] };
    const before = prepareWorks(start, measureDefaults);
    const walked = (prepared: PreparedWorks) =>
      measureWorks(prepared, 'A').active.lines.map(({ covered }) => covered.map((pair) => pair.map(Math.round)));
    expect(walked(before)).toEqual([[[160, 200]], [[0, 50]]]);
    // A road on which the second fix lies: it was not on the next one after all.
    const after = withEdit(before, { list: 'roads', at: 2, removes: 0, work: along('beside', 245, 300, 7) });
    expect(walked(after)).toEqual([[], [], []]);
    expect(walked(before)).toEqual([[[160, 200]], [[0, 50]]]);
  });

  it('compute again what lies near the edit, however large the province is', () => {
    for (const side of [3, 30]) {
      const before = prepareWorks(gridOf(side), measureDefaults);
      const newLines = (edit: WorksEdit) => {
        const known = new Set(linesOf(before));
        return linesOf(withEdit(before, edit)).filter((line) => !known.has(line)).length;
      };
      const [first] = before.works.roads;
      if (!first) throw new Error('No road');
      const elsewhere: Place = [106.0105, 21.01];
      // The road the lamp stood by and the one it stands by now.
      const moved = { id: 'lamp 0', position: elsewhere, postId: 'A', status: 'working' };
      expect(newLines({ list: 'lamps', at: 0, removes: 1, work: moved })).toBe(2);
      expect(newLines({ list: 'lamps', at: 0, removes: 1, work: null })).toBe(1);
      // No line is the marker's.
      expect(newLines({ list: 'markers', at: 0, removes: 1, work: null })).toBe(0);
      // The road's light, and the border beside it, where it reaches farther.
      const bent = { ...first, parts: [[...(first.parts[0] ?? []), [106.0045, 21.0005] as const]] };
      expect(newLines({ list: 'roads', at: 0, removes: 1, work: bent })).toBe(2);
      expect(newLines({ list: 'roads', at: 0, removes: 1, work: null })).toBe(1);
      // A word that neither border nor light knows.
      expect(newLines({ list: 'roads', at: 0, removes: 1, work: { ...first, surface: 'gravel' } })).toBe(0);
    }
  });
});

/** Everything that is told of works, of every post and of the province. */
function everythingOf(prepared: PreparedWorks): object {
  const named = namedOf(prepared.works);
  const periods: CoveragePeriod[] = [
    { from: null, to: null },
    { from: '2026-05-02', to: '2026-05-10' },
  ];
  const places = prepared.works.markers.map(({ id: marker, position }) => ({ id: marker, name: marker, position }));
  const measures = ['network', 'paved', 'lit', 'active', 'reach'] as const;
  return periods.map((period) => ({
    posts: ['A', 'B'].map((post) => coverageOfPost(prepared, named, post, period, '2026-06-01')),
    all: coverageOfAll(prepared, named, period),
    stretches: [null, 'A'].map((post) => measures.map((each) => stretchesOf(prepared, named, post, each, period))),
    ways: waysFromPosts(prepared, named, places),
    nearest: nearestPostsOf(prepared, named, places),
  }));
}

function namedOf(all: Works): NamedWorks {
  const lists = [all.posts, all.sectors, all.markers, all.roads, all.lamps, all.tracks];
  return {
    works: all,
    names: new Map(lists.flatMap((list) => list.map(({ id: each }) => [each, `name of ${each}`]))),
    rows: { 'survey-track': all.tracks.length },
  };
}

/** A change as an edit of the works there are. */
function editOf(now: Works, each: Change): WorksEdit {
  const { length } = now[each.list];
  const at = each.at % (length + 1);
  const removes = each.removes && at < length ? 1 : 0;
  if (each.list === 'lamps') return { list: each.list, at, removes, work: each.work };
  if (each.list === 'markers') return { list: each.list, at, removes, work: each.work };
  const old = now.roads[at];
  const { work, like } = each;
  if (!work || !old || !like) return { list: each.list, at, removes, work };
  const { id: name, parts: course, ...words } = like === 'words' ? { ...work, id: old.id, parts: old.parts } : work;
  return {
    list: each.list,
    at,
    removes: 1,
    work: like === 'words' ? { ...words, id: name, parts: course } : { ...old, parts: course },
  };
}

/** What the edit means, said plainly. */
function edited(now: Works, { list, at, removes, work }: WorksEdit): Works {
  const put = work === null ? [] : [work];
  return { ...now, [list]: (now[list] as readonly object[]).toSpliced(at, removes, ...put) };
}

/** A straight walk from one place towards another, none of it when there is no other. */
function fixesTo([x, y]: Place, to: Place | undefined): Place[] {
  if (!to) return [[x, y]];
  const steps = Math.max(1, Math.round(Math.hypot(to[0] - x, to[1] - y) / 4e-4));
  return Array.from({ length: Math.min(steps, 40) }, (_, step): Place => {
    return [x + ((to[0] - x) * step) / steps, y + ((to[1] - y) * step) / steps];
  });
}

/** A grid of roads of 400 m a kilometre apart; beside each a lamp, a marker and a stretch of border. */
function gridOf(side: number): Works {
  const corners = Array.from({ length: side * side }, (_, cell): Place => {
    return [106 + 0.01 * (cell % side), 21 + 0.01 * Math.floor(cell / side)];
  });
  const beside = ([x, y]: Place, north: number) => [
    [
      [x, y + north],
      [x + 0.004, y + north],
    ],
  ];
  const words = { postId: 'A', kind: 'patrol', surface: 'concrete', status: 'usable' };
  return {
    posts: [{ id: 'A', position: [106, 21] }],
    sectors: corners.map((each, cell) => ({ id: `sector ${cell}`, postId: 'A', parts: beside(each, 0.0045) })),
    markers: corners.map(([x, y], cell) => ({ id: `marker ${cell}`, postId: 'A', position: [x, y + 0.0001] })),
    roads: corners.map((each, cell) => ({ ...words, id: `road ${cell}`, parts: beside(each, 0) })),
    lamps: corners.map((each, cell) => ({ id: `lamp ${cell}`, postId: 'A', status: 'working', position: each })),
    tracks: [],
  };
}

/** The lines of the border and of the light, as they were measured: the same object where nothing was computed again. */
const linesOf = (prepared: PreparedWorks) => [
  ...networkCoverage(prepared, 'A').lines,
  ...litRoads(prepared, 'A').lines,
];
