import { catalogue, type LayerPart, layerParts } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from './database.ts';
import { sql } from './sql.ts';
import { asOwner, testDatabase } from './testing.ts';

const parts = catalogue.flatMap((layer) => layerParts(layer));
const nameOf = (part: LayerPart) => `${part.schema}.${part.table}`;

/** What every layer table has beside the catalogue's fields. */
const bookkeeping: Record<string, string> = {
  id: 'uuid not null',
  tile_id: 'integer not null',
  valid_from: 'date not null',
  valid_to: 'date',
  version: 'integer not null',
  updated_at: 'timestamp with time zone not null',
  search_text: 'text not null',
};
const historyOnly: Record<string, string> = {
  history_id: 'bigint not null',
  replaced_at: 'timestamp with time zone not null',
  replaced_by: 'text',
  why: 'text',
  operation: 'text not null',
  audit_sequence: 'bigint not null',
};

function columnsByCatalogue(part: LayerPart): Record<string, string> {
  const fields = Object.entries(part.layer.fields).map(([key, field]) => [
    key,
    `${field.sqlType}${field.required ? ' not null' : ''}`,
  ]);
  return { ...bookkeeping, geometry: `geometry(${part.layer.geometry},4326) not null`, ...Object.fromEntries(fields) };
}

async function columnsInDatabase(transaction: Transaction, table: string): Promise<Record<string, string>> {
  const rows = await transaction.query<{ name: string; type: string; required: boolean }>(sql`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required
    from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`);
  return Object.fromEntries(rows.map(({ name, type, required }) => [name, `${type}${required ? ' not null' : ''}`]));
}

/** The words a check constraint of the database allows, by column. */
async function wordsInDatabase(transaction: Transaction, table: string): Promise<Record<string, string[]>> {
  const rows = await transaction.query<{ name: string; definition: string }>(sql`
    select attname as name, pg_get_constraintdef(con.oid) as definition
    from pg_constraint con join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where conrelid = ${table}::regclass and contype = 'c' and cardinality(conkey) = 1 and attname <> 'valid_to'`);
  const words = (definition: string) =>
    [...definition.matchAll(/'([^']*)'::text/g)].map(([, word]) => word ?? '').sort();
  return Object.fromEntries(rows.map(({ name, definition }) => [name, words(definition)]));
}

function wordsByCatalogue(part: LayerPart): Record<string, string[]> {
  const raising = (vocabulary: Record<string, { sensitivity?: unknown }>) =>
    Object.values(vocabulary).some((term) => term.sensitivity);
  const choices = Object.entries(part.layer.fields).flatMap(([key, { vocabulary }]) => {
    if (!vocabulary) return [];
    const words = Object.entries(vocabulary)
      .filter(([, term]) => !raising(vocabulary) || (term.sensitivity ?? part.layer.sensitivity) === part.sensitivity)
      .map(([word]) => word);
    return [[key, words.sort()]];
  });
  return Object.fromEntries(choices);
}

