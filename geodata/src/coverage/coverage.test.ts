import { describe, expect, it } from 'vitest';
import { type MeasureParameters, measureDefaults } from '../measure/parameters.ts';
import { prepareWorks, withParameters } from '../measure/works.ts';
import { at, features, line, point, usable } from '../support/street.ts';
import type { CoverageFeatures, CoveragePeriod } from './answer.ts';
import { coverageOfAll } from './coverage-of-all.ts';
import { coverageOfPost } from './coverage-of-post.ts';
import { nearestPostsOf } from './nearest-posts-of.ts';
import { stretchesOf } from './stretches.ts';
import { withVisitDays } from './with-visit-days.ts';
import { worksOf } from './works-of.ts';

const always: CoveragePeriod = { from: null, to: null };
const packed = (given: CoverageFeatures = features, parameters: Partial<MeasureParameters> = {}) => {
  const named = worksOf(given);
  return { named, prepared: prepareWorks(named.works, { ...measureDefaults, ...parameters }) };
};
function measuresOf(
  given: CoverageFeatures = features,
  parameters: Partial<MeasureParameters> = {},
  period: CoveragePeriod = always,
) {
  const { named, prepared } = packed(given, parameters);
  const measures = coverageOfPost(prepared, named, 'A', period, '2026-05-11');
  if (!measures) throw new Error('The post is gone');
  return measures;
}

describe('the coverage of a post', () => {
  const { network, markers, paved, lit, active, effort, reach } = measuresOf();

  it('names every line, marker and post it speaks of', () => {
    expect(lit.gaps[0]?.line).toEqual({ id: 'street', name: 'Đường tuần tra', layer: 'patrol-road' });
    expect(lit.gaps[0]?.nearestPost).toMatchObject({ id: 'A', name: 'Bắc Xa' });
    expect(network.gaps[0]?.line).toEqual({ id: 'sector', name: 'Đoạn 1', layer: 'border-line' });
    expect(markers.access[0]).toMatchObject({
      marker: { id: 'm1', name: '1290' },
      road: { id: 'street', name: 'Đường tuần tra' },
      chainageMetres: expect.closeTo(400, 2),
    });
    expect(markers.missing).toEqual([
      {
        ...{ id: 'm2', name: '1291', position: at(1800, 300) },
        nearestPost: { id: 'A', name: 'Bắc Xa', metres: expect.closeTo(Math.hypot(1800, 280), 0) },
        reason: expect.objectContaining({ code: 'no-road-near' }),
      },
    ]);
  });

  it('is as a hand computes it', () => {
    // 300 m off the road, 500 m reach: 400 m beyond its end.
    expect(network.metres).toBeCloseTo(1400, 1);
    expect(network.gaps[0]).toMatchObject({ fromMetres: expect.closeTo(1400, 1), toMetres: expect.closeTo(2000, 1) });
    expect(paved).toMatchObject({ share: 1, gaps: [] });
    expect(lit.lines[0]?.covered).toEqual([[expect.closeTo(275, 2), expect.closeTo(365, 2)]]);
    expect(lit).toMatchObject({ lamps: 2, working: 2, medianSpacingMetres: expect.closeTo(40, 2) });
    expect(active?.metres).toBeCloseTo(500, 1);
    expect(active?.stretches).toEqual([
      expect.objectContaining({ days: 1, lastDay: '2026-05-01', toMetres: expect.closeTo(500, 1) }),
    ]);
    expect(active).toMatchObject({ regularMetres: 0, regularShare: 0 });
    expect(active?.recency).toMatchObject({ medianDays: 10, mostDays: 10 });
    expect(active?.recency.within.map(({ days, metres }) => [days, Math.round(metres)])).toEqual([
      [7, 0],
      [30, 500],
      [90, 500],
    ]);
    expect(effort).toMatchObject({ patrols: 1, hours: 1, kilometres: expect.closeTo(0.5, 4) });
    expect(reach).toMatchObject({ minutes: 30, totalMetres: expect.closeTo(1000, 1) });
    expect(reach.reachedMetres).toBeCloseTo(1000, 1);
  });

  it('adds the legs on foot to the whole time of a way, and has none where no road is near', () => {
    const way = reach.markers[0]?.way;
    expect(way?.totalSeconds).toBeCloseTo(((20 + 25) * 3.6) / 2 + (400 * 3.6) / 30, 0);
    const far = measuresOf({
      ...features,
      'border-marker': [point('m3', 0, 4000, { number: '1300', post_id: 'A' })],
    });
    expect(far.reach.markers).toEqual([{ marker: { id: 'm3', name: '1300' }, way: null }]);
  });

  it('counts a marker exactly at the access distance as reached', () => {
    const offset = Math.abs(markers.access[0]?.offsetMetres ?? 0);
    expect(measuresOf(features, { accessMetres: offset }).markers.reached).toBe(1);
    expect(measuresOf(features, { accessMetres: offset - 1e-6 }).markers.reached).toBe(0);
  });

  it('counts visits of the period only, days at both ends included', () => {
    expect(measuresOf(features, {}, { from: '2026-05-01', to: '2026-05-01' }).active?.metres).toBeCloseTo(500, 1);
    expect(measuresOf(features, {}, { from: '2026-05-02', to: null }).active?.metres).toBe(0);
  });

  it('is null for a post there is not', () => {
    const { named, prepared } = packed();
    expect(coverageOfPost(prepared, named, 'C', always, '2026-05-11')).toBeNull();
    expect(stretchesOf(prepared, named, 'C', 'reach', always)).toBeNull();
  });
});

