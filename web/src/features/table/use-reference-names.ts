import { useEffect, useState } from 'react';
import { readItems } from '../../api/client.ts';
import type { LayerDescription } from '../../api/types.ts';
import { findDescription, getState } from '../../state/store.ts';

/** Larger layers are not read only to name references; their ids stand shortened instead. */
const mostRead = 20_000;

/** The names of the features a layer's references point at, by id; grows as they are read. */
export function useReferenceNames(layer: LayerDescription | undefined): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (!layer) return;
    const controller = new AbortController();
    const wanted = new Set(layer.fields.flatMap((field) => (field.refersTo ? [field.refersTo] : [])));
    for (const id of wanted) {
      const target = findDescription(getState(), id);
      if (target && target.count <= mostRead) void readNames(target, controller.signal, setNames);
    }
    return () => controller.abort();
  }, [layer]);
  return names;
}

async function readNames(
  layer: LayerDescription,
  signal: AbortSignal,
  change: (update: (names: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) => void,
): Promise<void> {
  try {
    for await (const page of readItems(layer.id, { signal })) {
      const found = page.features.map((item) => [item.id, String(item.properties[layer.nameField] ?? '')] as const);
      change((names) => new Map([...names, ...found]));
    }
  } catch {
    // Names are a courtesy: without them the column shows that something is referred to.
  }
}