/** Everything in which a table departs from its declaration; empty when nothing has drifted. */
async function driftOf(transaction: Transaction, part: LayerPart): Promise<string[]> {
  const table = nameOf(part);
  const compare = (what: string, wanted: Record<string, unknown>, found: Record<string, unknown>) =>
    [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
      .filter((key) => String(wanted[key]) !== String(found[key]))
      .map((key) => `${what} ${key}: declared ${String(wanted[key])}, found ${String(found[key])}`);
  const columns = columnsByCatalogue(part);
  return [
    ...compare(table, columns, await columnsInDatabase(transaction, table)),
    ...compare(
      `${table}_history`,
      { ...columns, valid_to: 'date not null', ...historyOnly },
      await columnsInDatabase(transaction, `${table}_history`),
    ),
    ...compare(`words of ${table}`, wordsByCatalogue(part), await wordsInDatabase(transaction, table)),
  ];
}

describe('the database and the catalogue', () => {
  beforeAll(testDatabase, 180_000);

  it('agree on every column, type, vocabulary and geometry of every part and of its history', async () => {
    const drift = await asOwner(async (transaction) => {
      const found: string[] = [];
      for (const part of parts) found.push(...(await driftOf(transaction, part)));
      return found;
    });
    expect(drift).toEqual([]);
  });

  it('have the same tables: none is left that no layer declares', async () => {
    const found = await asOwner((transaction) =>
      transaction.query<{ name: string }>(sql`
        select schemaname || '.' || tablename as name from pg_tables where schemaname in ('register', 'defence')`),
    );
    const expected = parts.flatMap((part) => [nameOf(part), `${nameOf(part)}_history`]);
    const shared = ['register', 'defence'].flatMap((schema) => [`${schema}.layer_version`, `${schema}.layer_change`]);
    const photos = ['defence.photo', 'defence.photo_piece', 'defence.photo_metadata'];
    expect(found.map(({ name }) => name).sort()).toEqual([...expected, ...shared, ...photos].sort());
  });

  it('let every reference point at its layer, with an index', async () => {
    const references = parts.flatMap((part) =>
      Object.entries(part.layer.fields).flatMap(([key, field]) =>
        field.refersTo ? [`${nameOf(part)}.${key} -> register.${field.refersTo.replaceAll('-', '_')}`] : [],
      ),
    );
    const found = await asOwner((transaction) =>
      transaction.query<{ reference: string; indexed: boolean }>(sql`
        select conrelid::regclass || '.' || attname || ' -> ' || confrelid::regclass as reference,
          exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]) as indexed
        from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where contype = 'f' and connamespace in ('register'::regnamespace, 'defence'::regnamespace)
          and confrelid::regclass::text like 'register.%'`),
    );
    expect(found.map(({ reference }) => reference).sort()).toEqual(references.sort());
    expect(found.filter(({ indexed }) => !indexed)).toEqual([]);
  });

  it('keep points in an SP-GiST index, lines and areas in a GiST one, in every part and its history', async () => {
    const tables = parts.flatMap((part) => {
      const kind = part.layer.geometry === 'Point' ? 'spgist' : 'gist';
      return [`${nameOf(part)} ${kind}`, `${nameOf(part)}_history ${kind}`];
    });
    const found = await asOwner((transaction) =>
      transaction.query<{ kept: string }>(sql`
        select indrelid::regclass || ' ' || amname as kept
        from pg_index join pg_class as index on index.oid = indexrelid join pg_am on pg_am.oid = relam
          join pg_attribute on attrelid = indrelid and attnum = indkey[0]
        where attname = 'geometry' and relnamespace in ('register'::regnamespace, 'defence'::regnamespace)
          and indrelid <> 'defence.photo'::regclass`),
    );
    expect(found.map(({ kept }) => kept).sort()).toEqual(tables.sort());
  });

  it('show a planted departure: a wrong type, a column too many, a word too few, another geometry', async () => {
    const marker = parts.find((part) => part.table === 'border_marker');
    if (!marker) throw new Error('No markers');
    const drift = await asOwner(async (transaction) => {
      for (const statement of [
        sql`alter table register.border_marker alter column year_set type bigint`,
        sql`alter table register.border_marker add column colour text`,
        sql`alter table register.border_marker alter column elevation_metres drop not null`,
        sql`alter table register.border_marker drop constraint border_marker_kind_check`,
        sql`alter table register.border_marker add constraint border_marker_kind_check check (kind in ('main')) not valid`,
        sql`alter table register.border_marker alter column geometry type geometry(Point, 0) using st_setsrid(geometry, 0)`,
      ]) {
        await transaction.query(statement);
      }
      return driftOf(transaction, marker);
    });
    expect(drift).toEqual([
      'register.border_marker geometry: declared geometry(Point,4326) not null, found geometry(Point) not null',
      'register.border_marker elevation_metres: declared double precision not null, found double precision',
      'register.border_marker year_set: declared integer, found bigint',
      'register.border_marker colour: declared undefined, found text',
      'words of register.border_marker kind: declared auxiliary,main, found main',
    ]);
  });
});
