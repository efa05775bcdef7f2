import { catalogue, layerById, layerParts, readableParts } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { rolledBack, testDatabase } from '../database/testing.ts';
import { insertFeature, insertFeatures, updateFeature } from './features.ts';
import { changesSince, layerSummaries, layerVersion, partVersions } from './layers.ts';

const editor: Actor = { role: 'editor_restricted', account: null };
const zones = layerById('zone');
const zone = (kind: string, west: number) => ({
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: [
      [
        [
          [west, 21],
          [west + 0.1, 21],
          [west + 0.1, 21.1],
          [west, 21],
        ],
      ],
    ],
  },
  properties: { name: 'Khu', kind },
});
/** What happens at commit, now: the audit's chain and the layer versions. */
const settle = (transaction: Transaction) => transaction.query(sql`set constraints all immediate`);

describe('what a reader may know of the layers', () => {
  beforeAll(testDatabase, 180_000);

  it('names only the layers with a readable part, in catalogue order', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      for (const clearance of ['open', 'internal', 'restricted'] as const) {
        const expected = catalogue.filter((layer) => readableParts(layer, clearance).length > 0).map(({ id }) => id);
        expect((await layerSummaries(transaction, clearance)).map(({ layer }) => layer)).toEqual(expected);
      }
    });
  });

  it('counts and bounds only what is readable, and only what exists today', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, zones, [
        zone('border_belt', 107),
        zone('defence_land', 105),
        { ...zone('border_belt', 104), validFrom: '2019-01-01', validTo: '2020-01-01' },
      ]);
      const summary = async (clearance: 'internal' | 'restricted') =>
        (await layerSummaries(transaction, clearance)).find(({ layer }) => layer === 'zone');
      expect(await summary('internal')).toMatchObject({ count: 1, bounds: [107, 21, 107.1, 21.1] });
      expect(await summary('restricted')).toMatchObject({ count: 2, bounds: [105, 21, 107.1, 21.1] });
    });
  });

  it('raises a version with each change, and hides from a reader the changes of what is hidden', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const versions = async () => [
        await layerVersion(transaction, zones, 'open'),
        await layerVersion(transaction, zones, 'internal'),
        await layerVersion(transaction, zones, 'restricted'),
      ];
      const [open = 0, internal = 0, restricted = 0] = await versions();
      await insertFeatures(transaction, zones, [zone('defence_land', 105)]);
      await settle(transaction);
      expect(await versions()).toEqual([open, internal, restricted + 1]);
      await insertFeatures(transaction, zones, [zone('border_belt', 107)]);
      await settle(transaction);
      expect(await versions()).toEqual([0, internal + 1, restricted + 2]);
      expect([...(await partVersions(transaction, 'internal')).keys()]).not.toContain('defence.zone');
    });
  });

  it('tells a tile store which features a version changed, or that it must read everything again', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const [part] = layerParts(zones);
      if (!part) throw new Error('No part');
      const before = (await partVersions(transaction, 'internal')).get('register.zone') ?? 0;
      const { id, tileId } = await insertFeature(transaction, zones, zone('border_belt', 107));
      await settle(transaction);
      await updateFeature(transaction, zones, 'internal', id, 1, { properties: { name: 'Vành đai' } });
      await settle(transaction);
      expect(await changesSince(transaction, part, before)).toEqual({ version: before + 2, tileIds: [tileId] });
      expect(await changesSince(transaction, part, before + 2)).toEqual({ version: before + 2, tileIds: [] });
      await insertFeatures(
        transaction,
        zones,
        Array.from({ length: 1_001 }, () => zone('border_belt', 107)),
      );
      await settle(transaction);
      expect(await changesSince(transaction, part, before)).toEqual({ version: before + 3, tileIds: null });
      expect((await changesSince(transaction, part, -100_000)).tileIds).toBeNull();
    });
  });
});
