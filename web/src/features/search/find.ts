import { foldDiacritics, geometryBounds } from '@phen-dau/geodata';
import { readItems, search } from '../../api/client.ts';
import { ProblemError } from '../../api/request.ts';
import type { Item, LayerDescription, SearchResult } from '../../api/types.ts';

const mostResults = 20;
const mostIndexed = 5000;

/** How well a folded name answers a folded question; 0 when it does not. Whole names beat beginnings, beginnings of words beat the rest. */
export function matchScore(name: string, question: string): number {
  if (question === '') return 0;
  if (name === question) return 4;
  if (name.startsWith(question)) return 3;
  const at = name.indexOf(question);
  if (at > 0) return /[\s/(-]/.test(name.charAt(at - 1)) ? 2 : 1;
  // Words in another order: `son mau` finds Mẫu Sơn.
  const words = question.split(/\s+/);
  return words.length > 1 && words.every((word) => name.includes(word)) ? 0.5 : 0;
}

/** Finds features by name, accents aside: asks the server, or, where it has no search, looks through the names itself. */
export async function findFeatures(
  text: string,
  catalogue: readonly LayerDescription[],
  signal: AbortSignal,
): Promise<readonly SearchResult[]> {
  try {
    return await search(text, { signal });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return findHere(text, catalogue, signal);
    throw error;
  }
}

let index: { readonly catalogue: readonly LayerDescription[]; readonly entries: Promise<readonly Entry[]> } | undefined;
interface Entry {
  readonly folded: string;
  readonly result: SearchResult;
}

async function findHere(text: string, catalogue: readonly LayerDescription[], signal: AbortSignal) {
  if (index?.catalogue !== catalogue) index = { catalogue, entries: readNames(catalogue) };
  const question = foldDiacritics(text.trim());
  const entries = await index.entries;
  signal.throwIfAborted();
  return entries
    .map((entry) => ({ ...entry, score: matchScore(entry.folded, question) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.folded.length - b.folded.length)
    .slice(0, mostResults)
    .map(({ result }) => result);
}

async function readNames(catalogue: readonly LayerDescription[]): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const layer of catalogue.filter(({ count }) => count > 0 && count <= mostIndexed)) {
    for await (const page of readItems(layer.id)) entries.push(...page.features.map((item) => entryOf(layer, item)));
  }
  return entries;
}

function entryOf(layer: LayerDescription, item: Item): Entry {
  const name = String(item.properties[layer.nameField] ?? '');
  const bounds = geometryBounds(item.geometry);
  const centre = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] as const;
  return {
    folded: foldDiacritics(name),
    result: { layer: layer.id, id: item.id, tileId: item.tileId, name, centre, bounds },
  };
}
