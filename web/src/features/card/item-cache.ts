import { readItem, readItemByTileId } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { type FeatureRef, useStore } from '../../state/store.ts';

/** Features read during this session, so that a card opened again and the names of references show at once. */
const cache = new Map<string, Promise<Item | undefined>>();
const mostKept = 500;

// What one account has read must not be shown to the next.
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state || state.catalogue !== before.catalogue) cache.clear();
});

/** The feature a reference points at, as of a day; undefined when there is none the account may see. Failures are not kept. */
export function findItem(ref: FeatureRef, asOf: string | undefined): Promise<Item | undefined> {
  const key = keyOf(ref, asOf);
  const known = cache.get(key);
  if (known) return known;
  const asked =
    ref.id !== undefined
      ? readItem(ref.layer, ref.id, { asOf })
      : ref.tileId !== undefined
        ? readItemByTileId(ref.layer, ref.tileId, { asOf })
        : Promise.resolve(undefined);
  if (cache.size >= mostKept) cache.clear();
  cache.set(key, asked);
  asked.then(
    (item) => {
      if (!item || cache.get(key) !== asked) return;
      cache.set(keyOf({ layer: ref.layer, id: item.id }, asOf), asked);
      cache.set(keyOf({ layer: ref.layer, tileId: item.tileId }, asOf), asked);
    },
    () => cache.delete(key),
  );
  return asked;
}

const keyOf = (ref: FeatureRef, asOf: string | undefined): string =>
  `${ref.layer}/${ref.id ?? `#${ref.tileId}`}/${asOf ?? ''}`;
