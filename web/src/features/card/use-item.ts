import { useEffect, useState } from 'react';
import type { Item } from '../../api/types.ts';
import { type FeatureRef, useStore } from '../../state/store.ts';
import { findItem } from './item-cache.ts';

export type ItemReading =
  | { readonly state: 'reading' }
  | { readonly state: 'found'; readonly item: Item }
  | { readonly state: 'missing' }
  | { readonly state: 'failed' };

/** What is read is remembered with what it was asked for, so that no picture shows the feature before this one. */
interface Answer {
  readonly layer: string;
  readonly asOf: string | undefined;
  readonly question: string;
  readonly reading: ItemReading;
}

/** Reads a feature, and again after somebody has signed in; `reading` until it is there. `attempt` changes to try again. */
export function useItem(ref: FeatureRef | undefined, asOf: string | undefined, attempt = 0): ItemReading {
  const [answer, setAnswer] = useState<Answer>();
  const { layer, id, tileId } = ref ?? {};
  const signIns = useStore((state) => state.signIns);
  const question = [layer, id ?? `#${tileId}`, asOf, attempt, signIns].join('/');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is all of them
  useEffect(() => {
    if (layer === undefined) return;
    let wanted = true;
    const tell = (reading: ItemReading) => wanted && setAnswer({ layer, asOf, question, reading });
    findItem({ layer, ...(id !== undefined && { id }), ...(tileId !== undefined && { tileId }) }, asOf).then(
      (item) => tell(item ? { state: 'found', item } : { state: 'missing' }),
      () => tell({ state: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [question]);
  if (!answer || answer.layer !== layer || answer.asOf !== asOf) return { state: 'reading' };
  if (answer.question === question) return answer.reading;
  // A reference that learns its other name is still the same feature: nothing flickers.
  const { reading } = answer;
  const same = reading.state === 'found' && (reading.item.id === id || reading.item.tileId === tileId);
  return same ? reading : { state: 'reading' };
}
