import { randomUUID } from 'node:crypto';
import { type CoverageTrend, layerById, type PostCoverage } from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { listEntries } from '../queries/audit.ts';
import { insertFeatures, updateFeature } from '../queries/features.ts';
import { type Ask, jsonRequest, read, type TestApi, testApi } from '../testing/api.ts';
import { editor, frozenTrend, type PlantedWorks, plantedWorks } from '../testing/coverage-works.ts';
import { postWithRoad } from '../testing/post-with-road.ts';

let api: TestApi;
let post: string;
let east: PlantedWorks['east'];
let officer: Ask;
beforeAll(async () => {
  api = await testApi();
  ({ post, east } = await plantedWorks(api.database));
  officer = await api.as('officer', 'internal');
});

const coverage = (query = '') => `/api/posts/${post}/coverage${query}`;
const asked = async <T = PostCoverage>(ask: Ask, path: string): Promise<T> => {
  const response = await ask(path);
  expect(response.status, path).toBe(200);
  return read<T>(response);
};

describe('a month that has ended', () => {
  const trend = (query = '') => frozenTrend(officer, `?post=${post}${query}`);

  test('is told of as pending at once, frozen meanwhile, and stays so, whatever changes afterwards', async () => {
    const path = `/api/coverage/trend?post=${post}&months=12`;
    const first = await asked<CoverageTrend>(officer, path);
    expect(first.months.length + first.pending.length).toBe(12);
    expect(first.pending.length).toBeGreaterThan(0);
    const { months } = await trend('&months=12');
    expect(months).toHaveLength(12);
    expect([...months].map(({ month }) => month)).toEqual(months.map(({ month }) => month).sort());
    const [{ month, asOf, period, row } = { month: '', asOf: '', period: null, row: null }] = months;
    expect([`${month}-01`, asOf]).toEqual([period?.from, period?.to]);
    expect(row?.lit).toMatchObject({ lamps: 2, working: 1 });
    await api.database.transaction(editor, (transaction) =>
      insertFeatures(transaction, layerById('solar-lamp'), [
        {
          geometry: { type: 'Point', coordinates: east(900) },
          properties: { code: 'T3', kind: 'patrol', status: 'working', post_id: post },
          validFrom: '2020-01-01',
        },
      ]),
    );
    expect(months.every(({ isAmended }) => !isAmended)).toBe(true);
    const amended = months.map((each) => ({ ...each, isAmended: true }));
    expect(await asked<CoverageTrend>(officer, path)).toEqual({ months: amended, pending: [] });
    // A process that knows nothing of it yet reads the same.
    const other = await (await testApi()).as('officer', 'internal');
    expect((await asked<CoverageTrend>(other, `/api/coverage/trend?post=${post}&months=12`)).months).toEqual(amended);
    expect((await asked(officer, coverage(`?asOf=${asOf}`))).measures.lit.lamps).toBe(3);
  });

  test('says that the register has learnt more when a work is given an end, also of months in which it no longer stands', async () => {
    const planted = await plantedWorks(api.database);
    const trend = `?post=${planted.post}&months=12`;
    const { months } = await frozenTrend(officer, trend);
    expect(months.every(({ isAmended }) => !isAmended)).toBe(true);
    const end = `${months[6]?.month}-15`;
    const lamps = layerById('solar-lamp');
    const ended = await api.database.transaction(editor, (transaction) =>
      updateFeature(transaction, lamps, 'internal', planted.lamp, 1, { validTo: end }),
    );
    expect(ended).toMatchObject({ outcome: 'written' });
    const after = (await asked<CoverageTrend>(officer, `/api/coverage/trend${trend}`)).months;
    // Of earlier months too: the state that holds in them was stored anew.
    expect(after.every(({ isAmended }) => isAmended)).toBe(true);
  });

  test('is asked for as of a day too: those that had ended with it', async () => {
    const monthsUntil = async (asOf: string, count: number) =>
      (await trend(`&months=${count}&asOf=${asOf}`)).months.map(({ month }) => month);
    expect(await monthsUntil('2024-06-30', 3)).toEqual(['2024-04', '2024-05', '2024-06']);
    expect(await monthsUntil('2024-06-29', 3)).toEqual(['2024-03', '2024-04', '2024-05']);
    expect(await monthsUntil('2019-02-15', 24)).toEqual(['2019-01']);
    const today = (await trend('&months=3')).months;
    expect((await trend('&months=3&asOf=2199-12-31')).months).toEqual(today);
    expect((await officer(`/api/coverage/trend?post=${post}&asOf=2024-02-30`)).status).toBe(400);
  });

  test('of a post there is not is not found', async () => {
    expect((await officer(`/api/coverage/trend?post=${randomUUID()}`)).status).toBe(404);
    expect((await officer(`/api/coverage/trend?post=${post}&asOf=2018-12-31`)).status).toBe(404);
  });

  test('of a post that is new has no month yet, and is no post there is not', async () => {
    const reviewer = await api.as('reviewer', 'internal');
    const added = await postWithRoad(reviewer, [106.61, 22.03], 'Đồn mới lập');
    expect(await asked(officer, `/api/coverage/trend?post=${added.post}`)).toEqual({ months: [], pending: [] });
    await added.remove();
  });

  test('before anything was there is neither frozen nor pending', async () => {
    const { months, pending } = await frozenTrend(officer, `?post=${post}&months=120`);
    expect(pending).toEqual([]);
    // The post is there since 2019.
    expect(months[0]?.month).toBe('2019-01');
  });

  test('gets the row of a post that was imported later', async () => {
    const { months: known } = await frozenTrend(officer, '?months=2');
    const later = await plantedWorks(api.database);
    const { months } = await frozenTrend(officer, `?post=${later.post}&months=2`);
    expect(months.map(({ month, row }) => [month, row.post?.id])).toEqual(
      known.map(({ month }) => [month, later.post]),
    );
    // What was frozen of the province stays, although the post is not in it.
    expect((await frozenTrend(officer, '?months=2')).months).toEqual(
      known.map((each) => ({ ...each, isAmended: true })),
    );
  });

  test('can be altered by nobody, and written by no reader', async () => {
    const attempts: [Actor['role'], Sql][] = [
      ['editor_internal', sql`update coverage.snapshot set data_version = ''`],
      ['editor_restricted', sql`delete from coverage.snapshot_activity`],
      [
        'reader_restricted',
        sql`insert into coverage.snapshot (month, data_version, parameters, features, figures)
        values ('2020-01-01', '', '{}', '{}', '{}')`,
      ],
      ['reader_open', sql`select * from coverage.snapshot_activity`],
      ['reader_restricted', sql`insert into coverage.parameters (parameters) values ('{}')`],
      ['editor_restricted', sql`update coverage.parameters set parameters = '{}'`],
      ['reader_restricted', sql`select set_by from coverage.parameters`],
    ];
    for (const [role, statement] of attempts) {
      const trying = api.database.transaction({ role, account: null }, (transaction) => transaction.query(statement));
      await expect(trying, statement.text).rejects.toMatchObject({ refusal: 'privilege' });
    }
  });
});

