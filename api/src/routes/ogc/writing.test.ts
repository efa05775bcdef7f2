import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature, type TestApi, testApi } from '../../testing/api.ts';
import { type PlantedProvince, plantedProvince } from '../../testing/province.ts';
import { vietnamDay } from '../../today.ts';

let api: TestApi;
let province: PlantedProvince;
let reviewer: Ask;
beforeAll(async () => {
  api = await testApi();
  province = await plantedProvince(api.database);
  reviewer = await api.as('reviewer', 'internal');
});

interface Feature {
  id: string;
  properties: Record<string, unknown>;
}
const markers = '/ogc/collections/border-marker/items';
const marker = (number: string, more: object = {}) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [106.7, 21.9] },
  properties: { number, kind: 'main', post_id: province.busyPost, elevation_metres: 1, ...more },
});
async function made(number: string): Promise<{ id: string; path: string }> {
  const response = await sendFeature(reviewer, 'POST', markers, marker(number));
  expect(response.status).toBe(201);
  const { id } = await read<Feature>(response);
  return { id, path: `${markers}/${id}` };
}

describe('adding', () => {
  it('stores a feature and says where it is', async () => {
    const response = await sendFeature(reviewer, 'POST', markers, marker('W-1'));
    expect(response.status).toBe(201);
    const feature = await read<Feature>(response);
    expect(response.headers.get('location')).toBe(`http://localhost:8080${markers}/${feature.id}`);
    expect(feature.properties).toMatchObject({ number: 'W-1', year_set: null, version: 1 });
    expect((await reviewer(`${markers}/${feature.id}`)).status).toBe(200);
  });

  it('stores a collection whole or not at all', async () => {
    const good = { type: 'FeatureCollection', features: [marker('W-2'), marker('W-3')] };
    const response = await sendFeature(reviewer, 'POST', markers, good);
    expect(response.status).toBe(201);
    expect((await read<{ ids: string[] }>(response)).ids).toHaveLength(2);
    const bad = { type: 'FeatureCollection', features: [marker('W-4'), marker('W-5', { kind: 'lighthouse' })] };
    const refused = await sendFeature(reviewer, 'POST', markers, bad);
    expect(refused.status).toBe(422);
    const { issues } = await read<{ issues: { feature: number; pointer: string }[] }>(refused);
    expect(issues).toMatchObject([{ feature: 1, pointer: '/features/1/properties/kind' }]);
    expect(await (await reviewer(`${markers}?number=W-4`)).json()).toMatchObject({ numberMatched: 0 });
  });

  it('keeps an id that the client made, once', async () => {
    const id = crypto.randomUUID();
    expect((await sendFeature(reviewer, 'POST', markers, { ...marker('W-6'), id })).status).toBe(201);
    expect((await sendFeature(reviewer, 'POST', markers, { ...marker('W-6'), id })).status).toBe(409);
  });

  it('refuses what the catalogue or the earth does not know, and writes nothing', async () => {
    const count = async () =>
      (await read<{ numberMatched: number }>(await reviewer(`${markers}?limit=1`))).numberMatched;
    const before = await count();
    const point = (coordinates: unknown) => ({ ...marker('X'), geometry: { type: 'Point', coordinates } });
    const bodies: unknown[] = [
      ...['', '{', 'null', '[]', '"x"', '1', '{"type":"Feature"}', '{"__proto__":{"x":1}}', '[[[['.repeat(1000)],
      ...[point([206, 21]), point([21]), point(['107', '21']), point([null, 1]), point([])],
      JSON.stringify(point([0, 0])).replace('[0,0]', '[1e999,21]'),
      JSON.stringify(point([0, 0])).replace('[0,0]', '[NaN,21]'),
      { ...marker('X'), geometry: null },
      {
        ...marker('X'),
        geometry: {
          type: 'LineString',
          coordinates: [
            [107, 21],
            [107.1, 21],
          ],
        },
      },
      marker('X', { colour: 'red' }),
      marker('X', { kind: null }),
      marker('X', { elevation_metres: '12' }),
      marker('X', { elevation_metres: 1e300 }),
      marker('X', { year_set: 2 ** 53 + 1 }),
      marker('X', { post_id: 'abc' }),
      marker('X', { post_id: crypto.randomUUID() }),
      marker('X', { last_inspected_on: '2025-02-30' }),
      marker('X', { valid_from: '275760-01-01' }),
      marker('X', { valid_from: '2025-01-01', valid_to: '2024-01-01' }),
      marker(''),
      marker('x'.repeat(201)),
      marker('a\u0000b'),
      { ...marker('X'), id: 'abc' },
      { ...marker('X'), secret: true },
      { type: 'FeatureCollection', features: [] },
    ];
    for (const body of bodies) {
      const response = await sendFeature(reviewer, 'POST', markers, body);
      expect([400, 409, 422], JSON.stringify(body)).toContain(response.status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data', '']) {
      const response = await sendFeature(reviewer, 'POST', markers, marker('X'), { 'content-type': type });
      expect(response.status, type).toBe(415);
    }
    expect(await count()).toBe(before);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('is for those whom the layer names', async () => {
    const asked = async (ask: Ask) => (await sendFeature(ask, 'POST', markers, marker('W-7'))).status;
    expect(await asked(api.anonymous)).toBe(401);
    expect(await asked(await api.as('viewer', 'open'))).toBe(403);
    expect(await asked(await api.as('planner', 'internal'))).toBe(403);
    expect(await asked(await api.as('administrator', 'internal'))).toBe(201);
  });
});

describe('changing', () => {
  it('asks for the version it starts from', async () => {
    const { path } = await made('W-8');
    expect((await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 2001 } })).status).toBe(428);
    const changed = await sendFeature(
      reviewer,
      'PATCH',
      path,
      { properties: { year_set: 2001 } },
      { 'if-match': '"1"' },
    );
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await changed.json()).toMatchObject({ properties: { number: 'W-8', year_set: 2001, version: 2 } });
  });

  it('lets one of two people win and shows the other what is there now', async () => {
    const { path } = await made('W-9');
    const answers = await Promise.all(
      [2001, 2002].map((year) =>
        sendFeature(reviewer, 'PATCH', path, { properties: { year_set: year } }, { 'if-match': '"1"' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const loser = answers.find(({ status }) => status === 412);
    expect(await loser?.json()).toMatchObject({ status: 412, current: { properties: { version: 2 } } });
    expect(loser?.headers.get('etag')).toBe('"2"');
  });

  it('joins what two people changed of different values, by patch and by replacement', async () => {
    const { path } = await made('W-20');
    const read1 = await read<Feature>(await reviewer(path));
    const from1 = { 'if-match': '"1"' };
    const year = await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 2001 } }, from1);
    expect(year.status).toBe(200);
    const height = await sendFeature(reviewer, 'PATCH', path, { properties: { elevation_metres: 812 } }, from1);
    expect(height.headers.get('etag')).toBe('"3"');
    expect(await height.json()).toMatchObject({ properties: { year_set: 2001, elevation_metres: 812, version: 3 } });

    const moved = { ...read1, geometry: { type: 'Point', coordinates: [106.701, 21.901] } };
    const replaced = await sendFeature(reviewer, 'PUT', path, moved, from1);
    expect(await replaced.json()).toMatchObject({
      geometry: { coordinates: [106.701, 21.901] },
      properties: { year_set: 2001, elevation_metres: 812, version: 4 },
    });
    const again = await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 2001 } }, from1);
    expect([again.status, again.headers.get('etag')]).toEqual([200, '"4"']);
  });

  it('asks where both changed the same value, names it with all three values, and writes nothing of the rest', async () => {
    const { path } = await made('W-21');
    const from1 = { 'if-match': '"1"' };
    await sendFeature(reviewer, 'PATCH', path, { properties: { elevation_metres: 500 } }, from1);
    const both = { properties: { elevation_metres: 600, year_set: 1999 } };
    const refused = await sendFeature(reviewer, 'PATCH', path, both, from1);
    expect(refused.status).toBe(412);
    expect(await refused.json()).toMatchObject({
      current: { properties: { elevation_metres: 500, year_set: null, version: 2 } },
      conflicts: [{ field: 'elevation_metres', before: 1, wanted: 600, current: 500 }],
    });
    const strict = { ...from1, prefer: 'handling=strict' };
    expect((await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 1999 } }, strict)).status).toBe(412);
    const unknown = { 'if-match': '"77"' };
    expect((await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 1999 } }, unknown)).status).toBe(412);
  });

  it('empties an attribute by null, but none that is required', async () => {
    const { path } = await made('W-10');
    await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 2001 } }, { 'if-match': '"1"' });
    const emptied = await sendFeature(
      reviewer,
      'PATCH',
      path,
      { properties: { year_set: null } },
      { 'if-match': '"2"' },
    );
    expect(await emptied.json()).toMatchObject({ properties: { year_set: null } });
    expect(
      (await sendFeature(reviewer, 'PATCH', path, { properties: { kind: null } }, { 'if-match': '"3"' })).status,
    ).toBe(422);
    expect((await sendFeature(reviewer, 'PATCH', path, {}, { 'if-match': '"3"' })).status).toBe(422);
  });

  it('takes back what a reading gave, as a whole', async () => {
    const { path } = await made('W-11');
    const feature = await read<Feature>(await reviewer(path));
    const edited = { ...feature, properties: { ...feature.properties, elevation_metres: 77 } };
    const response = await sendFeature(reviewer, 'PUT', path, edited, { 'if-match': '"1"' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ properties: { elevation_metres: 77, version: 2 } });
  });

  it('keeps the earlier state for its days, and says so in the history', async () => {
    const { id, path } = await made('W-12');
    await sendFeature(
      reviewer,
      'PATCH',
      path,
      { properties: { year_set: 1999 } },
      { 'if-match': '"1"', 'change-reason': 'Bi%C3%AAn%20b%E1%BA%A3n' },
    );
    const history = `/api/layers/border-marker/features/${id}/history`;
    const { states } = await read<{ states: { version: number; replacedBy?: string }[] }>(await reviewer(history));
    expect(states.map(({ version }) => version)).toEqual([2, 1]);
    expect(states[1]).not.toHaveProperty('replacedBy');
    const administrator = await api.as('administrator', 'internal');
    const told = await read<{ states: { why: string; replacedBy: string }[] }>(await administrator(history));
    expect(told.states[1]).toMatchObject({ why: 'Biên bản' });
    expect((await reviewer(`/api/layers/border-marker/features/${crypto.randomUUID()}/history`)).status).toBe(404);
  });
});

