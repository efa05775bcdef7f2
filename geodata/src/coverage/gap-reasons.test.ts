import { describe, expect, it } from 'vitest';
import { withEdit } from '../measure/edit-works.ts';
import { type MeasureParameters, measureDefaults } from '../measure/parameters.ts';
import { type PreparedWorks, prepareWorks, type RoadWork, withParameters } from '../measure/works.ts';
import { at, features, line, point, usable } from '../support/street.ts';
import type { CoverageFeatures, CoveragePeriod, GapReason, PostMeasures } from './answer.ts';
import { coverageOfPost } from './coverage-of-post.ts';
import { worksOf } from './works-of.ts';

function measured(
  changed: CoverageFeatures,
  parameters: Partial<MeasureParameters> = {},
  period: CoveragePeriod = { from: null, to: null },
): PostMeasures {
  const named = worksOf({ ...features, ...changed });
  const prepared = prepareWorks(named.works, { ...measureDefaults, ...parameters });
  const measures = coverageOfPost(prepared, named, 'A', period, '2026-05-11');
  if (!measures) throw new Error('The post is gone');
  return measures;
}
const closeTo = (metres: number) => expect.closeTo(metres, 1);
const street = line('street', [at(0, 0), at(1000, 0)], { ...usable, name: 'Đường tuần tra' });

describe('a dark stretch', () => {
  it('has no lamp, or lamps that do not work, with the metres they would light', () => {
    const lamps = [
      point('works', 300, 0, { status: 'working', code: 'Đ1' }),
      point('broken', 600, 7, { status: 'broken', code: 'Đ2' }),
      point('broken too', 620, 0, { status: 'broken', code: 'Đ3' }),
      point('beside', 700, 40, { status: 'broken', code: 'Đ4' }),
      point('gone', 800, 0, { status: 'removed', code: 'Đ5' }),
    ];
    const { gaps } = measured({ 'solar-lamp': lamps }).lit;
    expect(gaps.map(({ fromMetres, reason }) => ({ fromMetres, reason }))).toEqual([
      // From 24 m before the first, which stands 7 m aside, to 25 m behind the second.
      { fromMetres: closeTo(325), reason: { code: 'lamps-not-working', lamps: 2, gainMetres: closeTo(69) } },
      { fromMetres: 0, reason: { code: 'no-lamp' } },
    ]);
  });

  it('is mended by a broken lamp only as far as the stretch goes: beside it works one already', () => {
    const lamps = [
      point('works', 300, 0, { status: 'working', code: 'Đ1' }),
      point('broken', 310, 0, { status: 'broken', code: 'Đ2' }),
    ];
    const { gaps } = measured({ 'solar-lamp': lamps }).lit;
    expect(gaps[0]?.reason).toEqual({ code: 'lamps-not-working', lamps: 1, gainMetres: closeTo(10) });
    expect(gaps[1]?.reason).toEqual({ code: 'no-lamp' });
  });

  it('follows the reach of a lamp and what counts as working', () => {
    const lamps = [point('broken', 500, 0, { status: 'broken', code: 'Đ1' })];
    expect(measured({ 'solar-lamp': lamps }, { lightMetres: 40 }).lit.gaps[0]?.reason).toMatchObject({
      gainMetres: closeTo(80),
    });
    expect(measured({ 'solar-lamp': lamps }, { removedStatuses: ['broken'] }).lit.gaps[0]?.reason.code).toBe('no-lamp');
  });
});

describe('the lamps that do not work', () => {
  it('are counted by the circle in which they would shine, not by a box', () => {
    const lamps = [
      point('broken', 10, 0, { status: 'broken', code: 'Đ1' }),
      point('off the corner', -20, 20, { status: 'broken', code: 'Đ2' }),
    ];
    expect(measured({ 'solar-lamp': lamps }).lit.gaps[0]?.reason).toMatchObject({ lamps: 1, gainMetres: closeTo(35) });
  });
});

describe('a road that is not paved', () => {
  it('says its surface, and that none is registered', () => {
    const roads = (surface: string | null) => ({
      'patrol-road': [line('street', [at(0, 0), at(1000, 0)], { ...usable, surface, name: 'Đường tuần tra' })],
    });
    expect(measured(roads('earth')).paved.gaps[0]?.reason).toEqual({ code: 'not-paved', surface: 'earth' });
    expect(measured(roads(null)).paved.gaps[0]?.reason).toEqual({ code: 'not-paved', surface: null });
  });
});

describe('a stretch of border out of reach', () => {
  it('has a road that does not count, of several the one that would give most', () => {
    expect(measured({}).network.gaps[0]?.reason).toEqual({
      ...{ code: 'road-not-counted', road: { id: 'planned', name: 'Dự kiến' } },
      ...{ kind: 'patrol', status: 'planned', gainMetres: closeTo(600) },
    });
    const closed = line('a closed one', [at(1950, 0), at(2000, 0)], { ...usable, name: 'Tạm đóng', status: 'closed' });
    const roads = [...(features['patrol-road'] ?? []), closed];
    expect(measured({ 'patrol-road': roads }).network.gaps[0]?.reason).toMatchObject({ road: { id: 'planned' } });
  });

  it('has a road of a kind that does not count', () => {
    const { gaps } = measured({ 'patrol-road': [street] }, { networkKinds: ['village'] }).network;
    expect(gaps[0]?.reason).toMatchObject({ code: 'road-not-counted', kind: 'patrol', status: 'usable' });
  });

  it('tells how far its middle is from the nearest road that counts, or that there is none', () => {
    const alone = measured({ 'patrol-road': [street] }).network.gaps[0]?.reason;
    const metres = closeTo(Math.hypot(700, 300));
    expect(alone).toEqual({ code: 'no-road-near', nearestRoad: { id: 'street', name: 'Đường tuần tra', metres } });
    expect(measured({ 'patrol-road': [] }).network.gaps[0]?.reason).toEqual({
      code: 'no-road-near',
      nearestRoad: null,
    });
  });
});

