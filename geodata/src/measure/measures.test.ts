import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredMetres } from './gaps.ts';
import { localDay } from './match-tracks.ts';
import { always, measureWorks } from './measures.ts';
import { type MeasureParameters, measureDefaults } from './parameters.ts';
import { accessFrom, nearestPosts, reachOfPost } from './reach.ts';
import { placeOnRoads } from './road-places.ts';
import { prepareWorks, type RoadWork, type TrackWork, type Works, withParameters } from './works.ts';

const earth = geodesic.Geodesic.WGS84;
/** The place `east` and `north` metres of a corner of Lạng Sơn. */
function at(east: number, north: number): [number, number] {
  const up = earth.Direct(21.9, 106.7, 0, north);
  const there = earth.Direct(Number(up.lat2), Number(up.lon2), 90, east);
  return [Number(there.lon2), Number(there.lat2)];
}

const concrete = { postId: 'A', kind: 'patrol', surface: 'concrete', status: 'usable' } as const;
const road = (id: string, places: [number, number][], facts: Partial<RoadWork> = {}): RoadWork => ({
  ...concrete,
  ...facts,
  id,
  parts: [places],
});
const lamp = (east: number, north = 0, status = 'working') => ({
  id: `lamp ${east} ${north}`,
  position: at(east, north),
  postId: 'A',
  status,
});
const nothing: Works = { posts: [], sectors: [], markers: [], roads: [], lamps: [], tracks: [] };
const measure = (works: Partial<Works>, post: string | null = 'A', period = always) =>
  measureWorks(prepareWorks({ ...nothing, ...works }, measureDefaults), post, period);
const day = (text: string) => localDay(`${text}T12:00:00+07:00`, 420);

/** A track along the north side of the road from the origin eastwards, a fix every 20 m. */
function track(id: string, from: number, to: number, facts: Partial<TrackWork> = {}): TrackWork {
  const steps = Math.round(Math.abs(to - from) / 20);
  const fixes = Array.from({ length: steps + 1 }, (_, step) => at(from + ((to - from) * step) / steps, 4));
  const times = { startedAt: '2026-05-01T08:00:00+07:00', endedAt: '2026-05-01T10:00:00+07:00' };
  return { id, parts: [fixes], postId: 'A', kind: 'patrol', patrolCode: null, ...times, ...facts };
}

const street = road('R', [at(0, 0), at(500, 0), at(1000, 0)]);

