import { randomUUID } from 'node:crypto';
import {
  type CoverageStretches,
  geometryLengthMetres,
  layerById,
  type PostCoverage,
  type ProvinceCoverage,
} from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as schemas from '../coverage/schema.ts';
import { provinceParametersAnswer } from '../coverage/schema.ts';
import { sql } from '../database/sql.ts';
import { insertFeatures, type NewFeature, updateFeature } from '../queries/features.ts';
import { type Ask, read, type TestApi, testApi } from '../testing/api.ts';
import { editor, frozenTrend, plantedWorks } from '../testing/coverage-works.ts';

let api: TestApi;
let post: string;
let lamp: string;
let tracks: readonly NewFeature[];
let officer: Ask;
let outsider: Ask;

beforeAll(async () => {
  api = await testApi();
  ({ post, lamp, tracks } = await plantedWorks(api.database));
  [officer, outsider] = await Promise.all([api.as('officer', 'internal'), api.as('officer', 'open')]);
});

const coverage = (query = '') => `/api/posts/${post}/coverage${query}`;
const asked = async <T = PostCoverage>(ask: Ask, path: string): Promise<T> => {
  const response = await ask(path);
  expect(response.status, path).toBe(200);
  return read<T>(response);
};
const breakLamp = (status: string) =>
  api.database.transaction(editor, async (transaction) => {
    const [row] = await transaction.query<{ version: number }>(
      sql`select version from register.solar_lamp where id = ${lamp}::uuid`,
    );
    const change = { properties: { status } };
    return updateFeature(transaction, layerById('solar-lamp'), 'internal', lamp, row?.version ?? 0, change);
  });

