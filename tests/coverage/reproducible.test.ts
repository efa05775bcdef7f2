import {
  type CoverageTrend,
  type CoverageWorks,
  coverageOfAll,
  coverageOfPost,
  type PostCoverage,
  type ProvinceCoverage,
  prepareWorks,
  withParameters,
  worksOf,
} from '@phen-dau/geodata';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { testEngine } from '../support/database.ts';
import { type AskJson, applicationAs } from './asking.ts';

let ask: AskJson;
let posts: string[];
beforeAll(async () => {
  ask = await applicationAs('officer');
  posts = (await ask<ProvinceCoverage>('/api/coverage')).posts.map(({ post }) => post?.id ?? '');
});

describe(`the same data and parameters give the same figures to the digit (${testEngine})`, () => {
  test('in another process, whatever it was asked before', async () => {
    const path = `/api/posts/${posts[3]}/coverage?asOf=2024-06-30&from=2024-01-01&to=2024-06-30`;
    const first = await ask<PostCoverage>(path);
    const other = await applicationAs('reviewer');
    await other(`/api/posts/${posts[3]}/coverage?asOf=2024-06-30&light=40&border=100`);
    expect(await other<PostCoverage>(path)).toEqual(first);
  });

  test('in the browser, from the features the server hands out, with any slider moved', async () => {
    for (const id of posts.slice(0, 3)) {
      const { features, dataVersion } = await ask<CoverageWorks>(`/api/posts/${id}/works`);
      const named = worksOf(features);
      const plain = await ask<PostCoverage>(`/api/posts/${id}/coverage`);
      expect(dataVersion).toBe(plain.dataVersion);
      const prepared = prepareWorks(named.works, plain.parameters);
      for (const query of ['', '?border=300&light=31.5', '?access=50&gap=200&minutes=45']) {
        const { measures, parameters, period, asOf } = await ask<PostCoverage>(`/api/posts/${id}/coverage${query}`);
        const here = coverageOfPost(withParameters(prepared, parameters), named, id, period, asOf);
        // Tracks are not handed out: what they tell depends on no slider but the gap's.
        expect(here).toEqual({ ...measures, active: null, effort: null });
      }
    }
  });

  test('of the whole province in the browser, with any slider moved', async () => {
    const { features, dataVersion } = await ask<CoverageWorks>('/api/coverage/works');
    const named = worksOf(features);
    const plain = await ask<ProvinceCoverage>('/api/coverage');
    expect(dataVersion).toBe(plain.dataVersion);
    const prepared = prepareWorks(named.works, plain.parameters);
    for (const query of ['', '?border=300&light=31.5', '?access=50']) {
      const { parameters, province, posts } = await ask<ProvinceCoverage>(`/api/coverage${query}`);
      const untold = { active: null, effort: null };
      expect(coverageOfAll(withParameters(prepared, parameters), named, { from: null, to: null })).toEqual({
        province: { ...province, ...untold },
        posts: posts.map((row) => ({ ...row, ...untold })),
      });
    }
  });

  test('of a month that was frozen, when it is computed again', async () => {
    for (const post of [undefined, posts[5]]) {
      const { months } = await vi.waitFor(
        async () => {
          const trend = await ask<CoverageTrend>(`/api/coverage/trend?months=30${post ? `&post=${post}` : ''}`);
          expect(trend.pending).toEqual([]);
          return trend;
        },
        { timeout: 180_000, interval: 500 },
      );
      expect(months).toHaveLength(30);
      for (const { asOf, period, dataVersion, parameters, rows, row } of [months[0], months[15], months[29]].flatMap(
        (month) => month ?? [],
      )) {
        const path = `/api/coverage?asOf=${asOf}&from=${period.from}&to=${period.to}`;
        const again = await ask<ProvinceCoverage>(path);
        const same = post ? again.posts.find((each) => each.post?.id === post) : again.province;
        expect(row).toEqual(same);
        expect({ dataVersion, parameters, rows }).toEqual({
          ...{ dataVersion: again.dataVersion, parameters: again.parameters, rows: again.rows },
        });
      }
    }
  }, 240_000);
});
