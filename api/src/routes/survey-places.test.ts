import { randomUUID } from 'node:crypto';
import { type LayerId, layerById } from '@phen-dau/geodata';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../database/testing.ts';
import { insertFeatures, type NewFeature } from '../queries/features.ts';
import { testApi } from '../testing/api.ts';
import { fileOf } from '../testing/lamp-surveys.ts';
import { kept, type Survey } from '../testing/surveys.ts';

type Place = [longitude: number, latitude: number];

const database = await openTestDatabase();
const api = await testApi({ database });
afterAll(() => database.close());

const plant = (features: Partial<Record<LayerId, NewFeature[]>>) =>
  database.transaction({ role: 'editor_restricted', account: null }, async (transaction) => {
    for (const [layer, ofLayer] of Object.entries(features)) {
      await insertFeatures(transaction, layerById(layer as LayerId), ofLayer);
    }
  });

const post: NewFeature = {
  id: randomUUID(),
  geometry: { type: 'Point', coordinates: [106.7, 21.9] },
  properties: { name: 'Đồn Biên phòng Tân Thanh', code: 'TT', kind: 'post' },
};
const area = ([west, south]: Place, [east, north]: Place): NewFeature['geometry'] => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ],
});
const commune = (name: string, from: Place, to: Place): NewFeature => ({
  geometry: area(from, to),
  properties: { name, kind: 'commune', code: name },
});
const lineOf = (...positions: Place[]): NewFeature['geometry'] => ({
  type: 'MultiLineString',
  coordinates: [positions],
});

// Two communes from 106.6 to 107.0 E, 21.6 to 22.0 N; the border is their northern edge, and one road lies in the west.
const province: Parameters<typeof plant>[0] = {
  commune: [commune('Tân Thanh', [106.6, 21.6], [106.8, 22]), commune('Hoàng Văn Thụ', [106.8, 21.6], [107, 22])],
  'border-line': [
    {
      geometry: lineOf([106.6, 22], [107, 22]),
      properties: { name: 'Biên giới', post_id: post.id, length_metres: 41_300 },
    },
  ],
  'patrol-road': [
    {
      geometry: lineOf([106.61, 21.9], [106.63, 21.9]),
      properties: { name: 'Đường 1', kind: 'patrol', surface: 'concrete', status: 'usable', length_metres: 2_067 },
    },
  ],
};

await plant({ 'border-post': [post] });
const surveyor = await api.as('surveyor', 'internal');
const send = (layer: LayerId, geometry: object, properties: object) =>
  kept(surveyor, fileOf({ type: 'Feature', geometry, properties }), { layer });
const point = (coordinates: Place) => ({ type: 'Point', coordinates });
const lamp = (at: Place) =>
  send('solar-lamp', point(at), { code: randomUUID(), kind: 'patrol', status: 'working', post_id: post.id });
const marker = (at: Place) => {
  const number = randomUUID().slice(0, 8);
  return send('border-marker', point(at), { number, kind: 'main', post_id: post.id, elevation_metres: 300 });
};
const track = (...coordinates: Place[]) =>
  send('survey-track', { type: 'LineString', coordinates }, { name: 'Vết', kind: 'patrol' });

const told = ({ issues }: Survey) => issues.map(({ code, severity }) => [code, severity]);

describe('a survey far from where it can be', () => {
  it('is not judged by a register without communes, border and roads; by one that has them from then on', async () => {
    for (const survey of [await lamp([106.9, 22.2]), await marker([106.3, 21.9])]) {
      expect(survey.state).toBe('received');
      expect(told(survey)).toEqual([]);
    }
    await plant(province);
    expect((await lamp([106.9, 22.2])).state).toBe('has-issues');
  });

  it('lies outside the province however far away: 20 km, 40 km, in another province', async () => {
    for (const at of [
      [106.9, 22.2],
      [107.4, 21.8],
      [105.85, 21.03],
    ] as Place[]) {
      const survey = await lamp(at);
      expect(survey).toMatchObject({ state: 'has-issues', receipt: { accepted: 0, held: 1 } });
      expect(told(survey)).toContainEqual(['outside-province', 'error']);
    }
    const walked = await track([107, 22.2], [107.1, 22.2], [107.2, 22.2]);
    expect(told(walked)).toContainEqual(['outside-province', 'error']);
  });

  it('is a marker 11 or 40 km from the border line: an error that says how far at least', async () => {
    for (const at of [
      [106.7, 21.9],
      [106.7, 21.64],
    ] as Place[]) {
      const survey = await marker(at);
      expect(survey.state).toBe('has-issues');
      const [issue] = survey.issues.filter(({ code }) => code === 'marker-off-border');
      expect(issue).toMatchObject({ severity: 'error', message: expect.stringContaining('hơn 5.000 m') });
    }
    expect((await marker([106.7, 21.9999])).state).toBe('received');
  });

  it('is a lamp 20 or 38 km from any road: a warning that says how far at least', async () => {
    for (const at of [
      [106.82, 21.9],
      [106.99, 21.8],
    ] as Place[]) {
      const survey = await lamp(at);
      expect(survey.state).toBe('received');
      const [issue] = survey.issues.filter(({ code }) => code === 'lamp-off-road');
      expect(issue).toMatchObject({ severity: 'warning', message: expect.stringContaining('hơn 5.000 m') });
    }
    expect(told(await lamp([106.62, 21.9001]))).toEqual([]);
  });
});
