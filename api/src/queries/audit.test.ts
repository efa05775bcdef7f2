import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { asOwner, rolledBack, testDatabase } from '../database/testing.ts';
import { listEntries, recordEvent, verifyAudit } from './audit.ts';
import { deleteFeature, insertFeature, updateFeature } from './features.ts';

const editor: Actor = { role: 'editor_restricted', account: 'commander', why: 'rà soát', from: '192.0.2.7' };
const work = {
  geometry: { type: 'Point' as const, coordinates: [106.81234, 21.81234] },
  properties: { name: 'Hang Bí Mật', kind: 'cave_system', status: 'in_use' },
};
const settle = (transaction: Transaction) => transaction.query(sql`set constraints all immediate`);
const keep = (transaction: Transaction) => transaction.query(sql`set local role phen_dau_account_keeper`);

/** Three events as the application records them, sealed, then `tamper`; never committed. */
const afterTampering = (tamper: (transaction: Transaction) => Promise<unknown>) =>
  asOwner(async (transaction) => {
    for (const action of ['account.sign-in', 'layer.export', 'account.sign-out']) {
      await recordEvent(transaction, { action, outcome: 'done', detail: { lượt: 1 } });
    }
    await settle(transaction);
    await tamper(transaction);
    return verifyAudit(transaction);
  });
/** What only the owner of the table can do, and only by switching the guard off. */
const unguarded = (transaction: Transaction) => transaction.query(sql`alter table audit.entry disable trigger user`);

describe('the audit', () => {
  beforeAll(testDatabase, 180_000);

  it('records every change of features by itself: who, from where, why, how many; and its chain holds', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const layer = layerById('defence-work');
      const { id } = await insertFeature(transaction, layer, work);
      await updateFeature(transaction, layer, 'restricted', id, 1, { properties: { status: 'under_review' } });
      await deleteFeature(transaction, layer, 'restricted', id, 2);
      await recordEvent(transaction, {
        action: 'layer.export',
        outcome: 'refused',
        layer: 'defence-work',
        detail: { rows: 3 },
      });
      await settle(transaction);
      await keep(transaction);
      const entries = await listEntries(transaction, 'restricted', { limit: 4 });
      expect(entries.map(({ action, outcome, features }) => [action, outcome, features])).toEqual([
        ['layer.export', 'refused', null],
        ['feature.delete', 'done', 1],
        ['feature.update', 'done', 1],
        ['feature.insert', 'done', 1],
      ]);
      for (const entry of entries) {
        expect(entry).toMatchObject({ account: 'commander', from: '192.0.2.7', why: 'rà soát', layer: 'defence-work' });
      }
      expect(await verifyAudit(transaction)).toMatchObject({ ok: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    });
  });

  it('never holds what a restricted feature says or where it lies', async () => {
    const stored = await asOwner(async (transaction) => {
      await insertFeature(transaction, layerById('defence-work'), work);
      return transaction.query<{ text: string }>(
        sql`select entry::text as text from audit.entry order by sequence desc limit 1`,
      );
    });
    expect(stored[0]?.text).toContain('defence_work');
    expect(stored[0]?.text).not.toMatch(/Bí Mật|cave_system|106\.8|0101000020/);
  });

  it('hides entries about restricted layers from an administrator without that clearance', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeature(transaction, layerById('defence-work'), work);
      await recordEvent(transaction, { action: 'layer.export', outcome: 'done', layer: 'defence-work' });
      await recordEvent(transaction, { action: 'account.sign-in', outcome: 'failed' });
      await keep(transaction);
      const actions = async (clearance: 'internal' | 'restricted') =>
        (await listEntries(transaction, clearance, { limit: 3, account: 'commander' })).map(({ action }) => action);
      expect(await actions('restricted')).toEqual(['account.sign-in', 'layer.export', 'feature.insert']);
      expect(await actions('internal')).toEqual(['account.sign-in']);
    });
  });

  it('refuses UPDATE, DELETE and TRUNCATE, to the keeper and to the owner alike', async () => {
    const database = await testDatabase();
    const attempts = [
      sql`update audit.entry set account = 'nobody'`,
      sql`delete from audit.entry`,
      sql`truncate audit.entry`,
    ];
    for (const attempt of attempts) {
      await expect(
        database.transaction({ role: 'account_keeper', account: null }, (transaction) => transaction.query(attempt)),
      ).rejects.toMatchObject({ refusal: 'privilege' });
      const byOwner = asOwner(async (transaction) => {
        await recordEvent(transaction, { action: 'test.event', outcome: 'done' });
        await settle(transaction);
        await transaction.query(attempt);
      });
      await expect(byOwner).rejects.toThrow('append-only');
    }
  });

  it('notices a changed entry, a removed one, one cut off at the end and one slipped in', async () => {
    expect(await afterTampering(async () => undefined)).toMatchObject({ ok: true });
    const faults = {
      changed: sql`update audit.entry set account = 'somebody else' where action = 'layer.export'`,
      retimed: sql`update audit.entry set at = at - interval '1 microsecond' where action = 'layer.export'`,
      removed: sql`delete from audit.entry where action = 'layer.export'`,
      'cut off': sql`delete from audit.entry where action = 'account.sign-out'`,
      'slipped in': sql`
        insert into audit.entry (action, outcome, sensitivity, position, hash)
        values ('test.forged', 'done', 'open', (select max(position) + 1 from audit.entry), sha256('forged'))`,
    };
    for (const [name, fault] of Object.entries(faults)) {
      const verdict = await afterTampering(async (transaction) => {
        await unguarded(transaction);
        return transaction.query(fault);
      });
      expect(verdict, name).toMatchObject({ ok: false, brokenAt: expect.any(Number) });
    }
  });
});
