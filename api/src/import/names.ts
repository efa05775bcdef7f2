import { type Clearance, findLayer, foldDiacritics, type Layer } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { listFeatures } from '../queries/features.ts';

/** Finds the id of a feature by its name; undefined when none or several are called so. */
export type IdByName = (layer: string, name: string) => string | undefined;

/**
 * Learns the names of all features the layer's references may point at. A name matches without diacritics; part of a name
 * is enough when no other holds it (`Bắc Xa` for `Đồn Biên phòng Bắc Xa`).
 */
export async function namesForReferences(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
): Promise<IdByName> {
  return lookUpNames(await namesForJob(transaction, layer, clearance));
}

/** The same knowledge as plain data, for a reader in another thread: layer, name, id; folded. */
export async function namesForJob(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
): Promise<(readonly [layer: string, name: string, id: string])[]> {
  const targets = new Set(Object.values(layer.fields).flatMap(({ refersTo }) => findLayer(refersTo ?? '') ?? []));
  const all: (readonly [string, string, string])[] = [];
  for (const target of targets) {
    for (const [name, id] of await namesOf(transaction, target, clearance)) all.push([target.id, name, id]);
  }
  return all;
}

/** Finds by name among names known already; see `namesForReferences`. */
export function lookUpNames(all: readonly (readonly [layer: string, name: string, id: string])[]): IdByName {
  const found = new Map<string, string | undefined>();
  const find = (layerId: string, wanted: string) => {
    const known = all.filter(([layer]) => layer === layerId);
    const exact = known.filter(([, each]) => each === wanted);
    const matches = exact.length > 0 ? exact : known.filter(([, each]) => ` ${each} `.includes(` ${wanted} `));
    return matches.length === 1 ? matches[0]?.[2] : undefined;
  };
  return (layerId, name) => {
    const wanted = foldDiacritics(name);
    const key = `${layerId} ${wanted}`;
    if (!found.has(key)) found.set(key, find(layerId, wanted));
    return found.get(key);
  };
}

async function namesOf(transaction: Transaction, layer: Layer, clearance: Clearance): Promise<[string, string][]> {
  const names: [string, string][] = [];
  for (let after: number | null | undefined; after !== null; ) {
    const page = await listFeatures(transaction, layer, clearance, {
      limit: 10_000,
      geometry: 'none',
      ...(after !== undefined && { after }),
    });
    for (const { id, properties } of page.rows) names.push([foldDiacritics(String(properties[layer.nameField])), id]);
    after = page.next;
  }
  return names;
}
