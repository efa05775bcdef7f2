import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read, sendFeature } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { change, kept, type Survey, step } from '../testing/surveys.ts';
import { featuresOf, tilePath } from '../testing/tile.ts';

const { api, surveyor, reviewer, lamp, lampsCalled, approved } = await lampSurveys();
const lamps = '/ogc/collections/solar-lamp/items';
const place: [number, number] = [107.235, 21.745];
const why = { reason: 'đo nhầm' };

type Values = Record<string, unknown>;
/** What the register says of the lamps of that code on a day. */
const on = async (day: string, code: string): Promise<Values[]> => {
  const items = await reviewer(`${lamps}?q=${code}&datetime=${day}`);
  return (await read<{ features: { properties: Values }[] }>(items)).features.map(({ properties }) => properties);
};
const valuesOf = async (id: string) =>
  (await read<{ properties: Values }>(await reviewer(`${lamps}/${id}`))).properties;
const edit = async (id: string, properties: object, more: object = {}) => {
  const headers = { 'if-match': (await reviewer(`${lamps}/${id}`)).headers.get('etag') ?? '' };
  const answer = await sendFeature(reviewer, 'PATCH', `${lamps}/${id}`, { properties, ...more }, headers);
  expect(answer.status, await answer.clone().text()).toBe(200);
};
/** A lamp that stands since 2020. */
async function standing(code: string): Promise<string> {
  await approved(fileOf(lamp(code, { power_watts: 40, valid_from: '2020-01-01' }, place)));
  const [{ id } = { id: '' }] = await lampsCalled(code);
  return id;
}
/** An approved survey of what that lamp has become. */
async function revisited(id: string, properties: object): Promise<string> {
  const geometry = { type: 'Point', coordinates: place };
  const { id: survey } = await kept(surveyor, fileOf({ type: 'Feature', id, geometry, properties }));
  const fixes = [{ kind: 'update-existing', feature: 0, id }];
  expect(await read<Survey>(await change(surveyor, survey, { fixes }))).toMatchObject({ state: 'received' });
  expect((await step(surveyor, survey, 'submit')).status).toBe(200);
  const answer = await step(reviewer, survey, 'approve');
  expect(answer.status, await answer.clone().text()).toBe(200);
  return survey;
}

