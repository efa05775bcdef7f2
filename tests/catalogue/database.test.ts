import { type Row, type Sql, sql } from '@phen-dau/api';
import { catalogue, type Layer, layerParts } from '@phen-dau/geodata';
import { describe, expect, test } from 'vitest';
import { demonstrationDatabase, testEngine } from '../support/database.ts';

/** Columns every layer table has beside those of the catalogue. */
const common: Record<string, { type: string; nullable: boolean }> = {
  id: { type: 'uuid', nullable: false },
  tile_id: { type: 'integer', nullable: false },
  valid_from: { type: 'date', nullable: false },
  valid_to: { type: 'date', nullable: true },
  version: { type: 'integer', nullable: false },
  updated_at: { type: 'timestamp with time zone', nullable: false },
};
/** Kept by the database itself for searching. */
const generated = ['search_text'];

const parts = catalogue.flatMap((layer: Layer) =>
  layerParts(layer).map((part) => ({ ...part, layer: layer.id, declared: layer })),
);

async function rows<R extends Row>(query: Sql): Promise<R[]> {
  const database = await demonstrationDatabase();
  return database.read({ role: 'reader_restricted', account: null }, (transaction) => transaction.query<R>(query));
}

describe(`the tables of the ${testEngine} database follow the catalogue`, () => {
  test.each(parts)('$schema.$table has exactly the columns of $layer', async ({ schema, table, declared }) => {
    const found = await rows<{ column: string; type: string; nullable: boolean }>(sql`
      select column_name as "column", data_type as type, is_nullable = 'YES' as nullable
      from information_schema.columns where table_schema = ${schema} and table_name = ${table}`);
    const actual = Object.fromEntries(
      found
        .filter(({ column }) => column !== 'geometry' && !generated.includes(column))
        .map(({ column, type, nullable }) => [column, { type, nullable }]),
    );
    const fields = Object.entries(declared.fields).map(([key, { sqlType, required }]) => [
      key,
      { type: sqlType, nullable: !required },
    ]);
    expect(actual).toEqual({ ...common, ...Object.fromEntries(fields) });
  });

  test.each(parts)(
    '$schema.$table holds geometries of the declared type, WGS 84, indexed',
    async ({ schema, table, declared }) => {
      const [column] = await rows<{ type: string; srid: number; dimensions: number }>(sql`
      select type, srid, coord_dimension as dimensions from geometry_columns
      where f_table_schema = ${schema} and f_table_name = ${table}`);
      expect(column).toEqual({ type: declared.geometry.toUpperCase(), srid: 4326, dimensions: 2 });
      const indexes = await rows<{ indexdef: string }>(
        sql`select indexdef from pg_indexes where schemaname = ${schema} and tablename = ${table}`,
      );
      expect(indexes.map(({ indexdef }) => indexdef)).toContainEqual(expect.stringContaining('USING gist (geometry)'));
    },
  );

  test('there is no layer table that the catalogue does not name', async () => {
    const found = await rows<{ name: string }>(sql`
      select f_table_schema || '.' || f_table_name as name from geometry_columns
      where f_table_schema in ('register', 'defence') and f_table_name not like '%\\_history'`);
    expect(found.map(({ name }) => name).sort()).toEqual(parts.map(({ schema, table }) => `${schema}.${table}`).sort());
  });

  test.each(parts)(
    'the words in $schema.$table are words of the vocabulary',
    async ({ schema, table, declared, sensitivity }) => {
      for (const [key, field] of Object.entries(declared.fields)) {
        if (!field.vocabulary) continue;
        const checks = await rows<{ definition: string }>(sql`
        select pg_get_constraintdef(oid) as definition from pg_constraint
        where contype = 'c' and conrelid = format('%I.%I', ${schema}::text, ${table}::text)::regclass`);
        const words = Object.entries(field.vocabulary)
          .filter(
            ([, term]) =>
              declared.id !== 'zone' || key !== 'kind' || (term.sensitivity ?? declared.sensitivity) === sensitivity,
          )
          .map(([word]) => word);
        const check = checks.find(
          ({ definition }) => new RegExp(`\\b${key}\\b`).test(definition) && definition.includes("'"),
        );
        expect(wordsIn(check?.definition), `${key} of ${schema}.${table}`).toEqual(words.sort());
      }
    },
  );
});

function wordsIn(definition = ''): string[] {
  return [...definition.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word ?? '').sort();
}