describe('the coverage of a post', () => {
  test('has the figures of its works, their gaps, and with what they were computed', async () => {
    const { post: named, asOf, measures, parameters, rows } = await asked(officer, coverage('?gap=100&visits=3'));
    expect(named).toEqual({ id: post, name: 'Đồn thử độ phủ' });
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(parameters).toMatchObject({ gapMetres: 100, lightMetres: 25, visitDays: 3 });
    expect(rows['solar-lamp']).toBeGreaterThanOrEqual(2);
    expect(measures.lit).toMatchObject({ lamps: 2, working: 1, metres: expect.closeTo(50, 1) });
    expect(measures.lit.gaps.map(({ metres }) => Math.round(metres / 5) * 5)).toEqual([675, 275]);
    expect(measures.lit.gaps.map(({ reason }) => reason)).toEqual([
      { code: 'lamps-not-working', lamps: 1, gainMetres: expect.closeTo(50, 1) },
      { code: 'no-lamp' },
    ]);
    expect(measures.active?.gaps[0]?.reason).toEqual({ code: 'never-visited' });
    expect(measures.paved.share).toBe(1);
    expect(measures.active?.metres).toBeCloseTo(500, -1);
    expect(measures.effort?.patrols).toBe(1);
    expect(measures.network).toMatchObject({ totalMetres: 0, share: null, gaps: [] });
  });

  test('is that of the day asked for', async () => {
    const lit = async (day: string) => (await asked(officer, coverage(`?asOf=${day}`))).measures.lit;
    expect(await lit('2021-05-31')).toMatchObject({ lamps: 0, metres: 0, share: 0 });
    expect(await lit('2021-06-01')).toMatchObject({ lamps: 1, working: 1 });
    expect(await lit('2023-12-31')).toMatchObject({ lamps: 2, working: 2 });
    expect(await lit('2024-01-01')).toMatchObject({ lamps: 2, working: 1 });
    // Before the post itself there is nothing to ask about.
    expect((await officer(coverage('?asOf=2018-12-31'))).status).toBe(404);
  });

  test('counts visits of the period asked for', async () => {
    const active = async (query: string) => (await asked(officer, coverage(query))).measures.active;
    expect((await active('?from=2025-05-10&to=2025-05-10'))?.metres).toBeCloseTo(500, -1);
    expect((await active('?from=2025-05-11'))?.metres).toBe(0);
    // Walked on that day, whenever it was approved.
    expect((await active('?asOf=2025-05-10'))?.metres).toBeCloseTo(500, -1);
    expect((await active('?asOf=2025-05-09'))?.metres).toBe(0);
  });

  test('is answered 304 to whoever holds it, until a work changes; then it is computed anew', async () => {
    const first = await officer(coverage());
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const holding = { headers: { 'if-none-match': tag } };
    expect((await officer(coverage(), holding)).status).toBe(304);
    expect((await officer(coverage('?light=30'), holding)).status).toBe(200);
    expect((await outsider(coverage(), holding)).status).toBe(200);
    const { dataVersion } = await read<PostCoverage>(first);

    expect(await breakLamp('broken')).toMatchObject({ outcome: 'written' });
    const changed = await officer(coverage(), holding);
    expect(changed.status).toBe(200);
    const after = await read<PostCoverage>(changed);
    expect(after.measures.lit).toMatchObject({ working: 0, metres: 0 });
    expect(after.dataVersion).not.toBe(dataVersion);
    await breakLamp('working');
    expect((await asked(officer, coverage())).measures.lit.working).toBe(1);
  });

  test('comes packed to whoever takes gzip, with another tag for other bytes', async () => {
    const packed = await officer(coverage(), { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toMatch(/Accept-Encoding/);
    const plain = await officer(coverage());
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('etag')).not.toBe(packed.headers.get('etag'));
  });

  test('is the same for many who ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => officer(coverage('?light=31'))));
    const texts = await Promise.all(answers.map((response) => response.text()));
    expect(new Set(texts).size).toBe(1);
  });

  test.each([
    ['border=NaN', '0 … 20000'],
    ['border=-1', '0 … 20000'],
    ['light=1e3', '0 … 500'],
    ['light=501', '0 … 500'],
    ['access=', '0 … 5000'],
    ['gap=100001', '0 … 100000'],
    ['minutes=0', '1 … 1440'],
    ['minutes=Infinity', '1 … 1440'],
    ['visits=1.5', '1 … 366'],
  ])('is refused with %s, saying which parameter is at fault and what it may be', async (query, bounds) => {
    const response = await officer(coverage(`?${query}`));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    const { issues } = await read<{ issues: { parameter: string; message: string }[] }>(response);
    expect(issues.map(({ parameter, message }) => [parameter, message])).toEqual([[query.split('=')[0], bounds]]);
  });

  test.each(['asOf=2025-02-30', 'asOf=yesterday', 'from=2025-02-02&to=2025-02-01', 'from=0001-01-01', 'reach=5'])(
    'is refused with %s',
    async (query) => {
      const response = await officer(coverage(`?${query}`));
      expect(response.status).toBe(400);
      expect((await read<{ issues: unknown[] }>(response)).issues).toHaveLength(1);
    },
  );

  test('of a post there is not, or of no post at all, is not found', async () => {
    for (const id of [randomUUID(), lamp, 'bac-xa', '%00']) {
      for (const path of ['coverage', 'coverage/stretches', 'works']) {
        const response = await officer(`/api/posts/${id}/${path}`);
        expect(response.status, `${id} ${path}`).toBe(404);
      }
    }
  });
});

describe('the stretches of a post', () => {
  const stretches = (measure: string) =>
    asked<CoverageStretches>(officer, `/api/posts/${post}/coverage/stretches?measure=${measure}`);

  test('are those its figures speak of, as lines as long as they say', async () => {
    const { measures } = await asked(officer, coverage());
    for (const measure of ['lit', 'paved', 'active'] as const) {
      const { features } = await stretches(measure);
      const covered = measures[measure]?.lines.flatMap((line) => line.covered.map((pair) => [line.line.id, ...pair]));
      expect(features.map(({ properties: { line, fromMetres, toMetres } }) => [line, fromMetres, toMetres])).toEqual(
        covered,
      );
      for (const { geometry, properties } of features) {
        const parts = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
        const metres = geometryLengthMetres({ type: 'MultiLineString', coordinates: parts });
        expect(metres).toBeCloseTo(properties.toMetres - properties.fromMetres, 3);
      }
    }
    const [walked] = (await stretches('active')).features;
    expect(walked?.properties).toMatchObject({ name: 'Đường thử', days: 1, lastDay: '2025-05-10' });
  });

  test('of reach are what it reaches in the time asked for', async () => {
    const { measures } = await asked(officer, coverage('?minutes=1'));
    const { features } = await asked<CoverageStretches>(officer, `/api/posts/${post}/coverage/stretches?minutes=1`);
    const metres = features.reduce((sum, { properties }) => sum + properties.toMetres - properties.fromMetres, 0);
    expect(metres).toBeCloseTo(measures.reach.reachedMetres, 6);
    // A minute at 30 km/h.
    expect(metres).toBeCloseTo(500, 0);
  });
});

