import type { Clearance, Issue, Layer, ValidFeature } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { insertFeatures, updateFeature } from '../queries/features.ts';
import { standingVersions } from '../queries/imports.ts';

/** What becomes of a feature whose id is in the register already. */
export type ExistingFeatures = 'refuse' | 'update' | 'new';
export const existingFeatures: readonly ExistingFeatures[] = ['refuse', 'update', 'new'];

export interface Stored {
  readonly inserted: number;
  readonly updated: number;
  readonly issues: readonly Issue[];
}

/** Stores a batch; features with an id of the register are refused, updated or added anew as told. */
export async function storeFeatures(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  batch: readonly ValidFeature[],
  existing: ExistingFeatures,
): Promise<Stored> {
  const ids = batch.flatMap(({ id }) => id ?? []);
  const versions = await standingVersions(transaction, layer, clearance, ids);
  const known = new Set(batch.filter(({ id }) => id !== undefined && versions.has(id)));
  if (existing === 'refuse' && known.size > 0) {
    const issues = [...known].map(({ id = '', index }): Issue => {
      return { code: 'identifier-exists', severity: 'error', feature: index, context: { id } };
    });
    return { inserted: 0, updated: 0, issues };
  }
  const fresh = batch.flatMap((feature) => {
    if (!known.has(feature)) return feature;
    if (existing === 'update') return [];
    const { id: _, ...anew } = feature;
    return anew;
  });
  const { inserted } = await insertFeatures(transaction, layer, fresh);
  if (existing !== 'update') return { inserted, updated: 0, issues: [] };
  for (const { id = '', geometry, properties, validFrom, validTo } of known) {
    const change = {
      geometry,
      properties,
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
    };
    const { outcome } = await updateFeature(transaction, layer, clearance, id, versions.get(id) ?? 0, change);
    if (outcome !== 'written') throw new Error(`Feature ${id} changed while it was updated: ${outcome}`);
  }
  return { inserted, updated: known.size, issues: [] };
}
