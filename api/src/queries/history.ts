import { type Clearance, type Layer, type LayerPart, partOf, readableParts } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { findStanding, insertState, updateFeature } from './feature-changes.ts';
import { featureRow, historyOf, rowColumns, tableOf } from './feature-source.ts';
import type { FeatureRow, WriteOutcome } from './feature-types.ts';
import { movePhotosOfFeature } from './photo-changes.ts';

/** One state of a feature with how it ended. */
export interface FeatureState extends FeatureRow {
  /** Null for the state that stands in the layer now. */
  readonly replaced: {
    readonly at: Date;
    /** Username; null for the system. */
    readonly by: string | null;
    readonly why: string | null;
    readonly operation: 'update' | 'delete' | 'move';
    readonly auditSequence: number;
  } | null;
}

/** All states of one feature this reader may see, newest first, a corrected one after what it corrects; empty when there is none. */
export async function featureHistory(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
): Promise<FeatureState[]> {
  const parts = readableParts(layer, clearance);
  if (parts.length === 0) return [];
  const branches = parts.flatMap((part, place) => [
    sql`select ${rowColumns(layer, 'geojson')}, null::timestamptz as replaced_at, null::text as replaced_by,
        null::text as why, null::text as operation, null::bigint as audit_sequence, null::bigint as history_id,
        ${place}::integer as place
      from ${tableOf(part)} as feature where id = ${id}::uuid`,
    sql`select ${rowColumns(layer, 'geojson')}, replaced_at, replaced_by, why, operation, audit_sequence, history_id,
        ${place}::integer as place
      from ${historyOf(part)} as feature where id = ${id}::uuid`,
  ]);
  const rows = await transaction.query<Row & { version: number; place: number; replaced_at: Date | null }>(sql`
    select * from (${join(branches, ' union all ')}) as state order by version desc, history_id`);
  return ofOneFeature(rows).map((row) => ({ ...featureRow<'geojson'>(layer, row), replaced: replacement(row) }));
}

/**
 * Without the states of another feature of the same id in a less protected part (see `findStanding`): those there since the
 * one that stands in the most protected part has been standing in it.
 */
function ofOneFeature<
  T extends { readonly version: number; readonly place: number; readonly replaced_at: Date | null },
>(states: readonly T[]): readonly T[] {
  const standing = states.filter(({ replaced_at }) => replaced_at === null);
  if (standing.length < 2) return states;
  const place = Math.max(...standing.map((state) => state.place));
  const there = new Set(states.filter((state) => state.place === place).map(({ version }) => version));
  let since = standing.find((state) => state.place === place)?.version ?? 1;
  while (there.has(since - 1)) since -= 1;
  return states.filter((state) => state.place === place || state.version < since);
}

/**
 * The state of a version with the end it was given, as far as that is known: in the history it ends where the next begins, and
 * an end that was stated for a later day is not told apart from none.
 */
export function asStated(states: readonly FeatureState[], version: number): FeatureState | undefined {
  const state = states.find((each) => each.version === version);
  const next = states.find((each) => each.version === version + 1);
  if (!state?.replaced || !next || state.validTo === null || state.validTo < next.validFrom) return state;
  return { ...state, validTo: null };
}

function replacement(row: Row): FeatureState['replaced'] {
  if (row.replaced_at === null) return null;
  return {
    at: row.replaced_at as Date,
    by: row.replaced_by as string | null,
    why: row.why as string | null,
    operation: row.operation as 'update' | 'delete' | 'move',
    auditSequence: row.audit_sequence as number,
  };
}

/**
 * Restores the state of `version` as a new state from today on (a deleted feature comes back). `expectedVersion` is the
 * newest version the caller has seen.
 */
export async function restoreState(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
  version: number,
  expectedVersion: number,
): Promise<WriteOutcome> {
  const found = await findPast(transaction, layer, clearance, { id, version });
  if (!found) return { outcome: 'missing' };
  const { properties, hex, tileId, part, newest } = found;
  const geometry = Buffer.from(hex, 'hex');
  const standing = await findStanding(transaction, layer, clearance, id);
  if (standing) {
    return updateFeature(transaction, layer, clearance, id, expectedVersion, { geometry, properties, validTo: null });
  }
  if (newest.version !== expectedVersion) return { outcome: 'conflict', row: newest };
  const target = partOf(layer, properties);
  const row = await insertState(transaction, target, {
    id,
    ...(target.schema === part.schema && { tileId }),
    hex,
    properties,
    validTo: null,
    version: newest.version + 1,
  });
  if (target.schema !== part.schema) await movePhotosOfFeature(transaction, target, id, clearance);
  return { outcome: 'written', row };
}

interface Past {
  readonly part: LayerPart;
  readonly hex: string;
  readonly tileId: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The last state the history knows. */
  readonly newest: FeatureRow;
}

async function findPast(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  { id, version }: { id: string; version: number },
): Promise<Past | undefined> {
  let newest: FeatureRow | undefined;
  let past: Omit<Past, 'newest'> | undefined;
  for (const part of readableParts(layer, clearance)) {
    const rows = await transaction.query(sql`
      select ${rowColumns(layer, 'geojson')}, encode(st_asbinary(feature.geometry, 'NDR'), 'hex') as hex
      from ${historyOf(part)} as feature where id = ${id}::uuid order by version`);
    for (const row of rows) {
      const state = featureRow<'geojson'>(layer, row);
      if (!newest || state.version > newest.version) newest = state;
      if (state.version === version) {
        past = { part, hex: row.hex as string, tileId: state.tileId, properties: state.properties };
      }
    }
  }
  return past && newest && { ...past, newest };
}
