import { type Clearance, type Layer, layerById, readableParts } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { shapeText } from './feature-merge.ts';
import { standingRows, tableOf } from './feature-source.ts';
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
  const columns = sql`id, version`;
  const rows = await standingRows<{ id: string; version: number }>(transaction, layer, clearance, ids, columns);
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Where a feature lies that stands in the layer's tables, as `shapeText`, and since when. */
export interface StandingState {
  readonly shape: string;
  readonly validFrom: string;
}

/** The states of those of these features that stand, by id. */
export async function standingStates(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  ids: readonly string[],
): Promise<Map<string, StandingState>> {
  const columns = sql`id, st_asgeojson(geometry, 9) as geometry, valid_from`;
  type Standing = { id: string; geometry: string; valid_from: string };
  const rows = await standingRows<Standing>(transaction, layer, clearance, ids, columns);
  return new Map(
    rows.map(({ id, geometry, valid_from }) => [id, { shape: shapeText(JSON.parse(geometry)), validFrom: valid_from }]),
  );
}

/** A place in degrees, WGS 84. */
type Place = readonly [longitude: number, latitude: number];

/** Places farther than this from every boundary count as this far, in metres. */
const farthestMetres = 1000;

/**
 * How far the places lie from the boundaries the register knows (of communes and the border itself): the median in metres of
 * two lists at once, the places as they are and as they would be otherwise. Degrees are taken for 108 km both ways, which is
 * within 5 % here and enough to compare.
 */
export async function medianMetresFromBoundaries(
  transaction: Transaction,
  asIs: readonly Place[],
  otherwise: readonly Place[],
): Promise<{ readonly asIs: number; readonly otherwise: number }> {
  const metresInDegree = 108_000;
  const reach = farthestMetres / metresInDegree;
  const all = [...asIs, ...otherwise];
  const boundaries = (['commune', 'border-line'] as const).flatMap((id) =>
    readableParts(layerById(id), 'open').map((part) => {
      const line = id === 'commune' ? sql`st_boundary(geometry)` : sql`geometry`;
      return sql`select ${line} as line from ${tableOf(part)}, around where geometry && around.box`;
    }),
  );
  const [row] = await transaction.query<{ as_is: number | null; otherwise: number | null }>(sql`
    with place as materialized (
      select number, st_setsrid(st_makepoint(x, y), 4326) as point
      from unnest(${all.map(([x]) => x)}::float8[], ${all.map(([, y]) => y)}::float8[]) with ordinality as given (x, y, number)),
    around as materialized (select st_expand(st_setsrid(st_extent(point)::geometry, 4326), ${reach}) as box from place),
    boundary as materialized (${join(boundaries, ' union all ')}),
    nearest as (
      select number, coalesce(least((select min(st_distance(line, point)) from boundary
        where line && st_expand(point, ${reach})), ${reach}), ${reach}) * ${metresInDegree} as metres from place)
    select percentile_cont(0.5) within group (order by metres) filter (where number <= ${asIs.length}) as as_is,
      percentile_cont(0.5) within group (order by metres) filter (where number > ${asIs.length}) as otherwise from nearest`);
  return { asIs: row?.as_is ?? farthestMetres, otherwise: row?.otherwise ?? farthestMetres };
}
