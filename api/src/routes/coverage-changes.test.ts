import { randomUUID } from 'node:crypto';
import { type CoverageWorks, type LayerId, layerById, seededRandom } from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import { identifier, sql } from '../database/sql.ts';
import {
  deleteFeature,
  type FeatureChange,
  insertFeatures,
  type NewFeature,
  updateFeature,
} from '../queries/features.ts';
import { read, type TestApi, testApi } from '../testing/api.ts';
import { editor, type PlantedWorks, plantedWorks } from '../testing/coverage-works.ts';

let api: TestApi;
let works: PlantedWorks;
let cookies: readonly string[];

beforeAll(async () => {
  api = await testApi();
  works = await plantedWorks(api.database);
  cookies = [(await api.as('officer', 'internal')).cookie, (await api.as('officer', 'open')).cookie];
});

const random = seededRandom(1979);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
/** A place on the road or up to 40 m beside it. */
const place = () => {
  const [longitude = 0, latitude = 0] = works.east(1000 * random());
  return [longitude, latitude + (random() - 0.5) * 7e-4];
};
const point = (): NewFeature['geometry'] => ({ type: 'Point', coordinates: place() });
const line = (): NewFeature['geometry'] => ({ type: 'MultiLineString', coordinates: [[place(), place(), place()]] });

/** What may be planted beside the post's road, since some day. */
const seedlings = {
  'solar-lamp': () => ({
    geometry: point(),
    properties: { code: 'T3', kind: 'patrol', status: pick(['working', 'broken']), post_id: works.post },
  }),
  'patrol-road': () => ({
    geometry: line(),
    properties: {
      ...{ name: 'Đường mới', kind: pick(['patrol', 'inspection']), surface: pick(['concrete', 'earth']) },
      ...{ status: pick(['usable', 'closed']), post_id: works.post, length_metres: 500 },
    },
  }),
  'border-marker': () => ({
    geometry: point(),
    properties: { number: '1979', kind: 'main', post_id: works.post, elevation_metres: 700 },
  }),
  'survey-track': () => ({
    geometry: line(),
    properties: {
      ...{ name: 'Vết mới', kind: 'patrol', post_id: works.post, length_metres: 500 },
      ...{ started_at: '2025-06-10T01:00:00Z', ended_at: '2025-06-10T02:00:00Z' },
    },
  }),
} satisfies Partial<Record<LayerId, () => NewFeature>>;
type Planted = keyof typeof seedlings;
const standing = new Map<string, Planted>();

async function plant(layer: Planted): Promise<void> {
  const id = randomUUID();
  const feature = { id, ...seedlings[layer](), validFrom: pick(['2022-03-01', '2025-06-11']) };
  await api.database.transaction(editor, (transaction) => insertFeatures(transaction, layerById(layer), [feature]));
  standing.set(id, layer);
}

/** Changes something that was planted, or takes it away. */
async function touch(change: 'course' | 'words' | 'away'): Promise<void> {
  const [id, name] = pick([...standing]);
  const layer = layerById(name);
  const { geometry, properties } = seedlings[name]();
  const changed: FeatureChange = change === 'course' ? { geometry } : { properties };
  const outcome = await api.database.transaction(editor, async (transaction) => {
    const table = identifier('register', name.replace('-', '_'));
    const [row] = await transaction.query<{ version: number }>(
      sql`select version from ${table} where id = ${id}::uuid`,
    );
    const version = row?.version ?? 0;
    return change === 'away'
      ? deleteFeature(transaction, layer, 'internal', id, version)
      : updateFeature(transaction, layer, 'internal', id, version, changed);
  });
  expect(outcome.outcome).toBe(change === 'away' ? 'deleted' : 'written');
  if (change === 'away') standing.delete(id);
}

/** Everything a server tells somebody of the post and the province. */
async function toldBy(server: TestApi, cookie: string): Promise<readonly object[]> {
  const ask = server.holding(cookie);
  const post = `/api/posts/${works.post}`;
  const paths = [
    ...['', '?light=60&gap=20', '?asOf=2023-06-01', '?asOf=2025-06-11&visits=1'].map(
      (query) => `${post}/coverage${query}`,
    ),
    ...['/api/coverage', '/api/coverage?border=700'],
  ];
  const answers = [];
  for (const path of paths) {
    const response = await ask(path);
    expect(response.status, path).toBe(200);
    answers.push(await read<object>(response));
  }
  const { features, ...told } = await read<CoverageWorks>(await ask(`${post}/works`));
  const sorted = Object.values(features).map((all) => all.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1)));
  return [...answers, { ...told, sorted }];
}

describe('what is told after works were changed', () => {
  test('is to the digit what a server tells that has just started, to whoever asks and on whatever day', async () => {
    for (const cookie of cookies) await toldBy(api, cookie);
    const changes = [
      [() => plant('solar-lamp'), () => plant('patrol-road'), () => plant('border-marker'), () => plant('solar-lamp')],
      [() => touch('course'), () => touch('words'), () => plant('solar-lamp')],
      [() => plant('survey-track'), () => touch('words'), () => touch('away')],
      [() => touch('away'), () => plant('patrol-road'), () => touch('course'), () => touch('words')],
    ];
    for (const round of changes) {
      for (const change of round) await change();
      const started = await testApi();
      for (const cookie of cookies) {
        expect(await toldBy(api, cookie)).toEqual(await toldBy(started, cookie));
      }
    }
  });
});