describe('what the reader may not see', () => {
  const { 'survey-track': _, ...open } = features;

  it('is absent from rows and figures, not empty', () => {
    const { named, prepared } = packed(open);
    expect(named.rows).toEqual({
      'border-post': 2,
      'border-line': 1,
      'border-marker': 2,
      'patrol-road': 2,
      'solar-lamp': 2,
    });
    expect(coverageOfPost(prepared, named, 'A', always, '2026-05-11')).toMatchObject({ active: null, effort: null });
    expect(coverageOfAll(prepared, named, always).province).toMatchObject({ active: null, effort: null });
    expect(stretchesOf(prepared, named, 'A', 'active', always)).toBeNull();
  });

  it('differs from a layer without features, which has figures of nothing', () => {
    const { active, effort } = measuresOf({ ...features, 'survey-track': [] });
    expect(active).toMatchObject({ metres: 0, share: 0, regularShare: 0 });
    expect(effort).toMatchObject({ patrols: 0 });
  });
});

describe('the coverage of all posts', () => {
  const { named, prepared } = packed();
  const { province, posts } = coverageOfAll(prepared, named, always);

  it('has a row a post in the order of names, each with the figures of the post', () => {
    expect(posts.map(({ post }) => post?.name)).toEqual(['Bắc Xa', 'Chi Lăng']);
    const { network, lit, markers, active, effort } = measuresOf();
    expect(posts[0]).toMatchObject({
      active: { metres: active?.metres, regularShare: 0 },
      effort: { ...effort },
      network: { metres: network.metres, totalMetres: network.totalMetres, share: network.share },
      lit: { metres: lit.metres, lamps: 2 },
      markers: { reached: markers.reached, total: 2 },
    });
    expect(posts[1]?.network).toEqual({ metres: 0, totalMetres: 0, share: null });
    expect(province).toMatchObject({ post: null, markers: { reached: 1, total: 2 }, effort: { patrols: 1, hours: 1 } });
    expect(posts[1]?.effort).toMatchObject({ patrols: 0, hours: 0 });
  });

  it('is the same to the digit whatever the order of the features', () => {
    const turned = Object.fromEntries(Object.entries(features).map(([layer, list]) => [layer, [...list].reverse()]));
    const other = packed(turned);
    expect(coverageOfAll(other.prepared, other.named, always)).toEqual({ province, posts });
  });
});

