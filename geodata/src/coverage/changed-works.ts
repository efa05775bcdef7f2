import type { WorksEdit } from '../measure/edit-works.ts';
import type { ListSplice } from '../measure/spliced-list.ts';
import type { CoverageFeature, CoverageFeatures, CoverageLayer } from './answer.ts';
import { type NamedWorks, worksOf } from './works-of.ts';

/** What became of some features of a layer: the ids of all that were touched, and those there are now. */
export interface ChangedFeatures {
  readonly layer: CoverageLayer;
  readonly ids: readonly string[];
  readonly features: readonly CoverageFeature[];
}

/** Features after some changed, as if all had been read again; only their order may differ. */
export function featuresAfter(features: CoverageFeatures, changes: readonly ChangedFeatures[]): CoverageFeatures {
  const after: Partial<Record<CoverageLayer, readonly CoverageFeature[]>> = { ...features };
  for (const { layer, ids, features: now } of changes) {
    const touched = new Set(ids);
    after[layer] = [...(after[layer] ?? []).filter(({ id }) => !touched.has(String(id))), ...now];
  }
  return after;
}

/**
 * Works after some features changed, equal to `worksOf` all of them, and the edits that make the packed works of before
 * (`withEdit`) theirs. Null where it is not a few roads, lamps and markers that changed: the rest knows no edit, and of many
 * edits each costs something while to pack anew costs the same.
 */
export function worksAfter(
  before: NamedWorks,
  changes: readonly ChangedFeatures[],
): { readonly named: NamedWorks; readonly edits: readonly WorksEdit[] } | null {
  if (changes.some(({ layer }) => !editable.has(layer))) return null;
  if (changes.reduce((sum, { ids }) => sum + ids.length, 0) > mostEdits) return null;
  const now = worksOf(Object.fromEntries(changes.map(({ layer, features }) => [layer, features])));
  const touched = (layer: CoverageLayer) => changes.find((change) => change.layer === layer)?.ids ?? [];
  const roads = spliced(before.works.roads, touched('patrol-road'), now.works.roads);
  const lamps = spliced(before.works.lamps, touched('solar-lamp'), now.works.lamps);
  const markers = spliced(before.works.markers, touched('border-marker'), now.works.markers);
  const names = new Map(before.names);
  for (const { ids } of changes) for (const id of ids) names.delete(id);
  for (const [id, name] of now.names) names.set(id, name);
  const counts = { 'patrol-road': roads, 'solar-lamp': lamps, 'border-marker': markers };
  const rows = Object.entries(counts).flatMap(([layer, { after }]) =>
    layer in before.rows ? [[layer, after.length]] : [],
  );
  return {
    named: {
      works: { ...before.works, roads: roads.after, lamps: lamps.after, markers: markers.after },
      names,
      rows: { ...before.rows, ...Object.fromEntries(rows) },
    },
    edits: [
      ...roads.splices.map((splice) => ({ list: 'roads' as const, ...splice })),
      ...lamps.splices.map((splice) => ({ list: 'lamps' as const, ...splice })),
      ...markers.splices.map((splice) => ({ list: 'markers' as const, ...splice })),
    ],
  };
}

const editable: ReadonlySet<CoverageLayer> = new Set(['patrol-road', 'solar-lamp', 'border-marker']);
const mostEdits = 50;

/** A list in the order of ids with the works that were touched as they are now, and how it came about. */
function spliced<Work extends { readonly id: string }>(
  works: readonly Work[],
  touched: readonly string[],
  now: readonly Work[],
): { readonly after: readonly Work[]; readonly splices: readonly ListSplice<Work>[] } {
  const after = [...works];
  const known = new Map(now.map((work) => [work.id, work]));
  const splices = [...new Set(touched)].flatMap((id): ListSplice<Work>[] => {
    const at = placeOf(id, after);
    const removes = after[at]?.id === id ? 1 : 0;
    const work = known.get(id) ?? null;
    if (removes === 0 && !work) return [];
    after.splice(at, removes, ...(work ? [work] : []));
    return [{ at, removes, work }];
  });
  return { after, splices };
}

/** Where a work stands among others in the order of ids, or would. */
function placeOf(id: string, works: readonly { readonly id: string }[]): number {
  let low = 0;
  let high = works.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((works[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
