import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { rolledBack, testDatabase } from '../database/testing.ts';
import { deleteFeature, type FeatureChange, insertFeature, listFeatures, updateFeature } from './features.ts';
import { featureHistory, restoreState } from './history.ts';

const editor: Actor = { role: 'editor_restricted', account: 'reviewer', why: 'kiểm tra thực địa' };
const communes = layerById('commune');
const commune = {
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [106, 21],
          [106.1, 21],
          [106.1, 21.1],
          [106, 21],
        ],
      ],
    ],
  },
  properties: { name: 'Mẫu Sơn', kind: 'commune', code: 'A' },
  validFrom: '2020-01-01',
};

/** One commune, its id, and how to change it; never committed. */
async function withCommune<T>(
  work: (tools: {
    transaction: Transaction;
    id: string;
    change: (version: number, change: FeatureChange) => ReturnType<typeof updateFeature>;
    on: (day: string) => Promise<unknown[]>;
  }) => Promise<T>,
): Promise<T> {
  return rolledBack(await testDatabase(), editor, async (transaction) => {
    const { id } = await insertFeature(transaction, communes, commune);
    return work({
      transaction,
      id,
      change: (version, change) => updateFeature(transaction, communes, 'open', id, version, change),
      on: async (asOf) => {
        const { rows } = await listFeatures(transaction, communes, 'open', { limit: 10, asOf });
        return rows.map(({ properties }) => properties.code);
      },
    });
  });
}

describe('the history of a feature', () => {
  beforeAll(testDatabase, 180_000);

  it('answers for any day: the days before a change keep the old state', async () => {
    await withCommune(async ({ change, on }) => {
      await change(1, { properties: { code: 'B' }, validFrom: '2023-05-01' });
      await change(2, { properties: { code: 'C' }, validFrom: '2025-07-01' });
      const days = ['2019-12-31', '2020-01-01', '2023-04-30', '2023-05-01', '2025-06-30', '2025-07-01', '2026-01-01'];
      const seen = [];
      for (const day of days) seen.push((await on(day)).join());
      expect(seen).toEqual(['', 'A', 'A', 'B', 'B', 'C', 'C']);
    });
  });

  it('begins a change today unless told, and lets a correction of the same day replace what it corrects', async () => {
    await withCommune(async ({ transaction, id, change, on }) => {
      const [today] = await transaction.query<{ day: string }>(sql`select current_date as day`);
      expect(await change(1, { properties: { code: 'B' } })).toMatchObject({ row: { validFrom: today?.day } });
      expect(await change(2, { properties: { code: 'C' } })).toMatchObject({
        row: { validFrom: today?.day, version: 3 },
      });
      expect(await on(today?.day ?? '')).toEqual(['C']);
      const history = await featureHistory(transaction, communes, 'open', id);
      expect(history.map(({ properties, validFrom, validTo }) => [properties.code, validFrom === validTo])).toEqual([
        ['C', false],
        ['B', true],
        ['A', false],
      ]);
    });
  });

  it('lets a feature end on a day and keeps it for the days before', async () => {
    await withCommune(async ({ transaction, change, on }) => {
      expect(await change(1, { validTo: '2025-07-01' })).toMatchObject({
        row: { validFrom: '2020-01-01', validTo: '2025-07-01' },
      });
      expect([await on('2025-06-30'), await on('2025-07-01')]).toEqual([['A'], []]);
      // A correction of what has ended does not bring it back.
      await change(2, { properties: { code: 'A2' } });
      expect([await on('2025-06-30'), await on('2025-07-01')]).toEqual([['A2'], []]);
      const span = (from: string | null, to: string | null) =>
        listFeatures(transaction, communes, 'open', { limit: 1, interval: { from, to } }).then(
          (page) => page.numberMatched,
        );
      expect([await span('2025-07-01', null), await span('2025-06-30', null), await span(null, '2019-12-31')]).toEqual([
        0, 1, 0,
      ]);
    });
  });

  it('accepts a change that begins in the future and shows the old state until then', async () => {
    await withCommune(async ({ change, on }) => {
      await change(1, { properties: { code: 'B' }, validFrom: '2150-01-01' });
      expect([await on('2149-12-31'), await on('2150-01-01')]).toEqual([['A'], ['B']]);
    });
  });

  it('shows in an interval the latest state of each feature, once', async () => {
    await withCommune(async ({ transaction, change }) => {
      await change(1, { properties: { code: 'B' }, validFrom: '2023-05-01' });
      const within = async (from: string, to: string) =>
        (await listFeatures(transaction, communes, 'open', { limit: 9, interval: { from, to } })).rows.map(
          (row) => row.properties.code,
        );
      expect(await within('2021-01-01', '2024-01-01')).toEqual(['B']);
      expect(await within('2021-01-01', '2022-01-01')).toEqual(['A']);
    });
  });

  it('refuses a change that would begin before the state it replaces', async () => {
    const early = withCommune(async ({ change }) => {
      await change(1, { properties: { code: 'B' }, validFrom: '2023-05-01' });
      await change(2, { properties: { code: 'C' }, validFrom: '2023-04-30' });
    });
    await expect(early).rejects.toMatchObject({ constraint: 'states_in_order' });
  });

  it('tells who replaced each state, why, and under which audit entry', async () => {
    await withCommune(async ({ transaction, id, change }) => {
      await change(1, { properties: { code: 'B' }, validFrom: '2023-05-01' });
      await deleteFeature(transaction, communes, 'open', id, 2);
      const history = await featureHistory(transaction, communes, 'open', id);
      expect(
        history.map(({ version, replaced }) => [version, replaced?.operation, replaced?.by, replaced?.why]),
      ).toEqual([
        [2, 'delete', 'reviewer', 'kiểm tra thực địa'],
        [1, 'update', 'reviewer', 'kiểm tra thực địa'],
      ]);
      expect(history[0]?.replaced?.auditSequence).toBeGreaterThan(history[1]?.replaced?.auditSequence ?? Infinity);
      expect(await featureHistory(transaction, communes, 'open', '00000000-0000-4000-8000-000000000000')).toEqual([]);
    });
  });
});

