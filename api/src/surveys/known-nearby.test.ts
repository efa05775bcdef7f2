import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { rolledBack, testDatabase } from '../database/testing.ts';
import { insertFeatures } from '../queries/features.ts';
import { boxesOf } from './boxes-of.ts';
import { knownNearby } from './known-nearby.ts';
import { ProvinceOutline } from './province-outline.ts';

const outline = new ProvinceOutline();
const editor = { role: 'editor_internal', account: null } as const;
const lamp = layerById('solar-lamp');
const point = (longitude: number, latitude: number) => ({
  type: 'Point' as const,
  coordinates: [longitude, latitude],
});

describe('what the register knows around a survey', () => {
  beforeAll(testDatabase, 180_000);

  it('is all of it, a hundred times what a province has, and none of what lies elsewhere', async () => {
    const near = 18_100;
    const lamps = Array.from({ length: near + 3 }, (_, n) => ({
      // The last ones stand beyond the boxes: between two villages of the file, and far off.
      geometry: n < near ? point(106.5 + (n % 100) / 1e4, 21.5 + Math.floor(n / 100) / 1e4) : point(106.9, 21.9),
      properties: { code: `Đ${n}`, kind: n % 2 === 0 ? 'patrol' : 'village', status: 'working' },
    }));
    const known = await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, lamp, lamps);
      const survey = [{ geometry: point(106.505, 21.505) }, { geometry: point(107.3, 22.3) }];
      return knownNearby(transaction, { layer: lamp, clearance: 'internal', outline }, boxesOf(survey));
    });
    expect(known.existing).toHaveLength(near);
    expect(known.limit).toBeNull();
    expect(known.existing?.at(-1)).toMatchObject({ name: `Đ${near - 1}`, properties: { kind: 'village' } });
  });
});
