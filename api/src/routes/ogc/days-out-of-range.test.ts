import { catalogue, type Layer } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature, testApi } from '../../testing/api.ts';

let register: Ask;
let plans: Ask;
beforeAll(async () => {
  const { as } = await testApi();
  [register, plans] = await Promise.all([as('reviewer', 'restricted'), as('planner', 'restricted')]);
});

const writerOf = (layer: Layer) => (layer.writtenBy === 'features.write-plans' ? plans : register);
const itemsOf = ({ id }: Pick<Layer, 'id'>) => `/ogc/collections/${id}/items`;

const geometries = {
  Point: { type: 'Point', coordinates: [106.7, 21.9] },
  MultiLineString: {
    type: 'LineString',
    coordinates: [
      [106.7, 21.9],
      [106.71, 21.9],
    ],
  },
  MultiPolygon: {
    type: 'Polygon',
    coordinates: [
      [
        [106.7, 21.9],
        [106.71, 21.9],
        [106.71, 21.91],
        [106.7, 21.9],
      ],
    ],
  },
};

const beyondDays = ['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'];
const beyondMoments = [
  '0000-01-01T00:00:00Z',
  '1899-06-01T00:00:00Z',
  '1899-12-31T23:59:59+07:00',
  '2200-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
  '2025-05-05T08:00:00+23:00',
];
const validity: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['valid_from', beyondDays],
  ['valid_to', beyondDays],
];

describe.each(catalogue.map((layer) => [layer.id, layer] as const))(
  'days and moments out of range of %s',
  (_, layer) => {
    const known = Object.entries(layer.fields).flatMap(([key, { kind }]) => {
      if (kind === 'day') return [[key, beyondDays] as const];
      return kind === 'moment' ? [[key, beyondMoments] as const] : [];
    });
    it.each([...validity, ...known])('%s is named with the way out, however it is sent', async (key, values) => {
      const item = `${itemsOf(layer)}/${crypto.randomUUID()}`;
      for (const value of values) {
        const body = { type: 'Feature', geometry: geometries[layer.geometry], properties: { [key]: value } };
        const ways = [
          ['POST', itemsOf(layer), body, `/properties/${key}`],
          ['POST', itemsOf(layer), { type: 'FeatureCollection', features: [body] }, `/features/0/properties/${key}`],
          ['PUT', item, body, `/properties/${key}`],
          ['PATCH', item, { properties: body.properties }, `/properties/${key}`],
        ] as const;
        for (const [method, path, sent, pointer] of ways) {
          const headers = { 'if-match': '"1"', 'accept-language': 'en' };
          const answer = await sendFeature(writerOf(layer), method, path, sent, headers);
          const told = `${method} ${value}`;
          expect(answer.status, told).toBe(422);
          expect(answer.headers.get('content-type'), told).toContain('application/problem+json');
          const { issues } = await read<{ issues: { pointer: string; message: string }[] }>(answer);
          expect(issues.find((issue) => issue.pointer === pointer)?.message, told).toMatch(
            /from 1900-01-01 to 2199-12-31.*correct it, or leave it out where nobody knows$/,
          );
        }
      }
    });
  },
);

describe('the first moment that is taken', () => {
  it('is stored, told and taken back as it was: the clocks of Vietnam were seconds off then', async () => {
    const track = (started_at: string) => ({
      type: 'Feature',
      geometry: geometries.MultiLineString,
      properties: { name: 'Vết xưa', kind: 'survey', started_at },
    });
    const stored = await sendFeature(
      register,
      'POST',
      itemsOf({ id: 'survey-track' }),
      track('1900-01-01T00:00:00+07:00'),
    );
    expect(stored.status, await stored.clone().text()).toBe(201);
    const made = await read<{ id: string; properties: { started_at: string; valid_from: string } }>(stored);
    expect(made.properties).toMatchObject({ started_at: '1899-12-31T17:00:00.000Z', valid_from: '1900-01-01' });
    const path = `${itemsOf({ id: 'survey-track' })}/${made.id}`;
    const again = await sendFeature(register, 'PUT', path, track(made.properties.started_at), { 'if-match': '"1"' });
    expect(again.status, await again.clone().text()).toBe(200);
    expect((await register(path, { method: 'DELETE' })).status).toBe(204);
  });
});