describe('the measures of a post', () => {
  it('find a post without roads, markers and border neither good nor bad: shares are null, nothing is 0/0', () => {
    const { network, markers, paved, lit, active, effort } = measure({ roads: [street] }, 'B');
    for (const line of [network, paved, lit, active]) {
      expect(line).toMatchObject({ metres: 0, totalMetres: 0, share: null, gaps: [] });
    }
    expect(markers).toMatchObject({ reached: 0, total: 0, share: null, missing: [] });
    expect(lit).toMatchObject({ installed: 0, workingShare: null, lampsPerKm: null, medianSpacingMetres: null });
    expect(active.regularShare).toBeNull();
    expect(effort).toMatchObject({ patrols: 0, kilometres: 0, hours: 0 });
  });

  it('repeat the parameters and the period they were computed with', () => {
    const period = { from: day('2026-05-01'), to: null };
    expect(measure({}, 'A', period)).toMatchObject({ post: 'A', parameters: measureDefaults, period });
  });

  it('count each lamp beside the one usable road that is nearest to it, however far lamps are said to shine', () => {
    const norths = [0, 800, 4000, 30_000];
    const roads = norths.map((north) => road(`R${north}`, [at(0, north), at(500, north), at(1000, north)]));
    const lamps = [-90, 10, 26, 300, 399, 401, 780, 2300, 2500, 9000, 30_020].map((north, n) =>
      lamp(50 + 80 * n, north),
    );
    const farther = (north: number) => Math.min(...norths.map((each) => Math.abs(each - north)));
    const works = { ...nothing, roads, lamps };
    const nearby = prepareWorks(works, measureDefaults);
    for (const lightMetres of [0, 25, 100, 101, 500, 5_000, 50_000, 1e6, 1e9]) {
      const parameters = { ...measureDefaults, lightMetres };
      const expected = lamps.filter(
        (_, n) => farther([-90, 10, 26, 300, 399, 401, 780, 2300, 2500, 9000, 30_020][n] ?? 0) <= lightMetres,
      );
      // Packed for this reach, and packed for another.
      for (const prepared of [prepareWorks(works, parameters), withParameters(nearby, parameters)]) {
        const { lit } = measureWorks(prepared, 'A', always);
        expect(lit.totalMetres, String(lightMetres)).toBeCloseTo(4000, 2);
        expect((lit.lampsPerKm ?? 0) * 4, String(lightMetres)).toBeCloseTo(expected.length, 4);
        if (lightMetres >= 5_000) expect(lit.metres, String(lightMetres)).toBeCloseTo(4000, 2);
      }
    }
  });

  it('list gaps with chainage, geometry and the nearest post, the longest first', () => {
    const { lit } = measure({
      posts: [
        { id: 'A', position: at(0, 300) },
        { id: 'B', position: at(1000, 300) },
      ],
      roads: [street],
      lamps: [lamp(300), lamp(340), lamp(600, 0, 'broken'), lamp(650, 0, 'removed')],
    });
    expect(lit.metres).toBeCloseTo(90, 3);
    expect(lit.share).toBeCloseTo(0.09, 5);
    expect(
      lit.gaps.map(({ line, fromMetres, toMetres, nearestPost }) => [line, fromMetres, toMetres, nearestPost?.id]),
    ).toEqual([
      ['R', expect.closeTo(365, 3), expect.closeTo(1000, 3), 'B'],
      ['R', 0, expect.closeTo(275, 3), 'A'],
    ]);
    expect(lit.gaps[0]?.geometry.coordinates.length).toBe(3);
    expect(lit).toMatchObject({ installed: 3, working: 2, lampsPerKm: expect.closeTo(2, 4) });
    expect(lit.workingShare).toBeCloseTo(2 / 3);
    expect(lit.medianSpacingMetres).toBeCloseTo(40, 3);
  });

  it('count a marker as reached at the access distance itself, with the place on the road', () => {
    const marker = (id: string, north: number) => ({ id, position: at(400, north), postId: 'A' });
    const { markers } = measure({ roads: [street], markers: [marker('1290', 29.9), marker('1291', -30.1)] });
    expect(markers).toMatchObject({ reached: 1, total: 2, share: 0.5, missing: ['1291'] });
    expect(markers.access[0]).toMatchObject({ marker: '1290', road: 'R' });
    expect(markers.access[0]?.offsetMetres).toBeCloseTo(-29.9, 3);
  });

  it('count only usable roads, of the kinds a measure is about', () => {
    const { paved, lit, active } = measure({
      roads: [
        street,
        road('closed', [at(0, 500), at(100, 500)], { status: 'closed' }),
        road('path', [at(0, 600), at(200, 600)], { kind: 'inspection', surface: 'footpath' }),
        road('earth', [at(0, 700), at(300, 700)], { surface: 'earth' }),
      ],
    });
    expect(paved.totalMetres).toBeCloseTo(1300, 2);
    expect(paved.metres).toBeCloseTo(1000, 2);
    expect(paved.gaps.map(({ line }) => line)).toEqual(['earth']);
    expect(lit.totalMetres).toBeCloseTo(1300, 2);
    expect(active.totalMetres).toBeCloseTo(1500, 2);
  });

  it('reach markers and cover the border by roads of the kinds told alone, and light others than they pave', () => {
    const works = {
      roads: [street, road('forest', [at(0, 5000), at(300, 5000)], { kind: 'forest' })],
      sectors: [{ id: 'S', parts: [[at(0, 5400), at(300, 5400)]], postId: 'A' }],
      markers: [{ id: '1290', position: at(100, 5010), postId: 'A' }],
    };
    const told = (parameters: Partial<MeasureParameters>) =>
      measureWorks(prepareWorks({ ...nothing, ...works }, { ...measureDefaults, ...parameters }), 'A');
    expect(told({})).toMatchObject({ network: { metres: 0 }, markers: { reached: 0 } });
    const { network, markers } = told({ networkKinds: ['forest'] });
    expect(network.share).toBeCloseTo(1, 6);
    expect(markers.reached).toBe(1);
    const { lit, paved } = told({ litKinds: ['forest'] });
    expect([lit, paved].map(({ lines }) => lines.map(({ line }) => line))).toEqual([['forest'], ['R']]);
  });

  it('count a lamp between two roads for the nearer one alone', () => {
    const { lit } = measure({ roads: [street, road('beside', [at(0, 20), at(1000, 20)])], lamps: [lamp(500, 5)] });
    expect(lit.lampsPerKm).toBeCloseTo(0.5, 4);
    // It lights both all the same.
    expect(lit.lines.map(({ covered }) => covered.length)).toEqual([1, 1]);
  });

  it('cover the border by roads of any post, and the province by all', () => {
    const sectors = [
      { id: 'S1', parts: [[at(0, 400), at(1000, 400)]], postId: 'B' },
      { id: 'S2', parts: [[at(0, 5000), at(1000, 5000)]], postId: 'C' },
    ];
    const works = { roads: [street], sectors };
    expect(measure(works, 'B').network.share).toBeCloseTo(1, 6);
    expect(measure(works, 'C').network).toMatchObject({ metres: 0, share: 0 });
    expect(measure(works, null).network.share).toBeCloseTo(0.5, 4);
  });

  it('take a ring, a road of parts, one of no length and one drawn twice each for what they are', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
    const works = {
      roads: [
        road('ring', ring),
        {
          ...road('parts', []),
          parts: [
            [at(0, 900), at(100, 900)],
            [at(300, 900), at(400, 900)],
          ],
        },
        road('dot', [at(0, 950), at(0, 950)]),
        road('twice', [at(400, 900), at(300, 900)]),
      ],
      lamps: [lamp(0, 0), lamp(350, 900)],
    };
    const { lit } = measure(works);
    expect(lit.totalMetres).toBeCloseTo(400 + 200 + 100, 2);
    // 25 m on both sides of the ring's closing corner; 50 m on the part, and again on the road drawn twice.
    expect(lit.metres).toBeCloseTo(150, 2);
    expect(lit.gaps.map(({ line }) => line)).toEqual(['ring', 'parts']);
    expect(lit.gaps[1]?.geometry.type).toBe('MultiLineString');
  });
});

