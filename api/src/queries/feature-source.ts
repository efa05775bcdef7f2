import { type Clearance, type Layer, type LayerPart, readableParts, type SqlType } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import type { FeatureRow, GeometryForm, GeometryForms } from './feature-types.ts';

/** Which states a query looks at: those of one day, the last of each feature in a span of days, or what stands in the
 * layer's own tables whether or not it holds today. */
export type States =
  | { readonly on: string | undefined }
  | { readonly from: string | null; readonly to: string | null }
  | 'standing';

export const tableOf = (part: LayerPart): Sql => identifier(part.schema, part.table);
export const historyOf = (part: LayerPart): Sql => identifier(part.schema, `${part.table}_history`);

/** A day for SQL; absent: today. */
export const dayOf = (day: string | undefined): Sql => (day === undefined ? sql`current_date` : sql`${day}::date`);

/** The database's own day, `YYYY-MM-DD`; within a transaction it is always the same, and is asked for once. */
export function todayOf(transaction: Transaction): Promise<string> {
  const known = days.get(transaction) ?? askForDay(transaction);
  days.set(transaction, known);
  return known;
}
const days = new WeakMap<Transaction, Promise<string>>();

async function askForDay(transaction: Transaction): Promise<string> {
  const [row] = await transaction.query<{ today: string }>(sql`select current_date as today`);
  return row?.today ?? '';
}

/** The catalogue's columns of a layer. */
export const fieldColumns = (layer: Layer): Sql[] => Object.keys(layer.fields).map((key) => identifier(key));

/**
 * The states of a layer that a reader may see, as one thing to select from; undefined when no part is readable. Each branch
 * is a plain scan, so conditions outside reach the indexes.
 */
export function featureSource(layer: Layer, clearance: Clearance, states: States): Sql | undefined {
  const columns = join([
    ...['id', 'tile_id', 'geometry', 'valid_from', 'valid_to', 'version', 'updated_at', 'search_text'].map((name) =>
      identifier(name),
    ),
    ...fieldColumns(layer),
  ]);
  const branches = readableParts(layer, clearance).flatMap((part) => {
    if (states === 'standing') return [sql`select ${columns} from ${tableOf(part)}`];
    const [first, last] = 'on' in states ? [dayOf(states.on), dayOf(states.on)] : spanOf(states);
    return [
      sql`select ${columns} from ${tableOf(part)}
        where valid_from <= ${last} and (valid_to is null or valid_to > ${first})`,
      sql`select ${columns} from ${historyOf(part)}
        where valid_from <= ${last} and valid_to > ${first} and valid_to > valid_from`,
    ];
  });
  if (branches.length === 0) return undefined;
  const all = join(branches, ' union all ');
  if (states === 'standing' || 'on' in states) return sql`(${all})`;
  const one = join([sql`id`, ...twinOf(layer, clearance)]);
  return sql`(select distinct on (${one}) * from (${all}) as state order by ${one}, valid_from desc, version desc)`;
}

/**
 * What tells two features of one id apart: an open one that somebody made who may not know of the protected one (see
 * `findStanding`). Whatever days that one is given, it does not hide the protected one from those who may see it. A tile id
 * tells the part, and is asked for only where the id stands in several.
 */
function twinOf(layer: Layer, clearance: Clearance): Sql[] {
  const parts = readableParts(layer, clearance);
  if (parts.length < 2) return [];
  const ids = parts.map((part) => sql`select id from ${tableOf(part)}`);
  const found = sql`(select count(*) from (${join(ids, ' union all ')}) as other where other.id = state.id)`;
  return [sql`case when ${found} > 1 then tile_id end`];
}

function spanOf({ from, to }: { from: string | null; to: string | null }): [Sql, Sql] {
  return [
    from === null ? sql`'-infinity'::date` : sql`${from}::date`,
    to === null ? sql`'infinity'::date` : sql`${to}::date`,
  ];
}

/** Columns of those of these features that stand in the layer's own tables and the reader may see. */
export async function standingRows<T extends Row>(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  ids: readonly string[],
  columns: Sql,
): Promise<T[]> {
  const standing = ids.length === 0 ? undefined : featureSource(layer, clearance, 'standing');
  if (!standing) return [];
  return transaction.query<T>(sql`select ${columns} from ${standing} as feature where id = any(${ids}::uuid[])`);
}

/** What a `FeatureRow` is made of, from a source named `feature`. */
export function rowColumns(layer: Layer, form: GeometryForm): Sql {
  const forms: Record<GeometryForm, Sql> = {
    geojson: sql`st_asgeojson(feature.geometry, 9)`,
    wkb: sql`st_asbinary(feature.geometry, 'NDR')`,
    none: sql`null::text`,
  };
  const bookkeeping = sql`feature.id, feature.tile_id, feature.valid_from, feature.valid_to, feature.version,
    feature.updated_at, ${forms[form]} as geometry`;
  return join([bookkeeping, ...fieldColumns(layer).map((column) => sql`feature.${column}`)]);
}

/** A row selected with `rowColumns` as the feature it is; the geometry in the form it was selected in. */
export function featureRow<Form extends GeometryForm = 'geojson'>(layer: Layer, row: Row): FeatureRow<Form> {
  return {
    id: row.id as string,
    tileId: row.tile_id as number,
    geometry: row.geometry as GeometryForms[Form],
    properties: Object.fromEntries(Object.keys(layer.fields).map((key) => [key, jsonValue(row[key])])),
    validFrom: row.valid_from as string,
    validTo: row.valid_to as string | null,
    version: row.version as number,
    updatedAt: row.updated_at as Date,
  };
}

/** Moments leave as text, as the catalogue's schema has them. */
export const jsonValue = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/** A value as the text every driver writes alike; cast on the server. */
export const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** WKB in hex as a layer stores it: WGS 84, two dimensions, lines and areas always multiple. */
export const storedGeometry = (layer: Layer, hex: Sql): Sql =>
  layer.geometry === 'Point'
    ? sql`st_force2d(st_setsrid(${hex}::geometry, 4326))`
    : sql`st_multi(st_force2d(st_setsrid(${hex}::geometry, 4326)))`;

/** The types of the catalogue's columns. */
export const sqlTypes: Record<SqlType, Sql> = {
  text: sql`text`,
  integer: sql`integer`,
  bigint: sql`bigint`,
  'double precision': sql`double precision`,
  boolean: sql`boolean`,
  date: sql`date`,
  'timestamp with time zone': sql`timestamptz`,
  uuid: sql`uuid`,
};
