import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../database/database.ts';
import { post, postId, rolledBack, testDatabase } from '../database/testing.ts';
import {
  deleteFeature,
  getFeature,
  insertFeature,
  insertFeatures,
  listFeatures,
  searchFeatures,
  updateFeature,
} from './features.ts';
import { featureHistory, restoreState } from './history.ts';

const editor: Actor = { role: 'editor_restricted', account: 'reviewer', why: 'thử' };
const zones = layerById('zone');
const posts = layerById('border-post');
const square = (west: number) => ({
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [west, 21],
        [west + 0.1, 21],
        [west + 0.1, 21.1],
        [west, 21.1],
        [west, 21],
      ],
    ],
  ],
});

describe('protected features', () => {
  beforeAll(testDatabase, 180_000);

  const belt = {
    geometry: square(107),
    properties: { name: 'Vành đai', kind: 'border_belt' },
    validFrom: '2020-01-01',
  };
  const land = { geometry: square(106), properties: { name: 'Đất', kind: 'defence_land' }, validFrom: '2020-01-01' };

  it('do not exist for a reader without the clearance: not in lists, counts, searches or by id', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, zones, [belt, land]);
      const count = async (clearance: 'open' | 'internal' | 'restricted') =>
        (await listFeatures(transaction, zones, clearance, { limit: 10 })).numberMatched;
      expect([await count('open'), await count('internal'), await count('restricted')]).toEqual([0, 1, 2]);
      const { rows } = await listFeatures(transaction, zones, 'restricted', { limit: 10, search: 'đất' });
      const [hidden] = rows;
      if (!hidden) throw new Error('No zone');
      expect(hidden.tileId).toBeGreaterThan(1_000_000_000);
      expect(await getFeature(transaction, zones, 'internal', hidden.id)).toBeUndefined();
      expect(await updateFeature(transaction, zones, 'internal', hidden.id, 1, {})).toEqual({ outcome: 'missing' });
      expect(await deleteFeature(transaction, zones, 'internal', hidden.id, 1)).toEqual({ outcome: 'missing' });
      expect(await searchFeatures(transaction, 'internal', 'dat', 10)).toEqual([]);
      expect((await searchFeatures(transaction, 'restricted', 'dat', 10)).map(({ id }) => id)).toEqual([hidden.id]);
    });
  });

  it('take what is written to their id, whoever brought their last open state back without knowing of them', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const { id } = await insertFeature(transaction, zones, belt);
      await updateFeature(transaction, zones, 'restricted', id, 1, { properties: { kind: 'defence_zone' } });
      const restored = await restoreState(transaction, zones, 'internal', id, 1, 1);
      expect(restored).toMatchObject({ outcome: 'written', row: { version: 2, properties: { kind: 'border_belt' } } });
      const secret = { properties: { decision: 'MẬT 7' } };
      await updateFeature(transaction, zones, 'internal', id, 2, { properties: { name: 'Vành đai cũ' } });
      expect(await updateFeature(transaction, zones, 'restricted', id, 2, secret)).toMatchObject({
        outcome: 'written',
      });
      const seen = async (clearance: 'internal' | 'restricted') => ({
        one: (await getFeature(transaction, zones, clearance, id))?.properties,
        states: (await featureHistory(transaction, zones, clearance, id)).map(({ version, properties }) => [
          version,
          properties.kind,
          properties.decision,
        ]),
      });
      expect(await seen('internal')).toMatchObject({
        one: { kind: 'border_belt', name: 'Vành đai cũ', decision: null },
        states: [
          [3, 'border_belt', null],
          [2, 'border_belt', null],
          [1, 'border_belt', null],
        ],
      });
      expect(await seen('restricted')).toMatchObject({
        one: { kind: 'defence_zone', name: 'Vành đai', decision: 'MẬT 7' },
        states: [
          [3, 'defence_zone', 'MẬT 7'],
          [2, 'defence_zone', null],
          [1, 'border_belt', null],
        ],
      });
    });
  });

  it('move between the parts when their kind does, keeping id and history and leaving no trace of the number', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, zones, [belt]);
      const [before] = (await listFeatures(transaction, zones, 'internal', { limit: 1 })).rows;
      if (!before) throw new Error('No zone');
      const moved = await updateFeature(transaction, zones, 'restricted', before.id, 1, {
        properties: { kind: 'defence_zone' },
        validFrom: '2023-01-01',
      });
      expect(moved).toMatchObject({ outcome: 'written', row: { id: before.id, version: 2, validFrom: '2023-01-01' } });
      const on = async (clearance: 'internal' | 'restricted', asOf: string) =>
        (await listFeatures(transaction, zones, clearance, { limit: 9, asOf })).rows.map(
          ({ properties }) => properties.kind,
        );
      expect(await on('internal', '2022-12-31')).toEqual(['border_belt']);
      expect(await on('internal', '2023-01-01')).toEqual([]);
      expect(await on('restricted', '2022-12-31')).toEqual(['border_belt']);
      expect(await on('restricted', '2023-01-01')).toEqual(['defence_zone']);
    });
  });

  it('are not put out of reach by an editor who could not see them afterwards', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const { id } = await insertFeature(transaction, zones, belt);
      const raise = updateFeature(transaction, zones, 'internal', id, 1, { properties: { kind: 'defence_zone' } });
      await expect(raise).rejects.toMatchObject({ refusal: 'privilege' });
    });
  });

  it('do not keep a post from being deleted: the refusal would tell that they exist', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, posts, [post]);
      await insertFeatures(transaction, layerById('defence-work'), [
        {
          geometry: { type: 'Point', coordinates: [106.8, 21.8] },
          properties: { name: 'Chốt', kind: 'border_militia_post', status: 'in_use', post_id: postId },
        },
      ]);
      expect(await deleteFeature(transaction, posts, 'open', postId, 1)).toEqual({ outcome: 'deleted' });
      const { rows } = await listFeatures(transaction, layerById('defence-work'), 'restricted', { limit: 1 });
      expect(rows[0]?.properties.post_id).toBeNull();
    });
  });
});
