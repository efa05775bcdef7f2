import {
  type CoverageWorks,
  coverageOfPost,
  type PostCoverage,
  type ProvinceCoverage,
  prepareWorks,
  worksOf,
} from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import { testEngine } from '../support/database.ts';
import { type AskJson, applicationAs } from './asking.ts';

let ask: AskJson;
let province: ProvinceCoverage;
beforeAll(async () => {
  ask = await applicationAs('officer');
  province = await ask<ProvinceCoverage>('/api/coverage');
});

async function coverageOf(name: string, query = ''): Promise<PostCoverage> {
  const id = province.posts.find(({ post }) => post?.name.endsWith(name))?.post?.id;
  return ask<PostCoverage>(`/api/posts/${id}/coverage${query}`);
}

describe(`what the field reports comes out of the engine, over HTTP (${testEngine})`, () => {
  test('Bắc Xa manages 40 markers, 1291 among them, and about 7 km of its roads are lit', async () => {
    const { measures } = await coverageOf('Bắc Xa');
    expect(measures.markers.total).toBe(40);
    expect(measures.reach.markers.map(({ marker }) => marker.name)).toContain('1291');
    expect(Math.abs(measures.lit.metres - 7_000)).toBeLessThan(100);
  });

  test('30 km of the border road of Bắc Xa is concrete', async () => {
    const { post, parameters, period, asOf, measures } = await coverageOf('Bắc Xa');
    const { features } = await ask<CoverageWorks>(`/api/posts/${post.id}/works`);
    const named = worksOf(features);
    const onlyConcrete = prepareWorks(named.works, { ...parameters, pavedSurfaces: ['concrete'] });
    const concrete = coverageOfPost(onlyConcrete, named, post.id, period, asOf)?.paved.metres ?? 0;
    expect(Math.abs(concrete - 30_000)).toBeLessThan(1);
    // Some of its road is asphalt; that is paved too.
    expect(measures.paved.metres).toBeGreaterThanOrEqual(concrete);
  });

  test('33 of 33 markers of Chi Lăng have an access road, the first post of the province to finish', async () => {
    const { measures } = await coverageOf('Chi Lăng');
    expect(measures.markers).toMatchObject({ reached: 33, total: 33, share: 1, missing: [] });
    expect(measures.markers.access).toHaveLength(33);
    const finished = province.posts.filter(({ markers }) => markers.share === 1);
    expect(finished.map(({ post }) => post?.name)).toEqual(['Đồn Biên phòng Chi Lăng']);
  });

  test('the lamps of 2024 light about 18 km of the patrol roads of Chi Lăng, which were darker before', async () => {
    const [before, after] = [await coverageOf('Chi Lăng', '?asOf=2023-12-31'), await coverageOf('Chi Lăng')];
    expect(Math.abs(after.measures.lit.metres - 18_000)).toBeLessThan(500);
    expect(before.measures.lit.metres).toBeLessThan(after.measures.lit.metres / 2);
    expect(before.measures.markers.reached).toBeLessThanOrEqual(33);
  });

  test('the province has 474 markers, 1,810 lamps and 231.74 km of border', () => {
    expect(province.province.markers.total).toBe(474);
    expect(province.province.lit.lamps).toBe(1810);
    expect(province.province.network.totalMetres / 1000).toBeCloseTo(231.74, 2);
    expect(province.posts.reduce((sum, { markers }) => sum + markers.total, 0)).toBe(474);
    expect(province.posts).toHaveLength(12);
  });

  test('earlier years had fewer roads and lamps: figures of the past only grow', async () => {
    const years = await Promise.all(
      ['2020', '2022', '2024'].map((year) => ask<ProvinceCoverage>(`/api/coverage?asOf=${year}-12-31`)),
    );
    const grown = [...years, province].map(({ province: row }) => [row.markers.reached, row.lit.lamps]);
    for (const [index, figures] of grown.slice(1).entries()) {
      for (const [place, figure] of figures.entries())
        expect(figure).toBeGreaterThanOrEqual(grown[index]?.[place] ?? 0);
    }
    expect(grown[0]?.[0]).toBeLessThan(grown.at(-1)?.[0] ?? 0);
  });
});