describe('activity and effort', () => {
  const roads = [street];
  const may = { from: day('2026-05-01'), to: day('2026-05-31') };
  const five = [1, 2, 3, 4, 5].flatMap((person) =>
    [1, 2, 3].map((date) =>
      track(`${person}-${date}`, 200 * (date - 1), 200 * date, {
        patrolCode: 'P7',
        startedAt: `2026-05-0${date}T08:00:00+07:00`,
        endedAt: `2026-05-0${date}T11:00:00+07:00`,
      }),
    ),
  );

  it('a five-person patrol of three days counts once in every figure', () => {
    const { active, effort } = measure({ roads, tracks: five }, 'A', may);
    expect(active.metres).toBeCloseTo(600, 2);
    expect(active.regularShare).toBe(0);
    expect(effort).toMatchObject({ patrols: 1, patrolDays: 3, undatedTracks: 0 });
    expect(effort.kilometres).toBeCloseTo(0.6, 4);
    expect(effort.hours).toBeCloseTo(9, 6);
    expect(effort.deviceKilometres).toBeCloseTo(3, 3);
  });

  it('a code belongs to its post: the patrols, days, kilometres and hours of posts add up to those of the province', () => {
    const tracks = ['A', 'B', 'A'].map((postId, number) =>
      track(`${number}`, 200 * number, 200 * number + 200, { postId, patrolCode: 'T01' }),
    );
    const [a, b, all] = ['A', 'B', null].map((post) => measure({ roads, tracks }, post, may).effort);
    expect(a).toMatchObject({ patrols: 1, patrolDays: 1, hours: 2, kilometres: expect.closeTo(0.2, 3) });
    for (const figure of ['patrols', 'patrolDays', 'hours', 'kilometres'] as const) {
      expect(all?.[figure]).toBeCloseTo((a?.[figure] ?? Number.NaN) + (b?.[figure] ?? Number.NaN), 9);
    }
  });

  it('a survey covers the road it walked, but is no patrol', () => {
    const { active, effort } = measure({ roads, tracks: [track('survey', 0, 400, { kind: 'survey' })] }, 'A', may);
    expect(active.metres).toBeCloseTo(400, 2);
    expect(effort).toEqual({ ...effort, patrols: 0, patrolDays: 0, kilometres: 0, hours: 0, deviceKilometres: 0 });
  });

  it('coverage is a union, effort a sum: there and back is one road and two ways', () => {
    const back = track('back', 1000, 0, { startedAt: '2026-05-02T08:00:00Z', endedAt: '2026-05-02T09:00:00Z' });
    const { active, effort } = measure({ roads, tracks: [track('there', 0, 1000), back] }, 'A', may);
    expect(active.share).toBeCloseTo(1, 6);
    expect(active.regularShare).toBeCloseTo(1, 6);
    expect(effort).toMatchObject({ patrols: 2, patrolDays: 2, kilometres: expect.closeTo(2, 3) });
    expect(Array.from(active.visits.lastDay).at(0)).toBe(day('2026-05-02'));
  });

  it('days and silences are never joined by a line', () => {
    const gap = { ...track('gap', 0, 200), parts: [...track('', 0, 200).parts, ...track('', 600, 800).parts] };
    const silent = { ...track('silent', 0, 200), parts: [[at(0, 4), at(20, 4), at(700, 4), at(720, 4)]] };
    const first = measure({ roads, tracks: [gap] }, 'A', may);
    expect(first.active.metres).toBeCloseTo(400, 2);
    expect(first.effort.kilometres).toBeCloseTo(0.4, 3);
    expect(measure({ roads, tracks: [silent] }, 'A', may).active.metres).toBeCloseTo(40, 2);
  });

  it('a road only crossed, or too far beside, is not walked', () => {
    const across = { ...track('', 0, 20), parts: [[at(500, -30), at(500, -10), at(500, 10), at(500, 30)]] };
    const beside = { ...track('', 0, 20), parts: [[at(0, 16), at(50, 16), at(100, 16)]] };
    expect(measure({ roads, tracks: [across, beside] }).active.metres).toBeCloseTo(0, 2);
  });

  it('tracks without a date cover only when no period is asked, and are no effort', () => {
    const undated = track('undated', 0, 500, { startedAt: null, endedAt: null });
    const open = measure({ roads, tracks: [undated] });
    expect(open.active.metres).toBeCloseTo(500, 2);
    expect(open.active.visits.lastDay[0]).toBeNaN();
    expect(open.effort).toMatchObject({ undatedTracks: 1, patrols: 0, kilometres: 0 });
    expect(measure({ roads, tracks: [undated] }, 'A', may).active.metres).toBe(0);
  });

  it('a track of several days that nobody split has a day of patrol for each it touches, in the period it began in', () => {
    const whole = track('whole', 0, 600, { endedAt: '2026-05-03T11:00:00+07:00' });
    const onDay = (text: string) => ({ from: day(text), to: day(text) });
    expect(measure({ roads, tracks: [whole] }, 'A', may).effort).toMatchObject({
      patrols: 1,
      patrolDays: 3,
      hours: 51,
    });
    expect(measure({ roads, tracks: [whole] }, 'A', onDay('2026-05-01')).effort).toMatchObject({ patrolDays: 3 });
    expect(measure({ roads, tracks: [whole] }, 'A', onDay('2026-05-02')).effort).toMatchObject({ patrolDays: 0 });
  });

  it('a track without an end, or with one before its start, has length but no duration', () => {
    const endless = track('endless', 0, 200, { endedAt: null });
    const backwards = track('backwards', 200, 400, { endedAt: '2026-04-30T08:00:00+07:00' });
    const { active, effort } = measure({ roads, tracks: [endless, backwards] }, 'A', may);
    expect(active.metres).toBeCloseTo(400, 2);
    expect(effort).toMatchObject({ patrols: 2, patrolDays: 2, hours: 0, kilometres: expect.closeTo(0.4, 3) });
  });

  it('a track with an end alone has no day: it covers when no period is asked, and is no effort', () => {
    const startless = track('startless', 0, 200, { startedAt: null });
    const works = { roads, tracks: [startless] };
    expect(measure(works).active.metres).toBeCloseTo(200, 2);
    expect(measure(works, 'A', may).active.metres).toBe(0);
    expect(measure(works, 'A', may).effort).toMatchObject({ undatedTracks: 1, patrols: 0 });
  });

  it('on ground that two roads share both are walked, whichever way they are drawn, and both count in the whole', () => {
    const back = road('back', [at(1000, 0), at(500, 0), at(0, 0)]);
    const over = road('over', [at(300, 0), at(900, 0)]);
    const { active, effort } = measure({ roads: [street, back, over], tracks: [track('walk', 200, 600)] }, 'A', may);
    expect(active.totalMetres).toBeCloseTo(2600, 1);
    expect(active.lines.map(({ line, covered }) => [line, covered.map((pair) => pair.map(Math.round))])).toEqual([
      ['R', [[200, 600]]],
      ['back', [[400, 800]]],
      ['over', [[0, 300]]],
    ]);
    // What was gone is gone once, however often the road is drawn.
    expect(effort.kilometres).toBeCloseTo(0.4, 3);
  });

  it('a day is the local day: after midnight in Việt Nam is the next one', () => {
    expect(localDay('2026-05-01T16:59:00Z', 420)).toBe(day('2026-05-01'));
    expect(localDay('2026-05-01T17:00:00Z', 420)).toBe(day('2026-05-02'));
    expect(localDay('not a time', 420)).toBeNull();
  });
});

