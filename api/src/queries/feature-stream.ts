import { type LayerPart, tileFields } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import { dayOf, historyOf, jsonValue, tableOf } from './feature-source.ts';
import type { StreamOptions, TileSourceRow } from './feature-types.ts';

const batchSize = 4_000;

/**
 * The states of a part in batches of some thousands, for the tile encoder. Read in the order of a key rather than with a
 * cursor, so that a batch is one round trip on either engine.
 */
export async function* streamPart(
  transaction: Transaction,
  part: LayerPart,
  options: StreamOptions,
): AsyncGenerator<TileSourceRow[], void, void> {
  const keys = tileFields(part.layer);
  const columns = join([
    sql`tile_id, st_asbinary(geometry, 'NDR') as wkb, valid_from, valid_to`,
    ...keys.map((key) => identifier(key)),
  ]);
  const wanted = options.tileIds ? sql` and tile_id = any(${options.tileIds}::integer[])` : sql``;
  const day = dayOf(options.asOf);
  const [standing, earlier] =
    options.states === 'all'
      ? [sql`true`, sql`valid_to > valid_from`]
      : [
          sql`valid_from <= ${day} and (valid_to is null or valid_to > ${day})`,
          sql`valid_from <= ${day} and valid_to > ${day}`,
        ];
  const sources: readonly (readonly [table: Sql, key: Sql, condition: Sql])[] = [
    [tableOf(part), identifier('tile_id'), standing],
    [historyOf(part), identifier('history_id'), earlier],
  ];
  for (const [table, key, condition] of sources) {
    let after = 0;
    for (let more = true; more; ) {
      const rows = await transaction.query<Row & { at: number }>(sql`
        select ${key} as at, ${columns} from ${table}
        where ${key} > ${after} and ${condition}${wanted} order by ${key} limit ${batchSize}`);
      more = rows.length === batchSize;
      after = rows.at(-1)?.at ?? after;
      if (rows.length > 0) yield rows.map((row) => sourceRow(row, keys));
    }
  }
}

const sourceRow = (row: Row, keys: readonly string[]): TileSourceRow => ({
  tileId: row.tile_id as number,
  wkb: row.wkb as Uint8Array,
  values: keys.map((key) => jsonValue(row[key])),
  validFrom: row.valid_from as string,
  validTo: row.valid_to as string | null,
});
