import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Row, Transaction } from './database.ts';
import { DatabaseUnusable } from './errors.ts';
import { type Migration, migrate, type Owner, readMigrations } from './migrate.ts';
import { type Sql, sql } from './sql.ts';
import { asOwner, testDatabase } from './testing.ts';

/** The owner's connection inside a test's transaction: what migrations begin and commit becomes a savepoint. */
const ownerIn = (transaction: Transaction): Owner => ({
  async run(script) {
    const nested: Record<string, Sql> = {
      begin: sql`savepoint migration`,
      commit: sql`release migration`,
      rollback: sql`rollback to migration`,
    };
    await transaction.query(nested[script] ?? { text: script, values: [] });
  },
  query: <R extends Row>(statement: Sql) => transaction.query<R>(statement),
});
const further = (number: number, text: string): Migration => ({
  number,
  name: `${String(number).padStart(4, '0')}_test`,
  text,
  sha256: createHash('sha256').update(text).digest('hex'),
});

describe('migrations', () => {
  beforeAll(testDatabase, 180_000);

  it('are listed by hand without forgetting a file', async () => {
    const files = await readdir(new URL('./migrations/', import.meta.url));
    expect((await readMigrations()).map(({ name }) => `${name}.sql`)).toEqual(files.sort());
  });

  it('have all been applied, and a second start applies none', async () => {
    const shipped = await readMigrations();
    const { migration } = await testDatabase();
    expect(migration).toMatchObject({ version: shipped.at(-1)?.number, newest: shipped.at(-1)?.name });
    const again = await asOwner((transaction) => migrate(ownerIn(transaction), shipped));
    expect(again).toEqual({ applied: 0, version: migration.version, newest: migration.newest });
  });

  it('bring a database of an older version up to date', async () => {
    const shipped = await readMigrations();
    const state = await asOwner(async (transaction) => {
      const more = further(9001, 'create table register.thing (id integer)');
      const result = await migrate(ownerIn(transaction), [...shipped, more]);
      await transaction.query(sql`select * from register.thing`);
      return result;
    });
    expect(state).toEqual({ applied: 1, version: 9001, newest: '9001_test' });
  });

  it('stop the start with a sentence when a shipped file was changed', async () => {
    const shipped = await readMigrations();
    const changed = shipped.map((one) => (one.number === 2 ? { ...one, sha256: '0'.repeat(64) } : one));
    const start = asOwner((transaction) => migrate(ownerIn(transaction), changed));
    await expect(start).rejects.toThrow(DatabaseUnusable);
    await expect(start).rejects.toThrow('0002_audit_and_history was changed after this database had it');
  });

  it('stop the start when the database is newer than the program', async () => {
    const older = (await readMigrations()).slice(0, -1);
    const start = asOwner((transaction) => migrate(ownerIn(transaction), older));
    await expect(start).rejects.toThrow('by a newer version of the program');
  });

  it('leave nothing behind when one fails half way', async () => {
    const shipped = await readMigrations();
    const left = await asOwner(async (transaction) => {
      const broken = further(9001, 'do $$ begin create table register.half (id integer); perform 1 / 0; end $$');
      await expect(migrate(ownerIn(transaction), [...shipped, broken])).rejects.toThrow('9001_test failed');
      return transaction.query(sql`select to_regclass('register.half') as half`);
    });
    expect(left).toEqual([{ half: null }]);
  });
});
