import type { Clearance, Layer } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import type { FeatureRow, WriteOutcome } from './feature-types.ts';

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

/** All states of one feature this reader may see, newest first; empty when there is none. */
export async function featureHistory(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _id: string,
): Promise<FeatureState[]> {
  throw new Error('not built yet');
}

/**
 * Restores the state of `version` as a new state from today on (a deleted feature comes back). `expectedVersion` is the
 * newest version the caller has seen.
 */
export async function restoreState(
  _transaction: Transaction,
  _layer: Layer,
  _clearance: Clearance,
  _id: string,
  _version: number,
  _expectedVersion: number,
): Promise<WriteOutcome> {
  throw new Error('not built yet');
}