describe('other parameters', () => {
  const changes: Partial<MeasureParameters>[] = [
    { borderMetres: 350 },
    { accessMetres: 5 },
    { lightMetres: 30 },
    { gapMetres: 500 },
    { networkKinds: ['village'] },
    { pavedSurfaces: [] },
    { usableStatuses: ['usable', 'planned'] },
    { workingStatuses: [] },
    { matchMetres: 2 },
    { visitDays: 1 },
    { joinMetres: 1 },
    { speedsKmPerHour: { concrete: 5 } },
    { offRoadKmPerHour: 1 },
    { reachMinutes: 1 },
    { snapMetres: 10 },
    { pavedKinds: ['village'] },
    { litKinds: [] },
    { activeKinds: [] },
    { removedStatuses: ['working'] },
    { fixGapMetres: 20 },
    { dayStartsMinutesEast: -600 },
  ];

  it.each(changes)('%j give what works packed with them would', (change) => {
    const { named, prepared } = packed();
    // Asked before, so that something is remembered that may not hold any more.
    coverageOfPost(prepared, named, 'A', always, '2026-05-11');
    const turned = withParameters(prepared, { ...measureDefaults, ...change });
    expect(coverageOfAll(turned, named, always)).toEqual(rowsOf(change));
    expect(coverageOfPost(turned, named, 'A', always, '2026-05-11')).toEqual(measuresOf(features, change));
    // And back again: nothing of the change stays behind.
    expect(coverageOfPost(withParameters(turned, measureDefaults), named, 'A', always, '2026-05-11')).toEqual(
      measuresOf(),
    );
  });

  it('of days of visit follow from the stretches alone, as in a browser without the tracks', () => {
    const { active } = measuresOf();
    if (!active) throw new Error('The reader may see tracks');
    for (const visitDays of [1, 2, 7]) {
      expect(withVisitDays(active, visitDays)).toEqual(measuresOf(features, { visitDays }).active);
    }
    expect([1, 2].map((days) => withVisitDays(active, days).regularShare)).toEqual([active.share, 0]);
  });

  it('leave the parts they do not touch as they are', () => {
    const { named, prepared } = packed();
    const before = coverageOfPost(prepared, named, 'A', always, '2026-05-11');
    const brighter = withParameters(prepared, { ...measureDefaults, lightMetres: 26 });
    const { lit, ...others } = coverageOfPost(brighter, named, 'A', always, '2026-05-11') ?? {};
    expect(lit?.metres).toBeGreaterThan(before?.lit.metres ?? Number.NaN);
    for (const [part, figures] of Object.entries(others)) expect(figures).toBe(before?.[part as keyof typeof others]);
  });
});

function rowsOf(change: Partial<MeasureParameters>) {
  const { named, prepared } = packed(features, change);
  return coverageOfAll(prepared, named, always);
}

describe('shapes to draw', () => {
  const { named, prepared } = packed();

  it('of what is lit are the lit stretches', () => {
    const lit = stretchesOf(prepared, named, 'A', 'lit', always);
    expect(lit?.features.map(({ properties }) => properties)).toEqual([
      {
        ...{ line: 'street', name: 'Đường tuần tra', layer: 'patrol-road' },
        ...{ fromMetres: expect.closeTo(275, 2), toMetres: expect.closeTo(365, 2) },
      },
    ]);
  });

  it('of what is reached in the province are what any post reaches', () => {
    const beside = line('beside', [at(5000, 0), at(5300, 0)], { ...usable, name: 'Đường Chi Lăng', post_id: 'B' });
    const both = packed({ ...features, 'patrol-road': [...(features['patrol-road'] ?? []), beside] });
    const reached = (post: string | null) =>
      stretchesOf(both.prepared, both.named, post, 'reach', always)?.features.map(({ properties }) => properties.line);
    expect(reached('A')).toEqual(['street']);
    expect(reached('B')).toEqual(['beside']);
    expect(reached(null)?.toSorted()).toEqual(['beside', 'street']);
  });

  it('of what is reached follow the roads, and of visits say how many days and when', () => {
    const soon = withParameters(prepared, { ...measureDefaults, reachMinutes: 1 });
    // 36 s on foot to the road, 24 s at 30 km/h.
    expect(stretchesOf(soon, named, 'A', 'reach', always)?.features[0]?.properties.toMetres).toBeCloseTo(200, 0);
    expect(stretchesOf(prepared, named, 'A', 'active', always)?.features[0]?.properties).toMatchObject({
      days: 1,
      lastDay: '2026-05-01',
    });
  });
});

it('the nearest post of a place is told with its way, and none where no road leads', () => {
  const { named, prepared } = packed();
  const places = [
    { id: 'v1', name: 'Chi Ma', position: at(500, 10) },
    { id: 'v2', name: 'Xa', position: at(0, 8000) },
  ];
  expect(nearestPostsOf(prepared, named, places)).toEqual([
    {
      place: { id: 'v1', name: 'Chi Ma' },
      post: { id: 'A', name: 'Bắc Xa' },
      way: expect.objectContaining({ roadMetres: expect.closeTo(500, 1), totalSeconds: expect.closeTo(114, 0) }),
    },
    { place: { id: 'v2', name: 'Xa' }, post: null, way: null },
  ]);
});
