import { type Clearance, type Layer, type LayerPart, readableParts } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { tableOf } from './feature-source.ts';

/** What is taken out of the past of a feature. */
export interface Correction {
  readonly id: string;
  /** The version from which on states are wrong. */
  readonly first: number;
  /** The version whose values come back; null: the feature should not have been at all. */
  readonly earlier: number | null;
  /** The values concerned, `geometry` among them; each comes back where a state still has that of `first`. */
  readonly fields: readonly string[];
}

/**
 * Corrects the states that have become history since `first`: what stood there keeps an empty period. A feature that was in
 * another part before `first` keeps its past as it is. Where its id stands in several parts, those less protected are of
 * another feature, made by somebody who may not learn of this one (see `findStanding`), and stay as they are.
 */
export async function correctPast(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  { id, first, earlier, fields }: Correction,
): Promise<void> {
  const parts = readableParts(layer, clearance);
  const standing: LayerPart[] = [];
  for (const part of parts.length > 1 ? parts : []) {
    const rows = await transaction.query(sql`select id from ${tableOf(part)} where id = ${id}::uuid`);
    if (rows.length > 0) standing.push(part);
  }
  for (const { schema, table, sensitivity } of standing.length > 1 ? standing.slice(-1) : parts) {
    await transaction.query(sql`
      select audit.correct_past(${`${schema}.${table}`}::regclass, ${layer.id}, ${sensitivity}, ${id}::uuid,
        ${first}::integer, ${earlier}::integer, ${fields}::text[])`);
  }
}
