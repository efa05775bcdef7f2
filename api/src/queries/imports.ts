import { type Clearance, type Layer, layerById, readableParts } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { tableOf } from './feature-source.ts';
import type { Bounds, GeometryInput } from './feature-types.ts';
import { hexWkb } from './wkb.ts';

/** The bounds of the province as the register knows it (communes and border line), or null while it knows neither. */
export async function provinceBounds(transaction: Transaction): Promise<Bounds | null> {
  const parts = (['commune', 'border-line'] as const).flatMap((id) => readableParts(layerById(id), 'open'));
  if (parts.length === 0) return null;
  const extents = parts.map((part) => sql`select st_extent(geometry)::box2d as box from ${tableOf(part)}`);
  const [row] = await transaction.query<{ bounds: Bounds | null }>(sql`
    select case when count(box) > 0 then array[min(st_xmin(box)), min(st_ymin(box)), max(st_xmax(box)), max(st_ymax(box))]
      end as bounds from (${join(extents, ' union all ')}) as extents`);
  return row?.bounds ?? null;
}

/** An area PostGIS does not accept: its number in the list, why, and where. */
export interface InvalidArea {
  readonly index: number;
  readonly reason: string;
  readonly place: readonly [number, number] | null;
}

/** Which of the areas are invalid, in PostGIS's judgement: the last word before the register takes them. */
export async function invalidAreas(transaction: Transaction, areas: readonly GeometryInput[]): Promise<InvalidArea[]> {
  const rows = await transaction.query<{ number: number; reason: string; x: number | null; y: number | null }>(sql`
    select number::int, (detail).reason, st_x((detail).location) as x, st_y((detail).location) as y
    from (select number, st_isvaliddetail(st_setsrid(hex::geometry, 4326)) as detail
      from unnest(${areas.map(hexWkb)}::text[]) with ordinality as given (hex, number)) as judged
    where not (detail).valid`);
  return rows.map(({ number, reason, x, y }) => ({
    index: number - 1,
    reason,
    place: x === null || y === null ? null : [x, y],
  }));
}

/**
 * The areas rebuilt from their boundary lines, as GeoJSON text, in the order given; null where nothing with an extent is left.
 * The structure method keeps what the rings meant: areas stay areas, holes stay holes, and no sliver of lines remains.
 */
export async function rebuiltAreas(
  transaction: Transaction,
  areas: readonly GeometryInput[],
): Promise<(string | null)[]> {
  const rows = await transaction.query<{ number: number; geometry: string | null }>(sql`
    select number::int, case when not st_isempty(area) then st_asgeojson(st_multi(area), 9) end as geometry
    from (select number, st_collectionextract(
        st_makevalid(st_setsrid(hex::geometry, 4326), 'method=structure keepcollapsed=false'), 3) as area
      from unnest(${areas.map(hexWkb)}::text[]) with ordinality as given (hex, number)) as rebuilt
    order by number`);
  return rows.map(({ geometry }) => geometry);
}

/** The versions of those of these features that stand in the layer's tables, by id. */
export async function standingVersions(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const parts = readableParts(layer, clearance);
  if (ids.length === 0 || parts.length === 0) return new Map();
  const selects = parts.map((part) => sql`select id, version from ${tableOf(part)} where id = any(${ids}::uuid[])`);
  const rows = await transaction.query<{ id: string; version: number }>(join(selects, ' union all '));
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/**
 * How many of the places lie on a boundary the register knows (of a commune or the border itself), to within about two
 * metres. Two lists are counted at once: the places as they are, and as they would be otherwise.
 */
export async function placesOnBoundaries(
  transaction: Transaction,
  asIs: readonly (readonly [number, number])[],
  otherwise: readonly (readonly [number, number])[],
): Promise<{ readonly asIs: number; readonly otherwise: number }> {
  const tolerance = 2 / 111_000;
  const boundaries = (['commune', 'border-line'] as const).flatMap((id) =>
    readableParts(layerById(id), 'open').map((part) =>
      id === 'commune'
        ? sql`select st_boundary(geometry) as line, geometry from ${tableOf(part)}`
        : sql`select geometry as line, geometry from ${tableOf(part)}`,
    ),
  );
  const all = [...asIs, ...otherwise];
  const [row] = await transaction.query<{ as_is: number; otherwise: number }>(sql`
    select count(*) filter (where number <= ${asIs.length}) as as_is,
      count(*) filter (where number > ${asIs.length}) as otherwise
    from (select number, st_setsrid(st_makepoint(x, y), 4326) as place from unnest(
        ${all.map(([x]) => x)}::float8[], ${all.map(([, y]) => y)}::float8[]) with ordinality as given (x, y, number)) as places
    where exists (select from (${join(boundaries, ' union all ')}) as boundary
      where boundary.geometry && st_expand(place, ${tolerance}) and st_dwithin(boundary.line, place, ${tolerance}))`);
  return { asIs: row?.as_is ?? 0, otherwise: row?.otherwise ?? 0 };
}
