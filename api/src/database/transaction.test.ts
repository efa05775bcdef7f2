import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { insertFeatures } from '../queries/features.ts';
import type { Actor } from './database.ts';
import { sql } from './sql.ts';
import { rolledBack, testDatabase, testEngine } from './testing.ts';

const reader: Actor = { role: 'reader_open', account: null };
const editor: Actor = { role: 'editor_open', account: 'reviewer' };

describe(`a transaction on the ${testEngine} database`, () => {
  beforeAll(testDatabase, 180_000);

  it('answers the same values whichever engine is behind it', async () => {
    const database = await testDatabase();
    const [row] = await database.read(reader, (transaction) =>
      transaction.query(sql`
        select 9007199254740991::bigint as big, 1.5::numeric as exact, '2025-02-28'::date as day,
          '2025-03-01T00:30:00+07'::timestamptz as moment, '\\x01ff'::bytea as bytes, '{"a":[1,null]}'::jsonb as json,
          array[1, null, 3]::bigint[] as bigs, array['2025-02-28']::date[] as days, array[0.5]::numeric[] as exacts,
          array['b0a1c0de-0000-4000-8000-000000000001']::uuid[] as ids, array['a,b', '"', null]::text[] as texts,
          count(*) as count, null::integer as nothing, true as yes, 'Đồng Đăng' as text, current_setting('timezone') as zone
        from (values (1), (2)) as two`),
    );
    expect(row).toEqual({
      big: 9007199254740991,
      exact: 1.5,
      day: '2025-02-28',
      moment: new Date('2025-02-28T17:30:00Z'),
      bytes: new Uint8Array([1, 255]),
      json: { a: [1, null] },
      bigs: [1, null, 3],
      days: ['2025-02-28'],
      exacts: [0.5],
      ids: ['b0a1c0de-0000-4000-8000-000000000001'],
      texts: ['a,b', '"', null],
      count: 2,
      nothing: null,
      yes: true,
      text: 'Đồng Đăng',
      zone: 'Asia/Ho_Chi_Minh',
    });
  });

  it('takes the same values', async () => {
    const database = await testDatabase();
    const given = {
      text: `it's "đ" \\ {1,2}`,
      number: 0.1,
      moment: new Date('2025-01-02T03:04:05.678Z'),
      bytes: Uint8Array.from({ length: 70_000 }, (_, at) => at),
      noBytes: new Uint8Array(0),
      texts: ['a,b', '"quoted"', null, '{}', ' space '],
      nothing: null,
    };
    const [row] = await database.read(reader, (transaction) =>
      transaction.query(sql`
        select ${given.text}::text as text, ${given.number}::double precision as number,
          ${given.moment}::timestamptz as moment, ${given.bytes}::bytea as bytes,
          ${given.noBytes}::bytea as "noBytes", ${given.texts}::text[] as texts,
          ${given.nothing}::text as nothing`),
    );
    expect(row).toEqual(given);
  });

  it('knows its actor by the words given, whatever they look like', async () => {
    const database = await testDatabase();
    const words = `it's \\ "đ" $1 '); rollback; drop schema register cascade; --\n`;
    const actor: Actor = { role: 'reader_open', account: words, why: `\\' or 1=1`, from: '::1' };
    const [row] = await database.transaction(actor, (transaction) =>
      transaction.query(sql`
        select current_setting('phen_dau.account') as account, current_setting('phen_dau.why') as why,
          current_setting('phen_dau.from') as "from", current_user as role`),
    );
    expect(row).toEqual({ account: words, why: actor.why, from: '::1', role: 'phen_dau_reader_open' });
  });

  it('leaves nothing behind when its work fails', async () => {
    const database = await testDatabase();
    const count = () =>
      database.read(reader, (transaction) => transaction.query(sql`select count(*) from register.border_post`));
    const before = await count();
    const failing = database.transaction(editor, async (transaction) => {
      await insertFeatures(transaction, layerById('border-post'), [postAt(107)]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await count()).toEqual(before);
  });

  it('does not pretend to commit after a refused statement whose error was swallowed', async () => {
    const database = await testDatabase();
    const swallowing = database.transaction(editor, async (transaction) => {
      await transaction.query(sql`select 1 / 0`).catch(() => undefined);
      return 'stored';
    });
    await expect(swallowing).rejects.toThrow('aborted');
  });

  it('for reading cannot write', async () => {
    const database = await testDatabase();
    const writing = database.read(editor, (transaction) =>
      insertFeatures(transaction, layerById('border-post'), [postAt(107)]),
    );
    await expect(writing).rejects.toThrow('read-only');
  });

  it('cannot be used after it has ended', async () => {
    const database = await testDatabase();
    const kept = await database.read(reader, async (transaction) => transaction);
    await expect(kept.query(sql`select 1`)).rejects.toThrow('ended');
  });

  it('tells who listens which parts changed, once, after the commit and before its caller goes on', async () => {
    const database = await testDatabase();
    const heard: string[] = [];
    const stop = database.onLayerChange((part) => heard.push(part));
    await rolledBack(database, editor, (transaction) =>
      insertFeatures(transaction, layerById('border-post'), [postAt(107)]),
    );
    expect(heard).toEqual([]);
    const id = 'b0a1c0de-0000-4000-8000-0000000000aa';
    await database.transaction(editor, async (transaction) => {
      await insertFeatures(transaction, layerById('border-post'), [{ ...postAt(107), id }]);
      await insertFeatures(transaction, layerById('border-post'), [postAt(108)]);
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['register.border_post']);
    stop();
    await database.transaction(editor, (transaction) =>
      transaction.query(sql`delete from register.border_post where code = 'transaction-test'`),
    );
    expect(heard).toHaveLength(1);
  });

  it('of many callers at once keeps each to its own', async () => {
    const database = await testDatabase();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        database.read({ role: 'reader_open', account: `a${turn}` }, async (transaction) => {
          await transaction.query(sql`select 1`);
          const [row] = await transaction.query(sql`select current_setting('phen_dau.account') as account`);
          return row?.account;
        }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, turn) => `a${turn}`));
  });
});

const postAt = (longitude: number) => ({
  geometry: { type: 'Point' as const, coordinates: [longitude, 21.7] },
  properties: { name: 'Đồn thử', code: 'transaction-test', kind: 'post' },
});
