import { type Clearance, type Layer, readableParts } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

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
 * another part before `first` keeps its past as it is.
 */
export async function correctPast(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  { id, first, earlier, fields }: Correction,
): Promise<void> {
  for (const { schema, table, sensitivity } of readableParts(layer, clearance)) {
    await transaction.query(sql`
      select audit.correct_past(${`${schema}.${table}`}::regclass, ${layer.id}, ${sensitivity}, ${id}::uuid,
        ${first}::integer, ${earlier}::integer, ${fields}::text[])`);
  }
}