describe('a marker without a road', () => {
  it('has one near that does not count, or tells how far the nearest is that does', () => {
    const marker = (north: number) => ({
      'border-marker': [point('m', 1800, north, { number: '1291', post_id: 'A' })],
    });
    expect(measured(marker(30)).markers.missing[0]?.reason).toEqual({
      ...{ code: 'road-not-counted', road: { id: 'planned', name: 'Dự kiến' } },
      ...{ kind: 'patrol', status: 'planned', gainMetres: null },
    });
    expect(measured(marker(31)).markers.missing[0]?.reason).toMatchObject({
      code: 'no-road-near',
      nearestRoad: { id: 'street', metres: closeTo(Math.hypot(800, 31)) },
    });
  });
});

describe('a stretch that nobody visited', () => {
  it('was walked on other days, of which the last is told, or never', () => {
    const before = { from: '2026-05-05', to: '2026-05-11' };
    const { gaps } = measured({}, {}, before).active ?? { gaps: [] };
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.reason).toEqual({
      ...{ code: 'visited-outside-period', lastDay: '2026-05-01', visitedMetres: closeTo(500) },
    });
    expect(measured({}).active?.gaps[0]?.reason).toEqual({ code: 'never-visited' });
  });

  it('tells the last of several days', () => {
    const [walk] = features['survey-track'] ?? [];
    const again = walk
      ? { ...walk, id: 'again', properties: { ...walk.properties, started_at: '2026-05-03T01:00:00.000Z' } }
      : [];
    const period = { from: '2026-05-05', to: '2026-05-11' };
    const { gaps } = measured({ 'survey-track': [walk ?? [], again].flat() }, {}, period).active ?? { gaps: [] };
    expect(gaps[0]?.reason).toMatchObject({ lastDay: '2026-05-03' });
  });

  it('was walked by a track without a date: no day is made up', () => {
    const walk = features['survey-track']?.[0];
    const undated = walk ? [{ ...walk, properties: { ...walk.properties, started_at: null, ended_at: null } }] : [];
    const period = { from: '2026-05-01', to: '2026-05-11' };
    const reason = measured({ 'survey-track': undated }, {}, period).active?.gaps[0]?.reason;
    expect(reason).toMatchObject({ code: 'visited-outside-period', lastDay: null });
  });
});

describe('a reason', () => {
  const lamp = point('broken', 500, 0, { status: 'broken', code: 'Đ1', post_id: 'B' });
  const street = line('street', [at(0, 0), at(1000, 0)], { ...usable, surface: 'earth', name: 'Đường tuần tra' });
  const planned = line('planned', [at(1000, 0), at(2000, 0)], { ...usable, name: 'Dự kiến', status: 'planned' });
  const named = worksOf({ ...features, 'solar-lamp': [lamp], 'patrol-road': [street, planned] });
  const before = prepareWorks(named.works, measureDefaults);
  // The names stay the same, as they do between two questions.
  const asked = (prepared: PreparedWorks) => {
    const measures = coverageOfPost(prepared, named, 'A', { from: null, to: null }, '2026-05-11');
    const first = (gaps: readonly { readonly reason: GapReason }[] = []) => gaps[0]?.reason;
    return {
      network: first(measures?.network.gaps),
      paved: first(measures?.paved.gaps),
      lit: first(measures?.lit.gaps),
    };
  };
  const roadNumber = (id: string) => named.works.roads.findIndex((road) => road.id === id);
  const withRoad = (id: string, changed: Partial<RoadWork>) => {
    const at = roadNumber(id);
    const work = { ...(named.works.roads[at] as RoadWork), ...changed };
    return withEdit(before, { list: 'roads', at, removes: 1, work });
  };

  it('follows an edit that changes no figure: a lamp is taken down, a road is closed or gets another surface', () => {
    expect(asked(before)).toMatchObject({
      network: { code: 'road-not-counted', status: 'planned' },
      paved: { code: 'not-paved', surface: 'earth' },
      lit: { code: 'lamps-not-working' },
    });
    expect(asked(withRoad('planned', { status: 'closed' })).network).toMatchObject({ status: 'closed' });
    expect(asked(withRoad('street', { surface: 'gravel' })).paved).toMatchObject({ surface: 'gravel' });
    const [work] = named.works.lamps;
    if (!work) throw new Error('The lamp is gone');
    const down = withEdit(before, { list: 'lamps', at: 0, removes: 1, work: { ...work, status: 'removed' } });
    expect(asked(down).lit).toEqual({ code: 'no-lamp' });
  });

  it('follows the parameters where they change no figure: which lamps count as taken down', () => {
    expect(asked(before).lit).toMatchObject({ code: 'lamps-not-working' });
    const parameters = { ...measureDefaults, removedStatuses: ['removed', 'broken'] };
    expect(asked(withParameters(before, parameters)).lit).toEqual({ code: 'no-lamp' });
  });
});
