import { useEffect, useState } from 'react';
import type { Item } from '../../api/types.ts';
import type { FeatureRef } from '../../state/store.ts';
import { findItem } from './item-cache.ts';

export type ItemReading =
  | { readonly state: 'reading' }
  | { readonly state: 'found'; readonly item: Item }
  | { readonly state: 'missing' }
  | { readonly state: 'failed' };

/** Reads a feature; `reading` until it is there. `attempt` changes to try again. */
export function useItem(ref: FeatureRef | undefined, asOf: string | undefined, attempt = 0): ItemReading {
  const [reading, setReading] = useState<ItemReading>({ state: 'reading' });
  const { layer, id, tileId } = ref ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is there to run this again
  useEffect(() => {
    if (layer === undefined) return;
    let wanted = true;
    const tell = (next: ItemReading) => wanted && setReading(next);
    setReading({ state: 'reading' });
    findItem({ layer, ...(id !== undefined && { id }), ...(tileId !== undefined && { tileId }) }, asOf).then(
      (item) => tell(item ? { state: 'found', item } : { state: 'missing' }),
      () => tell({ state: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [layer, id ?? tileId, asOf, attempt]);
  return reading;
}
