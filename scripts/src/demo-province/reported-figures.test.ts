import { lineLengthMetres } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { makeDemonstrationProvince } from './index.ts';
import { litMetres, metresToNearest, ofLayer, sumOf } from './reading.ts';

const seeds = [1, 2, 3, 7, 2025];

describe.each(seeds)(
  'The province of seed %i has every reported figure',
  (seed) => {
    const province = makeDemonstrationProvince(seed);
    const posts = ofLayer(province, 'border-post');
    const markers = ofLayer(province, 'border-marker');
    const roads = ofLayer(province, 'patrol-road');
    const lamps = ofLayer(province, 'solar-lamp');
    const villages = ofLayer(province, 'village');
    const facilities = ofLayer(province, 'facility');
    const projects = ofLayer(province, 'development-project');
    const inspection = roads.filter(({ properties }) => properties.kind === 'inspection');
    const postId = (code: string) => posts.find(({ properties }) => properties.code === code)?.id ?? `no ${code}`;
    const [bacXa, chiLang] = [postId('bac-xa'), postId('chi-lang')];
    const at = <Feature extends { properties: { post_id?: string | null } }>(
      features: readonly Feature[],
      post: string,
    ) => features.filter(({ properties }) => properties.post_id === post);
    const working = lamps.filter(({ properties }) => properties.status === 'working');
    const usable = roads.filter(({ properties }) => properties.status === 'usable');
    const patrolOf = (post: string) => at(roads, post).filter(({ properties }) => properties.kind === 'patrol');
    const facilitiesOf = (kind: string) => facilities.filter(({ properties }) => properties.kind === kind).length;
    const own = at(inspection, chiLang);
    const chiLangLamps = at(lamps, chiLang).filter(({ properties }) => properties.installed_on?.startsWith('2024'));
    const site = ofLayer(province, 'resettlement-site').find(({ properties }) => properties.name === 'Lục Chắn');

    const figures: readonly (readonly [what: string, figure: number, reported: number, tolerance: number])[] = [
      ['metres of border, by sector', sumOf(ofLayer(province, 'border-line'), 'length_metres'), 231_740, 1],
      ['posts', posts.length, 12, 0],
      ['communication teams', sumOf(posts, 'communication_teams'), 21, 0],
      ['border markers', markers.length, 474, 0],
      ['different marker numbers', new Set(markers.map(({ properties }) => properties.number)).size, 474, 0],
      ['inspection roads', inspection.length, 332, 0],
      [
        'inspection roads since 2022',
        inspection.filter(({ properties }) => (properties.year_built ?? 0) >= 2022).length,
        332,
        0,
      ],
      ['metres of inspection road', sumOf(inspection, 'length_metres'), 76_000, 1],
      ['man-days for them', sumOf(inspection, 'man_days'), 40_200, 0],
      ['VND for them', sumOf(inspection, 'cost_vnd'), 51_000_000_000, 0],
      ['of it public', sumOf(inspection, 'cost_public_vnd') / 51e9, 0.16, 0.001],
      ['of it credit', sumOf(inspection, 'cost_credit_vnd') / 51e9, 0.825, 0.001],
      ['patrol lamps', lamps.filter(({ properties }) => properties.kind === 'patrol').length, 1_500, 0],
      ['village lamps', lamps.filter(({ properties }) => properties.kind === 'village').length, 310, 0],
      [
        'metres of concrete on the border road of Bắc Xa',
        sumOf(
          patrolOf(bacXa).filter(({ properties }) => properties.surface === 'concrete'),
          'length_metres',
        ),
        30_000,
        1,
      ],
      ['markers of Bắc Xa', at(markers, bacXa).length, 40, 0],
      [
        'marker 1291 among them',
        at(markers, bacXa).filter(({ properties }) => properties.number === '1291').length,
        1,
        0,
      ],
      ['metres lit at Bắc Xa', litMetres(patrolOf(bacXa), at(working, bacXa), 25), 7_000, 70],
      ['markers of Chi Lăng', at(markers, chiLang).length, 33, 0],
      [
        'of them with a usable road within 30 m',
        at(markers, chiLang).filter((marker) => metresToNearest(marker, usable) <= 30).length,
        33,
        0,
      ],
      ['inspection roads of Chi Lăng', own.length, 24, 0],
      ['metres of them', sumOf(own, 'length_metres'), 5_500, 1],
      ['man-days for them', sumOf(own, 'man_days'), 5_000, 0],
      ['VND for them', sumOf(own, 'cost_vnd'), 4_500_000_000, 0],
      ['lamps of Chi Lăng of 2024', chiLangLamps.length, 360, 0],
      [
        'metres they light',
        litMetres(
          patrolOf(chiLang),
          chiLangLamps.filter((lamp) => working.includes(lamp)),
          25,
        ),
        18_000,
        300,
      ],
      ['VND for them', sumOf(chiLangLamps, 'cost_vnd'), 600_000_000, 0],
      ['man-days for them', sumOf(chiLangLamps, 'man_days'), 200, 0],
      ['self-governing groups', sumOf(villages, 'security_groups'), 182, 0],
      ['mailboxes', sumOf(villages, 'mailboxes'), 176, 0],
      [
        'culture-defence villages',
        villages.filter(({ properties }) => properties.kind === 'culture_defence').length,
        38,
        0,
      ],
      ['international gates', facilitiesOf('international_gate'), 2, 0],
      ['bilateral gates', facilitiesOf('bilateral_gate'), 1, 0],
      ['auxiliary crossings', facilitiesOf('auxiliary_crossing'), 9, 0],
      ['railway links', facilitiesOf('railway_link'), 1, 0],
      [
        'kinds of defence work',
        new Set(ofLayer(province, 'defence-work').map(({ properties }) => properties.kind)).size,
        11,
        0,
      ],
      ['economic zones', projects.filter(({ properties }) => properties.kind === 'economic_zone').length, 3, 0],
      ['support for each house at Lục Chắn', site?.properties.support_per_house_vnd ?? 0, 80_000_000, 0],
      ['metres from its village of origin', site?.properties.origin_distance_metres ?? 0, 20_000, 0],
    ];

    it.each(figures)('%s: %d', (_, figure, reported, tolerance) => {
      expect(Math.abs(figure - reported)).toBeLessThanOrEqual(tolerance);
    });

    it('adds up the money of every road by source', () => {
      for (const { properties: road } of roads) {
        const sources = [road.cost_public_vnd, road.cost_credit_vnd, road.cost_social_vnd];
        expect(sources.reduce<number>((sum, source) => sum + (source ?? 0), 0)).toBe(road.cost_vnd ?? 0);
      }
    });

    it('has bamboo belts, schoolyards, cultural houses, VSIP and appraised gate areas', () => {
      expect(ofLayer(province, 'bamboo-belt').length).toBeGreaterThan(10);
      expect(facilitiesOf('schoolyard')).toBeGreaterThan(10);
      expect(facilitiesOf('cultural_house')).toBeGreaterThan(10);
      expect(projects.some(({ properties }) => properties.name.includes('VSIP'))).toBe(true);
      expect(projects.some(({ properties }) => properties.kind === 'gate_area')).toBe(true);
    });

    it('moved Lý Lá to a site with every service', () => {
      expect(site?.properties).toMatchObject({
        origin_village: 'Lý Lá',
        commune_name: 'Hải Sơn',
        has_electricity: true,
        has_clean_water: true,
        has_telephone: true,
        has_school: true,
      });
    });

    it('stores the length of every line as the ellipsoid gives it', () => {
      for (const layer of ['border-line', 'patrol-road', 'bamboo-belt', 'survey-track'] as const) {
        for (const { geometry, properties } of ofLayer(province, layer)) {
          const metres = geometry.coordinates.reduce((sum, line) => sum + lineLengthMetres(line), 0);
          expect(Math.abs(properties.length_metres - metres)).toBeLessThanOrEqual(0.01);
        }
      }
    });

    it('sets most markers high and leaves some without a road', () => {
      const high = markers.filter(({ properties }) => properties.elevation_metres > 400).length;
      expect(high / markers.length).toBeGreaterThan(0.6);
      const reached = markers.filter((marker) => metresToNearest(marker, usable) <= 30).length;
      expect(reached).toBeGreaterThan(332);
      expect(reached).toBeLessThan(440);
    });
  },
  120_000,
);