describe('the parameters of the province', () => {
  /** Who set them last, and all that the audit says of it. */
  const lastSetting = async () => {
    const [entry] = await api.database.read({ role: 'account_keeper', account: null }, (transaction) =>
      listEntries(transaction, 'open', { limit: 1, action: 'coverage.set-parameters' }),
    );
    return { account: entry?.account, detail: entry?.detail };
  };

  test('are set by reviewers, leave an audit entry, hold at once and freeze nothing anew', async () => {
    const reviewer = await api.as('reviewer', 'open');
    const put = (body: unknown) => reviewer('/api/coverage/parameters', jsonRequest('PUT', body));
    const before = (await frozenTrend(officer, '?months=2')).months;
    const set = await put({ lightMetres: 40, visitDays: 3 });
    expect(set.status).toBe(200);
    expect(await read(set)).toMatchObject({
      parameters: { lightMetres: 40, borderMetres: 500 },
      setAt: expect.any(String),
    });
    const { parameters, measures } = await asked(officer, coverage());
    expect(parameters).toMatchObject({ lightMetres: 40, visitDays: 3 });
    expect(measures.lit.lines[0]?.covered[0]?.[0]).toBeCloseTo(260, 0);
    expect((await asked(officer, coverage('?light=25'))).parameters.lightMetres).toBe(25);
    expect((await asked<CoverageTrend>(officer, '/api/coverage/trend?months=2')).months).toEqual(before);
    expect(await lastSetting()).toEqual({
      account: reviewer.username,
      detail: { changed: { lightMetres: [25, 40], visitDays: [2, 3] } },
    });
    expect((await put({})).status).toBe(200);
    expect((await asked(officer, coverage())).parameters.lightMetres).toBe(25);
    // The speeds came back from the database in another order of their keys, and are no change.
    expect(await lastSetting()).toEqual({
      account: reviewer.username,
      detail: { changed: { lightMetres: [40, 25], visitDays: [3, 2] } },
    });
  });

  test.each([
    { lightMetres: -1 },
    { lightMetres: '25' },
    { networkKinds: ['railway'] },
    { litKinds: ['patrol', 'patrol'] },
    { speedsKmPerHour: { concrete: 0 } },
    { reach: 5 },
  ])('refuse %j', async (body) => {
    const reviewer = await api.as('reviewer', 'internal');
    const response = await reviewer('/api/coverage/parameters', jsonRequest('PUT', body));
    expect(response.status).toBe(400);
    expect((await read<{ issues: unknown[] }>(response)).issues.length).toBeGreaterThan(0);
  });
});