describe('undoing a change', () => {
  it('restores an earlier state as a new one, without rewriting what was', async () => {
    await withCommune(async ({ transaction, id, change, on }) => {
      const moved = {
        ...commune.geometry,
        coordinates: [
          [
            [
              [107, 21],
              [107.1, 21],
              [107.1, 21.1],
              [107, 21],
            ],
          ],
        ],
      };
      await change(1, { properties: { code: 'B' }, geometry: moved, validFrom: '2023-05-01' });
      expect(await restoreState(transaction, communes, 'open', id, 1, 1)).toMatchObject({ outcome: 'conflict' });
      const restored = await restoreState(transaction, communes, 'open', id, 1, 2);
      expect(restored).toMatchObject({ outcome: 'written', row: { version: 3, properties: { code: 'A' } } });
      if (restored.outcome !== 'written') throw new Error('Not restored');
      expect(JSON.parse(restored.row.geometry)).toEqual(commune.geometry);
      expect([await on('2023-05-01'), await on(restored.row.validFrom)]).toEqual([['B'], ['A']]);
    });
  });

  it('brings a deleted feature back under its id and number', async () => {
    await withCommune(async ({ transaction, id }) => {
      const [before] = (await listFeatures(transaction, communes, 'open', { limit: 1 })).rows;
      await deleteFeature(transaction, communes, 'open', id, 1);
      expect(await restoreState(transaction, communes, 'open', id, 1, 7)).toMatchObject({ outcome: 'conflict' });
      const back = await restoreState(transaction, communes, 'open', id, 1, 1);
      expect(back).toMatchObject({ outcome: 'written', row: { id, tileId: before?.tileId, version: 2 } });
      expect(await restoreState(transaction, communes, 'open', id, 9, 2)).toEqual({ outcome: 'missing' });
    });
  });
});
