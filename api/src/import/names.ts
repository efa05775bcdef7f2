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
  const names = new Map<string, readonly (readonly [name: string, id: string])[]>();
  for (const { refersTo } of Object.values(layer.fields)) {
    const target = refersTo === undefined ? undefined : findLayer(refersTo);
    if (target && !names.has(target.id)) names.set(target.id, await namesOf(transaction, target, clearance));
  }
  return (layerId, name) => {
    const wanted = foldDiacritics(name);
    const known = names.get(layerId) ?? [];
    const exact = known.filter(([each]) => each === wanted);
    const found = exact.length > 0 ? exact : known.filter(([each]) => ` ${each} `.includes(` ${wanted} `));
    return found.length === 1 ? found[0]?.[1] : undefined;
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
