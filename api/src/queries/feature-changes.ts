import { type Clearance, type Layer, type LayerPart, partOf, readableParts } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';
import { dayOf, featureRow, rowColumns, sqlTypes, storedGeometry, tableOf, textOf, todayOf } from './feature-source.ts';
import type { DeleteOutcome, FeatureChange, FeatureRow, WriteOutcome } from './feature-types.ts';
import { movePhotosOfFeature } from './photo-changes.ts';
import { hexWkb } from './wkb.ts';

/** A feature with the part it stands in. */
export interface Standing {
  readonly part: LayerPart;
  readonly row: FeatureRow;
}

/** Changes one feature if it still has `expectedVersion`; a kind of another sensitivity moves it to that part. */
export async function updateFeature(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
  expectedVersion: number,
  change: FeatureChange,
): Promise<WriteOutcome> {
  const standing = await findStanding(transaction, layer, clearance, id);
  if (!standing) return { outcome: 'missing' };
  if (standing.row.version !== expectedVersion) return { outcome: 'conflict', row: standing.row };
  const properties = { ...standing.row.properties, ...change.properties };
  const target = partOf(layer, properties);
  if (target.schema === standing.part.schema) {
    const row = await changeInPlace(transaction, standing, change);
    return row ? { outcome: 'written', row, before: standing.row } : outrun(transaction, layer, clearance, id);
  }
  if (!readableParts(layer, clearance).some(({ schema }) => schema === target.schema)) {
    throw new StatementRefused('privilege', '42501', `Layer ${layer.id} has no such part for this clearance`);
  }
  const row = await move(transaction, standing, target, { ...change, properties });
  if (!row) return outrun(transaction, layer, clearance, id);
  await movePhotosOfFeature(transaction, target, id, clearance);
  return { outcome: 'written', row, before: standing.row };
}

/**
 * Ends one feature today if it still has `expectedVersion`, whichever it has where that is undefined; its states stay in the
 * history. A change that still lies ahead never comes to hold, and the state before it holds no longer than until today.
 */
export async function deleteFeature(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
  expectedVersion: number | undefined,
): Promise<DeleteOutcome> {
  const standing = await findStanding(transaction, layer, clearance, id);
  if (!standing) return { outcome: 'missing' };
  const { part, row } = standing;
  if (expectedVersion !== undefined && row.version !== expectedVersion) return { outcome: 'conflict', row };
  const gone = await transaction.query(sql`
    delete from ${tableOf(part)} where id = ${id}::uuid and version = ${row.version} returning id`);
  if (gone.length === 0) return outrun(transaction, layer, clearance, id);
  if (row.validFrom > (await todayOf(transaction))) {
    const table = `${part.schema}.${part.table}`;
    await transaction.query(sql`select audit.end_earlier_states(${table}::regclass, ${id}::uuid)`);
  }
  return { outcome: 'deleted' };
}

/**
 * The feature as it stands in its table, whether or not its state holds today. Who may not know of a protected feature may have
 * brought its last open state back under the same id, and could not be refused without being told; what somebody cleared writes
 * to that id is meant for the protected one and must not land where others read it, so the most protected is looked for first.
 */
export async function findStanding(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
): Promise<Standing | undefined> {
  for (const part of readableParts(layer, clearance).reverse()) {
    const [row] = await transaction.query(sql`
      select ${rowColumns(layer, 'geojson')} from ${tableOf(part)} as feature where feature.id = ${id}::uuid`);
    if (row) return { part, row: featureRow(layer, row) };
  }
  return undefined;
}

/** Somebody was faster between our look and our write. */
async function outrun(transaction: Transaction, layer: Layer, clearance: Clearance, id: string) {
  const standing = await findStanding(transaction, layer, clearance, id);
  return standing ? ({ outcome: 'conflict', row: standing.row } as const) : ({ outcome: 'missing' } as const);
}

/**
 * From which day a change is true: as said; else from today on. A change of nothing but the validity, and one of a feature
 * that ended long ago, correct the state as it stands.
 */
function beginOf(change: FeatureChange): Sql {
  if (change.validFrom !== undefined) return sql`${change.validFrom}::date`;
  if (!change.geometry && !change.properties) return sql`valid_from`;
  return sql`case when valid_to <= current_date then valid_from else greatest(valid_from, current_date) end`;
}

