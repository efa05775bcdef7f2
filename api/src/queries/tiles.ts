import { type Layer, type LayerPart, tileFields } from '@phen-dau/geodata';
import { labelLayerName, type TileAddress, tileBuffer, tileExtent } from '@phen-dau/tiles';
import type { Actor, Database } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import type { TileStates } from '../tile-part.ts';
import { historyOf, tableOf } from './feature-source.ts';

/**
 * One tile of a layer made by ST_AsMVT, for layers too large to keep in memory and to compare our encoder with. Lines and
 * areas are simplified to half a pixel below the layer's deepest zoom. Null when nothing is in it. Server databases only.
 */
export async function layerTile(
  database: Database,
  layer: Layer,
  parts: readonly LayerPart[],
  states: TileStates,
  { z, x, y }: TileAddress,
): Promise<Uint8Array | null> {
  const keys = tileFields(layer);
  const mostProtected = parts.at(-1)?.sensitivity ?? layer.sensitivity;
  const reader: Actor = { role: `reader_${mostProtected}`, account: null };
  const attributes = [
    ...keys.map((key) => sql`feature.${identifier(key)}`),
    ...(states === 'all'
      ? [
          sql`to_char(feature.valid_from, 'YYYYMMDD')::integer as "from"`,
          sql`to_char(feature.valid_to, 'YYYYMMDD')::integer as "to"`,
        ]
      : []),
  ];
  const columns = join([sql`tile_id, geometry, valid_from, valid_to`, ...keys.map((key) => identifier(key))]);
  const branches = parts.flatMap((part) => [
    sql`select ${columns} from ${tableOf(part)} where ${states === 'all' ? sql`true` : standingOn(states.day)}`,
    sql`select ${columns} from ${historyOf(part)}
      where valid_to > valid_from and ${states === 'all' ? sql`true` : standingOn(states.day)}`,
  ]);
  const metresPerUnit = 40_075_016.68557849 / 2 ** z / tileExtent;
  const tolerance = layer.geometry === 'Point' ? 0 : (z < layer.maxZoom ? 4 : 1) * metresPerUnit;
  const margin = tileBuffer / tileExtent;
  const simplified = sql`st_simplify(st_transform(feature.geometry, 3857), ${tolerance}::double precision, true)`;
  /** The features drawn as `shape` says, as a tile layer of this name. Null shapes are left out by ST_AsMVT itself; a
   * condition that says so would have every shape made twice. */
  const drawnAs = (name: string, shape: Sql) => sql`coalesce((
    select st_asmvt(drawn, ${name}, ${tileExtent}, 'shape', 'tile_id') from (
      select feature.tile_id::integer, ${join(attributes)}, st_asmvtgeom(
        ${shape}, st_tileenvelope(${z}, ${x}, ${y}), ${tileExtent}, ${tileBuffer}, true) as shape
      from (${join(branches, ' union all ')}) as feature
      where feature.geometry &&
        st_transform(st_tileenvelope(${z}, ${x}, ${y}, margin => ${margin}::double precision), 4326)
    ) as drawn), ''::bytea)`;
  // A place inside is not the roomiest one, but no client sees the difference between a good label and a better one.
  const labels = sql`st_transform(st_pointonsurface(feature.geometry), 3857)`;
  const layers = [
    drawnAs(layer.id, simplified),
    ...(layer.geometry === 'MultiPolygon' ? [drawnAs(labelLayerName(layer.id), labels)] : []),
  ];
  const rows = await database.read(reader, (transaction) =>
    transaction.query<{ tile: Uint8Array }>(
      layers.length === 1 ? sql`select ${layers[0]} as tile` : sql`select ${layers[0]} || ${layers[1]} as tile`,
    ),
  );
  const tile = rows[0]?.tile;
  return tile && tile.length > 0 ? tile : null;
}

const standingOn = (day: string) => sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`;
