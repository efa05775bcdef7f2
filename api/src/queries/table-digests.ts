import type { Transaction } from '../database/database.ts';
import { identifier, sql } from '../database/sql.ts';

/** How many rows a table holds and a SHA-256 (hex) over them in an order of their own: equal tables, equal digests. */
export interface TableDigest {
  /** `register.border_post` */
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Digests of every table of ours that the transaction's role may read, in order of their names. */
export async function tableDigests(transaction: Transaction): Promise<TableDigest[]> {
  // Rows are compared as text: what the text of a row depends on is set here, not left to the connection.
  await transaction.query(sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true),
    set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`);
  const tables = await transaction.query<{ schema: string; name: string }>(sql`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname in ('register', 'defence', 'audit', 'account', 'coverage', 'survey')
      and has_schema_privilege(schemaname, 'usage')
      and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')
    order by schemaname, tablename`);
  const digests: TableDigest[] = [];
  for (const { schema, name } of tables) {
    const [digest] = await transaction.query<{ rows: number; sha256: string }>(sql`
      select count(*)::int as rows,
        encode(sha256(convert_to(coalesce(string_agg(line, '' order by line collate "C"), ''), 'UTF8')), 'hex') as sha256
      from (select encode(sha256(convert_to(t::text, 'UTF8')), 'hex') as line from ${identifier(schema, name)} as t) as lines`);
    if (digest) digests.push({ table: `${schema}.${name}`, ...digest });
  }
  return digests;
}
