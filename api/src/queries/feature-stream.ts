import { type LayerPart, tileFields } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { dayOf, historyOf, jsonValue, tableOf } from './feature-source.ts';
import type { StreamOptions, TileSourceRow } from './feature-types.ts';

const batchSize = 4_000;
const fetchSize = sql`4000`; // FETCH takes no bind value
/** Of so few even the earlier states fit into memory. */
const fewTileIds = 100;
let streams = 0;

/** The states of a part in batches of some thousands, for the tile encoder; in no particular order. */
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
  const sources = [
    sql`select ${columns} from ${tableOf(part)} where ${standing}${wanted}`,
    sql`select ${columns} from ${historyOf(part)} where ${earlier}${wanted}`,
  ];
  // A handful of an edit: one statement, where two cursors are six, and somebody waits for the tile.
  if (options.tileIds && options.tileIds.length <= fewTileIds) {
    const rows = await transaction.query(join(sources, ' union all '));
    if (rows.length > 0) yield rows.map((row) => sourceRow(row, keys));
    return;
  }
  for (const source of sources) {
    const cursor = identifier(`feature_stream_${++streams}`);
    await transaction.query(sql`declare ${cursor} no scroll cursor for ${source}`);
    for (let more = true; more; ) {
      const rows = await transaction.query(sql`fetch forward ${fetchSize} from ${cursor}`);
      more = rows.length === batchSize;
      if (rows.length > 0) yield rows.map((row) => sourceRow(row, keys));
    }
    await transaction.query(sql`close ${cursor}`);
  }
}

const sourceRow = (row: Row, keys: readonly string[]): TileSourceRow => ({
  tileId: row.tile_id as number,
  wkb: row.wkb as Uint8Array,
  values: keys.map((key) => jsonValue(row[key])),
  validFrom: row.valid_from as string,
  validTo: row.valid_to as string | null,
});