async function changeInPlace(transaction: Transaction, { part, row }: Standing, change: FeatureChange) {
  const { layer } = part;
  const sets = [
    sql`valid_from = ${beginOf(change)}`,
    ...(change.geometry ? [sql`geometry = ${storedGeometry(layer, sql`${hexWkb(change.geometry)}::text`)}`] : []),
    ...(change.validTo === undefined ? [] : [sql`valid_to = ${change.validTo}::date`]),
    ...Object.entries(change.properties ?? {}).map(
      ([key, value]) => sql`${identifier(key)} = ${fieldValue(layer, key, value)}`,
    ),
  ];
  const [changed] = await transaction.query(sql`
    update ${tableOf(part)} as feature set ${join(sets)} where id = ${row.id}::uuid and version = ${row.version}
    returning ${rowColumns(layer, 'geojson')}`);
  return changed && featureRow(layer, changed);
}

/** Takes a feature out of one part and puts it into another under the same id; its new part gives it a new tile id, so
 * that the numbers of protected features never show as gaps among the others. */
async function move(transaction: Transaction, { part, row }: Standing, target: LayerPart, change: FeatureChange) {
  const [begin] = await transaction.query<{ day: string }>(sql`
    select ${beginOf(change)} as day from ${tableOf(part)} where id = ${row.id}::uuid and version = ${row.version}`);
  if (!begin) return undefined;
  if (begin.day < row.validFrom)
    throw new StatementRefused('vocabulary-or-check', '23514', 'Too early', 'states_in_order');
  await transaction.query(sql`
    select set_config('phen_dau.operation', 'move', true), set_config('phen_dau.ends_on', ${begin.day}, true)`);
  const [gone] = await transaction.query<{ geometry: string }>(sql`
    delete from ${tableOf(part)} where id = ${row.id}::uuid and version = ${row.version}
    returning encode(st_asbinary(geometry), 'hex') as geometry`);
  await transaction.query(sql`
    select set_config('phen_dau.operation', '', true), set_config('phen_dau.ends_on', '', true)`);
  if (!gone) return undefined;
  const validTo = change.validTo === undefined ? row.validTo : change.validTo;
  return insertState(transaction, target, {
    id: row.id,
    hex: change.geometry ? hexWkb(change.geometry) : gone.geometry,
    properties: change.properties ?? {},
    validFrom: begin.day,
    validTo: validTo !== null && validTo <= begin.day ? null : validTo,
    version: row.version + 1,
  });
}

interface NewState {
  readonly id: string;
  /** Kept from an earlier life in the same part. */
  readonly tileId?: number;
  readonly hex: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Today when absent. */
  readonly validFrom?: string;
  readonly validTo: string | null;
  readonly version: number;
}

/** Puts a feature that already has a past into a part. */
export async function insertState(transaction: Transaction, part: LayerPart, state: NewState): Promise<FeatureRow> {
  const { layer } = part;
  const columns: readonly (readonly [string, Sql])[] = [
    ['id', sql`${state.id}::uuid`],
    ...(state.tileId === undefined ? [] : [['tile_id', sql`${state.tileId}::integer`] as const]),
    ['geometry', storedGeometry(layer, sql`${state.hex}::text`)],
    ['valid_from', dayOf(state.validFrom)],
    ['valid_to', sql`${state.validTo}::date`],
    ['version', sql`${state.version}::integer`],
    ...Object.keys(layer.fields).map((key) => [key, fieldValue(layer, key, state.properties[key])] as const),
  ];
  const [row] = await transaction.query<Row>(sql`
    insert into ${tableOf(part)} as feature (${join(columns.map(([name]) => identifier(name)))})
    values (${join(columns.map(([, value]) => value))}) returning ${rowColumns(layer, 'geojson')}`);
  if (!row) throw new Error(`Feature ${state.id} vanished while it was stored`);
  return featureRow(layer, row);
}

function fieldValue(layer: Layer, key: string, value: unknown): Sql {
  const field = layer.fields[key];
  if (!field) throw new Error(`Layer ${layer.id} has no field ${key}`);
  return sql`${textOf(value)}::text::${sqlTypes[field.sqlType]}`;
}
