import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature } from '../testing/api.ts';
import { fileOf, lampSurveys } from '../testing/lamp-surveys.ts';
import { kept, step } from '../testing/surveys.ts';

const { api } = await lampSurveys();
const zones = '/ogc/collections/zone/items';
const everyDay = '2015-01-01/..';

/** A square near the border. */
const zone = (id: string, name: string, kind: string, valid_from: string) => ({
  ...{ type: 'Feature', id, properties: { name, kind, valid_from } },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [106.9, 21.9],
        [106.901, 21.9],
        [106.901, 21.901],
        [106.9, 21.901],
        [106.9, 21.9],
      ],
    ],
  },
});

/** The names of the zones of an id on a day or in a span of days, as somebody sees them. */
async function namesOf(ask: Ask, id: string, datetime: string): Promise<string[]> {
  const answer = await ask(`${zones}?datetime=${datetime}&limit=10000`);
  const { features } = await read<{ features: { id: string; properties: { name: string } }[] }>(answer);
  return features.filter((each) => each.id === id).map(({ properties }) => properties.name);
}

describe('a protected feature whose id somebody has used who may not know of it', async () => {
  const surveyor = await api.as('surveyor', 'restricted');
  const commander = await api.as('reviewer', 'restricted');
  const unaware = await api.as('planner', 'internal');

  /** An approved survey of one protected zone; its id is used for a belt by who does not know. */
  async function twins() {
    const id = randomUUID();
    const sending = { layer: 'zone', name: 'vung.geojson' };
    const survey = await kept(surveyor, fileOf(zone(id, 'CHIMSEKIM', 'defence_zone', '2020-01-01')), sending);
    expect((await step(surveyor, survey.id, 'submit')).status).toBe(200);
    expect((await step(commander, survey.id, 'approve')).status).toBe(200);
    expect(await namesOf(unaware, id, everyDay)).toEqual([]);
    const belt = zone(id, 'Vành đai', 'border_belt', '2021-01-01');
    expect((await sendFeature(unaware, 'POST', zones, belt)).status).toBe(201);
    return { id, survey: survey.id };
  }
  const edited = async (ask: Ask, id: string, name: string, valid_from: string) => {
    const headers = { 'if-match': '"1"' };
    const answer = await sendFeature(ask, 'PATCH', `${zones}/${id}`, { properties: { name, valid_from } }, headers);
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  /** All that who does not know of the protected one can see of the other. */
  const seen = async (id: string) => ({
    days: await Promise.all(['2020-06-01', '2022-06-01', '2025-06-01'].map((day) => namesOf(unaware, id, day))),
    always: await namesOf(unaware, id, everyDay),
    states: await (await unaware(`/api/layers/zone/features/${id}/history`)).json(),
  });

  it('is not covered by the other in a span of days, nor shown to who may not see it', async () => {
    const { id } = await twins();
    await edited(unaware, id, 'Vành đai mới', '2024-01-01');
    expect(await namesOf(unaware, id, everyDay)).toEqual(['Vành đai mới']);
    expect((await namesOf(commander, id, everyDay)).sort()).toEqual(['CHIMSEKIM', 'Vành đai mới']);
    expect((await namesOf(commander, id, '2022-06-01')).sort()).toEqual(['CHIMSEKIM', 'Vành đai']);
  });

  it('is taken back with its survey without a trace in what the other is and was', async () => {
    for (const isEdited of [false, true]) {
      const { id, survey } = await twins();
      if (isEdited) {
        await edited(unaware, id, 'Vành đai mới', '2024-01-01');
        await edited(commander, id, 'CHIMSEKIM rộng hơn', '2023-01-01');
      }
      const before = await seen(id);
      expect(before.days).toEqual([[], ['Vành đai'], [isEdited ? 'Vành đai mới' : 'Vành đai']]);
      const resolutions = { [id]: { '*': 'undo' } };
      expect((await step(commander, survey, 'undo', { reason: 'nhầm nơi', resolutions })).status).toBe(200);
      expect(await seen(id)).toEqual(before);
      expect(await namesOf(commander, id, everyDay)).toEqual(before.always);
    }
  });
});
