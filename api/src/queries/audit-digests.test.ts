import { beforeAll, expect, it } from 'vitest';
import type { Transaction } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { asOwner, testDatabase } from '../database/testing.ts';

beforeAll(testDatabase, 180_000);

/** A row of `register.solar_lamp` without references, whose targets would have to be there. */
const lamp = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  tile_id: 2_000_000_001,
  geometry: 'SRID=4326;POINT(107 21.7)',
  code: 'Đ1',
  kind: 'patrol',
  status: 'working',
  installed_on: '2024-05-01' as string | null,
  power_watts: 60 as number | null,
  cost_vnd: 51_000_000_000 as number | null,
  man_days: 3 as number | null,
  valid_from: '2025-01-01',
  valid_to: null as string | null,
  version: 1,
  updated_at: '2025-01-01T00:00:00Z',
};
type Lamp = typeof lamp;

/** The digest that the audit keeps of these rows when one statement inserts them; nothing of it stays. */
async function digestOf(transaction: Transaction, rows: Sql): Promise<string> {
  await transaction.query(sql`savepoint before_rows`);
  await transaction.query(sql`insert into register.solar_lamp (id, tile_id, geometry, code, kind, status, installed_on,
    power_watts, cost_vnd, man_days, valid_from, valid_to, version, updated_at) ${rows}`);
  const [entry] = await transaction.query<{ digest: string }>(
    sql`select encode(new_digest, 'hex') as digest from audit.entry order by sequence desc limit 1`,
  );
  await transaction.query(sql`rollback to savepoint before_rows`);
  return entry?.digest ?? 'none';
}

const rowsOf = (...lamps: readonly Lamp[]) =>
  sql`values ${join(
    lamps.map(
      (
        row,
      ) => sql`(${row.id}::uuid, ${row.tile_id}::integer, ${row.geometry}::geometry, ${row.code}::text, ${row.kind}::text,
        ${row.status}::text, ${row.installed_on}::date, ${row.power_watts}::integer, ${row.cost_vnd}::bigint,
        ${row.man_days}::integer, ${row.valid_from}::date, ${row.valid_to}::date, ${row.version}::integer,
        ${row.updated_at}::timestamptz)`,
    ),
  )}`;

it('another value anywhere in a row is another digest, and so is a value moved to the next column', async () => {
  const changes: readonly Partial<Lamp>[] = [
    {},
    { id: 'aaaaaaaa-0000-4000-8000-000000000002' },
    { tile_id: 2_000_000_002 },
    { geometry: 'SRID=4326;POINT(107 21.70000001)' },
    { code: 'Đ2' },
    { code: 'Đ1 ' },
    { kind: 'village' },
    { status: 'broken' },
    { installed_on: '2024-05-02' },
    { installed_on: null },
    { power_watts: 0 },
    { power_watts: null },
    { power_watts: 3, man_days: 60 },
    { cost_vnd: null },
    { man_days: null },
    { power_watts: null, man_days: 60 },
    { valid_from: '2025-01-02' },
    { valid_to: '2025-06-01' },
    { version: 2 },
    { updated_at: '2025-01-01T00:00:00.000001Z' },
  ];
  const digests = await asOwner(async (transaction) => {
    const all: string[] = [];
    for (const change of changes) all.push(await digestOf(transaction, rowsOf({ ...lamp, ...change })));
    return all;
  });
  expect(new Set(digests).size).toBe(changes.length);
});

it('a digest tells the rows and not the order in which they came, however many they are', async () => {
  const other = { ...lamp, id: 'aaaaaaaa-0000-4000-8000-000000000002', tile_id: 2_000_000_002 };
  // More than one run of rows.
  const many = (code: string, order: Sql) => sql`
    select md5(n::text)::uuid, 2000000000 + n, 'SRID=4326;POINT(107 21.7)'::geometry,
      case when n = 60000 then ${code}::text else 'D' end, 'patrol', 'working', null::date, n, null::bigint, null::integer,
      date '2025-01-01', null::date, 1, timestamptz '2025-01-01T00:00:00Z'
    from generate_series(1, 60001) as n order by ${order}`;
  const [few, fewTurned, inOrder, turned, changed] = await asOwner(async (transaction) => [
    await digestOf(transaction, rowsOf(lamp, other)),
    await digestOf(transaction, rowsOf(other, lamp)),
    await digestOf(transaction, many('D', sql`n`)),
    await digestOf(transaction, many('D', sql`n desc`)),
    await digestOf(transaction, many('E', sql`n`)),
  ]);
  expect(fewTurned).toBe(few);
  expect(turned).toBe(inOrder);
  expect(changed).not.toBe(inOrder);
});