describe('undoing', () => {
  it('makes an earlier state hold again, and brings back what was ended', async () => {
    const { id, path } = await made('W-14');
    const restore = (version: number, ifMatch: string) =>
      sendFeature(
        reviewer,
        'POST',
        `/api/layers/border-marker/features/${id}/restore`,
        { version },
        {
          'content-type': 'application/json',
          'if-match': ifMatch,
        },
      );
    await sendFeature(reviewer, 'PATCH', path, { properties: { year_set: 2001 } }, { 'if-match': '"1"' });
    expect((await restore(1, '"1"')).status).toBe(412);
    const undone = await restore(1, '"2"');
    expect(undone.status).toBe(200);
    expect(await undone.json()).toMatchObject({ properties: { year_set: null, version: 3 } });
    await reviewer(path, { method: 'DELETE' });
    expect((await reviewer(path)).status).toBe(404);
    expect((await restore(3, '"3"')).status).toBe(200);
    expect((await reviewer(path)).status).toBe(200);
    expect((await restore(99, '"9"')).status).toBe(404);
  });
});

describe('ending', () => {
  it('takes a feature out of today and leaves it in the past', async () => {
    const { path } = await made('W-13');
    expect((await reviewer(path, { method: 'DELETE', headers: { 'if-match': '"9"' } })).status).toBe(412);
    expect((await reviewer(path, { method: 'DELETE', headers: { 'if-match': '"1"' } })).status).toBe(204);
    expect((await reviewer(path)).status).toBe(404);
    expect((await reviewer(path, { method: 'DELETE' })).status).toBe(404);
  });

  const statesOf = async (id: string) => {
    const answer = await reviewer(`/api/layers/border-marker/features/${id}/history`);
    const { states } = await read<{ states: { version: number; validFrom: string; validTo: string }[] }>(answer);
    return states.map(({ version, validFrom, validTo }) => [version, validFrom, validTo]);
  };
  const numbersOn = async (day: string, number: string) => {
    const items = await reviewer(`${markers}?number=${number}&datetime=${day}`);
    return (await read<{ features: Feature[] }>(items)).features.length;
  };

  it('of a feature that is to begin on a later day is done at once, and it holds on no day', async () => {
    for (const [number, headers] of [
      ['END-20', {}],
      ['END-21', { 'if-match': '"1"' }],
    ] as const) {
      const planned = await sendFeature(reviewer, 'POST', markers, marker(number, { valid_from: '2150-01-01' }));
      const { id } = await read<Feature>(planned);
      expect((await reviewer(`${markers}/${id}`)).status).toBe(404);
      expect(await numbersOn('2150-01-01', number)).toBe(1);
      expect((await reviewer(`${markers}/${id}`, { method: 'DELETE', headers })).status).toBe(204);
      expect(await numbersOn('2150-01-01', number)).toBe(0);
      expect(await statesOf(id)).toEqual([[1, '2150-01-01', '2150-01-01']]);
      expect((await reviewer(`${markers}/${id}`, { method: 'DELETE' })).status).toBe(404);
    }
  });

  it('of a feature that is to change on a later day ends it today, and the change never comes', async () => {
    const body = marker('END-22', { valid_from: '2020-01-01' });
    const { id } = await read<Feature>(await sendFeature(reviewer, 'POST', markers, body));
    const path = `${markers}/${id}`;
    const change = { properties: { elevation_metres: 7, valid_from: '2150-01-01' } };
    expect((await sendFeature(reviewer, 'PATCH', path, change, { 'if-match': '"1"' })).status).toBe(200);
    const seen = (await reviewer(path)).headers.get('etag') ?? '';
    const unaware = await reviewer(path, { method: 'DELETE', headers: { 'if-match': seen } });
    expect([seen, unaware.status, unaware.headers.get('etag')]).toEqual(['"1"', 412, '"2"']);
    expect(await unaware.json()).toMatchObject({ current: { properties: { valid_from: '2150-01-01' } } });
    expect((await reviewer(path, { method: 'DELETE' })).status).toBe(204);
    expect((await reviewer(path)).status).toBe(404);
    const days = ['2020-01-01', '2024-01-01', '2149-12-31', '2150-01-01', '2160-01-01'];
    expect(await Promise.all(days.map((day) => numbersOn(day, 'END-22')))).toEqual([1, 1, 0, 0, 0]);
    expect(await statesOf(id)).toEqual([
      [2, '2150-01-01', '2150-01-01'],
      [1, '2020-01-01', vietnamDay(new Date())],
    ]);
    const back = await sendFeature(
      ...([reviewer, 'POST', `/api/layers/border-marker/features/${id}/restore`, { version: 1 }] as const),
      { 'content-type': 'application/json', 'if-match': '"2"' },
    );
    expect(back.status).toBe(200);
    expect(await Promise.all(days.map((day) => numbersOn(day, 'END-22')))).toEqual([1, 1, 1, 1, 1]);
  });

  it('of a feature that ended long ago leaves it the day it ended', async () => {
    const body = marker('END-23', { valid_from: '2020-01-01', valid_to: '2022-01-01' });
    const { id } = await read<Feature>(await sendFeature(reviewer, 'POST', markers, body));
    expect((await reviewer(`${markers}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await statesOf(id)).toEqual([[1, '2020-01-01', '2022-01-01']]);
  });
});
