import {
  type CoverageFeature,
  type CoverageWorks,
  coverageOfPost,
  type NearestPosts,
  type PostCoverage,
  type ProvinceCoverage,
  prepareWorks,
  type WaysFromPosts,
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

  test('about 7 of the 30 km of concrete of Bắc Xa are lit', async () => {
    const { post, parameters, period, asOf } = await coverageOf('Bắc Xa');
    const { features } = await ask<CoverageWorks>(`/api/posts/${post.id}/works`);
    const isConcrete = ({ properties }: CoverageFeature) => properties?.surface === 'concrete';
    const named = worksOf({ ...features, 'patrol-road': features['patrol-road']?.filter(isConcrete) ?? [] });
    const measures = coverageOfPost(prepareWorks(named.works, parameters), named, post.id, period, asOf);
    const { metres, totalMetres } = measures?.lit ?? { metres: 0, totalMetres: 0 };
    expect([Math.round(metres / 1000), Math.round(totalMetres / 1000)]).toEqual([7, 30]);
  });

  test('every village and every marker has its row in the list of nearest posts, and the table of ways agrees with it', async () => {
    for (const layer of ['village', 'border-marker'] as const) {
      const { numberMatched } = await ask<{ numberMatched: number }>(`/ogc/collections/${layer}/items?limit=1`);
      const { places } = await ask<NearestPosts>(`/api/coverage/nearest?layer=${layer}`);
      expect(new Set(places.map(({ place }) => place.id)).size).toBe(numberMatched);
      const ways = await ask<WaysFromPosts>(`/api/coverage/ways?layer=${layer}`);
      expect(ways.posts).toHaveLength(12);
      expect(ways.places.map(({ place }) => place)).toEqual(places.map(({ place }) => place));
      for (const [index, { post, way }] of places.entries()) {
        const legs = ways.places[index]?.leg?.legSeconds ?? Number.NaN;
        const seconds = ways.posts.flatMap(({ post: from, leg, roadSeconds }) => {
          const road = roadSeconds[index] ?? null;
          return road === null || !leg ? [] : [{ post: from.id, seconds: leg.legSeconds + road + legs }];
        });
        const least = seconds.reduce<(typeof seconds)[number] | null>(
          (best, each) => (best && best.seconds <= each.seconds ? best : each),
          null,
        );
        expect(least?.post ?? null).toBe(post?.id ?? null);
        if (way) expect(least?.seconds).toBeCloseTo(way.totalSeconds, 6);
      }
    }
  });

  test('Chi Lăng is the post from which its first marker is reached soonest, by a way no shorter than the shortest', async () => {
    const { places } = await ask<NearestPosts>('/api/coverage/nearest?layer=border-marker');
    const { measures } = await coverageOf('Chi Lăng');
    const first = measures.markers.access[0]?.marker;
    const nearest = places.find(({ place }) => place.id === first?.id);
    expect(nearest?.post?.name).toBe('Đồn Biên phòng Chi Lăng');
    for (const { way } of places) if (way) expect(way.roadMetres).toBeGreaterThanOrEqual(way.shortestMetres - 1e-6);
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
