import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, read, sendFeature, type TestApi, testApi } from '../../testing/api.ts';
import { type PlantedProvince, plantedProvince } from '../../testing/province.ts';

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
describe('geometries', () => {
  it('must lie in the country and be sound', async () => {
    const planner = await api.as('planner', 'internal');
    const send1 = async (coordinates: number[][][]) => {
      const properties = { name: 'Thử', kind: 'industrial_zone', appraisal: 'not_started' };
      const body = { type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties };
      const response = await sendFeature(planner, 'POST', '/ogc/collections/development-project/items', body);
      return { status: response.status, ...(await read<{ issues?: { code: string; message: string }[] }>(response)) };
    };
    const bowTie = await send1([
      [
        [107, 21.7],
        [107.01, 21.71],
        [107.01, 21.7],
        [107, 21.71],
        [107, 21.7],
      ],
    ]);
    expect(bowTie.status).toBe(422);
    expect(bowTie.issues?.map(({ code }) => code)).toEqual(['ring-self-crossing']);
    const inParis = await send1([
      [
        [2.3, 48.8],
        [2.4, 48.8],
        [2.4, 48.9],
        [2.3, 48.8],
      ],
    ]);
    expect(inParis.status).toBe(422);
    const swapped = await send1([
      [
        [21.7, 107],
        [21.7, 107.01],
        [21.71, 107.01],
        [21.7, 107],
      ],
    ]);
    expect(swapped.status).toBe(422);
  });

  it('of lines are measured on the ellipsoid when no length is given', async () => {
    const roads = '/ogc/collections/patrol-road/items';
    const body = {
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [107, 21.7],
          [107, 21.71],
        ],
      },
      properties: { name: 'Đường thử', kind: 'patrol', surface: 'earth', status: 'planned' },
    };
    const road = await read<Feature>(await sendFeature(reviewer, 'POST', roads, body));
    expect(road.properties.length_metres).toBeCloseTo(1107.4, 0);
    const longer = {
      geometry: {
        type: 'LineString',
        coordinates: [
          [107, 21.7],
          [107, 21.72],
        ],
      },
    };
    const after = await sendFeature(reviewer, 'PATCH', `${roads}/${road.id}`, longer, { 'if-match': '"1"' });
    expect((await read<Feature>(after)).properties.length_metres).toBeCloseTo(2214.9, 0);
  });
});

describe('protected words', () => {
  it('are unknown to a writer who may not read them, in messages too', async () => {
    const planner = await api.as('planner', 'internal');
    const zones = '/ogc/collections/zone/items';
    const square = [
      [
        [107, 21.7],
        [107.01, 21.7],
        [107.01, 21.71],
        [107, 21.7],
      ],
    ];
    const body = (kind: string) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: square },
      properties: { name: 'Thử', kind },
    });
    for (const kind of ['defence_zone', 'lighthouse']) {
      const response = await sendFeature(planner, 'POST', zones, body(kind));
      expect(response.status).toBe(422);
      const text = await response.text();
      expect(text).not.toMatch(/defence|land/);
    }
    const belt = `${zones}/${province.belt}`;
    const response = await sendFeature(
      planner,
      'PATCH',
      belt,
      { properties: { kind: 'defence_zone' } },
      { 'if-match': '"1"' },
    );
    expect(response.status).toBe(422);
    expect(
      (
        await sendFeature(
          planner,
          'PATCH',
          `${zones}/${province.defenceZone}`,
          { properties: { name: 'x' } },
          { 'if-match': '"1"' },
        )
      ).status,
    ).toBe(404);
    const commander = await api.as('planner', 'restricted');
    expect((await sendFeature(commander, 'POST', zones, body('defence_zone'))).status).toBe(201);
  });
});