describe('tracks', () => {
  test('leave no trace in any answer to a reader without internal clearance', async () => {
    const { measures, rows, dataVersion } = await asked(outsider, coverage());
    expect(measures).toMatchObject({ active: null, effort: null });
    expect(Object.keys(rows)).not.toContain('survey-track');
    // One number a layer: the version of the tracks would tell that somebody walked.
    expect(dataVersion.split('.')).toHaveLength(Object.keys(rows).length);
    const { posts, province } = await asked<ProvinceCoverage>(outsider, '/api/coverage');
    for (const row of [province, ...posts]) expect(row).toMatchObject({ active: null, effort: null });
    const { months } = await frozenTrend(outsider, '?months=2');
    expect(months).toHaveLength(2);
    for (const { row, rows: counted } of months) {
      expect(row).toMatchObject({ active: null, effort: null });
      expect(counted).not.toHaveProperty('survey-track');
    }
    for (const scope of [`posts/${post}/coverage`, 'coverage']) {
      expect((await outsider(`/api/${scope}/stretches?measure=active`)).status, scope).toBe(404);
      expect((await officer(`/api/${scope}/stretches?measure=active`)).status, scope).toBe(200);
    }
    for (const path of [`/api/posts/${post}/works`, '/api/coverage/works']) {
      for (const ask of [outsider, officer]) expect(JSON.stringify(await asked(ask, path))).not.toContain('CHIMRINOI');
    }
  });

  test('change no tag of such a reader when another is approved', async () => {
    const tag = async (ask: Ask) => (await ask(coverage())).headers.get('etag');
    const before = [await tag(outsider), await tag(officer)];
    await api.database.transaction(editor, (transaction) =>
      insertFeatures(transaction, layerById('survey-track'), tracks),
    );
    expect(await tag(outsider)).toBe(before[0]);
    expect(await tag(officer)).not.toBe(before[1]);
  });
});

describe('every answer', () => {
  const described: [string, z.ZodType][] = [
    ['coverage', schemas.postCoverage],
    ['coverage/stretches?measure=reach', schemas.coverageStretches],
    ['coverage/stretches?measure=lit', schemas.coverageStretches],
    ['coverage/stretches?measure=active', schemas.coverageStretches],
    ['works', schemas.coverageWorks],
  ];
  const provincial: [string, z.ZodType][] = [
    ['/api/coverage', schemas.provinceCoverage],
    ['/api/coverage/nearest?layer=border-marker', schemas.nearestPosts],
    ['/api/coverage/nearest?layer=village', schemas.nearestPosts],
    ['/api/coverage/ways?layer=border-marker', schemas.waysFromPosts],
    ['/api/coverage/trend?months=3', schemas.coverageTrend],
    ['/api/coverage/stretches?measure=reach', schemas.coverageStretches],
    ['/api/coverage/stretches?measure=network', schemas.coverageStretches],
    ['/api/coverage/stretches?measure=active', schemas.coverageStretches],
    ['/api/coverage/works', schemas.coverageWorks],
    ['/api/coverage/parameters', provinceParametersAnswer],
  ];

  test('is what the OpenAPI document says', async () => {
    const paths = described.map(([path, schema]) => [`/api/posts/${post}/${path}`, schema] as const);
    for (const [path, schema] of [...paths, ...provincial]) {
      const { error } = schema.safeParse(await asked<unknown>(officer, path));
      expect(error?.issues ?? [], path).toEqual([]);
    }
  });
});