describe('reach along roads', () => {
  const posts = [
    { id: 'A', position: at(0, 20) },
    { id: 'B', position: at(1000, 20) },
    { id: 'far', position: at(0, 9000) },
  ];
  const slow = road('slow', [at(1000, 0), at(1000, -700)], { surface: 'earth' });
  const prepared = prepareWorks({ ...nothing, posts, roads: [street, slow] }, measureDefaults);
  const marker = at(1010, -700);

  it('gives time, distance and the legs off the road apart; no road is null', () => {
    const [access, none] = accessFrom(prepared, posts[0] ?? { id: '', position: [] }, [marker, at(0, 9000)]);
    expect(access).toMatchObject({
      post: 'A',
      roadMetres: expect.closeTo(1700, 1),
      roadSeconds: expect.closeTo((1000 * 3.6) / 30 + (700 * 3.6) / 12, 1),
      postLegMetres: expect.closeTo(20, 2),
      placeLegMetres: expect.closeTo(10, 2),
      placeLegSeconds: expect.closeTo(18, 1),
    });
    expect(none).toBeNull();
    expect(nearestPosts(prepared, [marker, at(100, 0), at(0, 9000)]).map((found) => found?.post)).toEqual([
      'B',
      'A',
      undefined,
    ]);
    expect(nearestPosts(prepared, [marker])[0]?.roadMetres).toBeCloseTo(700, 1);
  });

  it('gives the metres of the quickest way beside its seconds, and those of a shorter, slower one by themselves', () => {
    const beeline = road('beeline', [at(0, 0), at(1000, -700)], { surface: 'footpath' });
    const both = prepareWorks({ ...nothing, posts, roads: [street, slow, beeline] }, measureDefaults);
    const [access] = accessFrom(both, { id: 'A', position: at(0, 20) }, [marker]);
    expect(access).toMatchObject({
      roadSeconds: expect.closeTo((1000 * 3.6) / 30 + (700 * 3.6) / 12, 1),
      roadMetres: expect.closeTo(1700, 1),
      shortestMetres: expect.closeTo(Math.hypot(1000, 700), 0),
    });
    const [from, to] = [at(0, 20), marker].map((place) => placeOnRoads(both.graph(), place, 1000));
    const drawn = from && to && both.byTime().route(from, to);
    expect(drawn).toMatchObject({ metres: access?.roadMetres, cost: access?.roadSeconds });
    expect(nearestPosts(both, [at(400, 10)])).toEqual(
      accessFrom(both, { id: 'A', position: at(0, 20) }, [at(400, 10)]),
    );
  });

  it('goes at the speed of a walk where nobody told one for the surface', () => {
    const track = road('track', [at(0, 0), at(500, 0)], { surface: 'moss' });
    const [access] = accessFrom(
      prepareWorks({ ...nothing, posts, roads: [track] }, measureDefaults),
      { id: 'A', position: at(0, 20) },
      [at(500, 0)],
    );
    expect(access?.roadSeconds).toBeCloseTo((500 * 3.6) / measureDefaults.offRoadKmPerHour, 0);
  });

  it('finds the post that is nearest with its own leg on foot', () => {
    const beside = [
      { id: 'A', position: at(0, 300) },
      { id: 'B', position: at(1000, 0) },
    ];
    const both = prepareWorks({ ...nothing, posts: beside, roads: [street] }, measureDefaults);
    // 300 m on foot and 200 m ride, or 800 m ride.
    expect(nearestPosts(both, [at(200, 0)])[0]).toMatchObject({ post: 'B', postLegSeconds: expect.closeTo(0, 3) });
  });

  it('draws what a post reaches in some minutes along the roads', () => {
    // Two minutes, 36 s of them on foot to the road; then 30 km/h.
    const reached = coveredMetres(reachOfPost(prepared, at(0, 20), 2));
    expect(reached[0]).toBeCloseTo((84 / 3.6) * 30, 0);
    expect(coveredMetres(reachOfPost(prepared, at(0, 9000), 60)).every((metres) => metres === 0)).toBe(true);
  });
});