describe('an undone survey counts on no day', () => {
  it('what it made is on no earlier day either, in items, tiles and exports', async () => {
    const code = `NEVER-${randomUUID()}`;
    const rows = ['2022-03-01', '2023-06-01'].map((valid_from, n) => lamp(`${code}-${n}`, { valid_from }, place));
    const { id } = await approved(fileOf(...rows));
    expect(await on('2022-12-31', code)).toHaveLength(1);
    expect(await on('2024-01-01', code)).toHaveLength(2);
    expect((await step(reviewer, id, 'undo', why)).status).toBe(200);
    const days = ['2022-03-01', '2022-12-31', '2023-06-01', '2024-01-01'];
    for (const day of days) expect(await on(day, code), day).toEqual([]);
    const tile = tilePath('solar-lamp', 16, ...place);
    for (const query of ['?states=all', '?asOf=2024-01-01']) {
      const seen = (await featuresOf(await reviewer(`${tile}${query}`)))['solar-lamp'] ?? [];
      expect(
        seen.filter(({ properties }) => String(properties.code).startsWith(code)),
        query,
      ).toEqual([]);
    }
    const sheet = await (await reviewer(`${lamps}?f=csv&datetime=2024-01-01`)).text();
    expect(sheet).not.toContain(code);
  });

  it('what it changed does not come back either when a later survey of the same value is undone after it', async () => {
    const code = `CHAIN-${randomUUID()}`;
    const id = await standing(code);
    const first = await revisited(id, { status: 'broken', valid_from: '2023-01-01' });
    const second = await revisited(id, { status: 'removed', power_watts: 60, valid_from: '2024-01-01' });
    expect((await step(reviewer, first, 'undo', why)).status).toBe(409);
    const keeping = { ...why, resolutions: { [id]: { status: 'keep' } } };
    expect((await step(reviewer, first, 'undo', keeping)).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ status: 'removed' });
    expect((await step(reviewer, second, 'undo', why)).status).toBe(200);
    for (const day of ['2022-12-31', '2023-06-01', '2024-06-01', '2025-01-01']) {
      expect(await on(day, code), day).toMatchObject([{ status: 'working', power_watts: 40 }]);
    }
  });

  it('what it changed has its earlier values on every day, also on those the survey spoke of', async () => {
    const code = `BEFORE-${randomUUID()}`;
    const id = await standing(code);
    const survey = await revisited(id, { power_watts: 60, valid_from: '2023-01-01' });
    expect(await on('2022-12-31', code)).toMatchObject([{ power_watts: 40 }]);
    expect(await on('2023-01-01', code)).toMatchObject([{ power_watts: 60 }]);
    expect((await step(reviewer, survey, 'undo', why)).status).toBe(200);
    for (const day of ['2020-01-01', '2022-12-31', '2023-01-01', '2025-01-01']) {
      expect(await on(day, code), day).toMatchObject([{ power_watts: 40 }]);
    }
  });

  it('what it ended stands again, on the days between too', async () => {
    const code = `ENDED-${randomUUID()}`;
    const id = await standing(code);
    const survey = await revisited(id, { status: 'removed', valid_from: '2023-01-01', valid_to: '2024-01-01' });
    expect(await on('2024-01-01', code)).toEqual([]);
    expect((await step(reviewer, survey, 'undo', why)).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ status: 'working', valid_to: null });
    for (const day of ['2022-12-31', '2023-06-01', '2024-01-01', '2025-01-01']) {
      expect(await on(day, code), day).toMatchObject([{ status: 'working' }]);
    }
  });

  it('asks about the day something ends where somebody has set another since', async () => {
    const code = `ENDS-${randomUUID()}`;
    const id = await standing(code);
    const survey = await revisited(id, { valid_from: '2023-01-01', valid_to: '2099-01-01' });
    await edit(id, { valid_to: '2098-01-01' });
    const refused = await step(reviewer, survey, 'undo', why);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      conflicts: [{ feature: id, field: 'valid_to', before: null, survey: '2099-01-01', current: '2098-01-01' }],
    });
    const keeping = { ...why, resolutions: { [id]: { valid_to: 'keep' } } };
    expect((await step(reviewer, survey, 'undo', keeping)).status).toBe(200);
    expect(await valuesOf(id)).toMatchObject({ valid_to: '2098-01-01' });
  });

  it('keeps the day from which a newer edit is true', async () => {
    const code = `SINCE-${randomUUID()}`;
    const id = await standing(code);
    const survey = await revisited(id, { power_watts: 60, valid_from: '2023-01-01' });
    await edit(id, { man_days: 7, valid_from: '2024-01-01' });
    expect((await step(reviewer, survey, 'undo', why)).status).toBe(200);
    expect(await on('2022-06-01', code)).toMatchObject([{ power_watts: 40, man_days: null }]);
    expect(await on('2023-06-01', code)).toMatchObject([{ power_watts: 40, man_days: null }]);
    expect(await on('2024-06-01', code)).toMatchObject([{ power_watts: 40, man_days: 7 }]);
  });

  it('what it made and somebody edited since is gone on every day once a person has said so', async () => {
    const code = `GONE-${randomUUID()}`;
    const made = await approved(fileOf(lamp(code, { valid_from: '2022-03-01' }, place)));
    const [{ id } = { id: '' }] = await lampsCalled(code);
    await edit(id, { man_days: 7, valid_from: '2024-01-01' });
    expect((await step(reviewer, made.id, 'undo', why)).status).toBe(409);
    const undoing = { ...why, resolutions: { [id]: { '*': 'undo' } } };
    expect((await step(reviewer, made.id, 'undo', undoing)).status).toBe(200);
    for (const day of ['2022-06-01', '2024-06-01', '2026-01-01']) expect(await on(day, code), day).toEqual([]);
  });
});

it('nobody takes their own survey back, as nobody approves it', async () => {
  const author = await api.as('reviewer', 'internal');
  const { id } = await kept(author, fileOf(lamp(`OWN-${randomUUID()}`)));
  await step(author, id, 'submit');
  expect((await step(reviewer, id, 'approve')).status).toBe(200);
  expect((await read<Survey>(await author(`/api/surveys/${id}`))).may.undo).toBe(false);
  expect((await read<Survey>(await reviewer(`/api/surveys/${id}`))).may.undo).toBe(true);
  expect((await step(author, id, 'undo', why)).status).toBe(403);
  expect((await step(reviewer, id, 'undo', why)).status).toBe(200);
});
