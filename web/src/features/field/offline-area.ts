import { create } from 'zustand';
import type { Bounds } from '../../api/types.ts';
import { baseSource } from '../../map/base-style.ts';
import { provinceSource } from '../../map/build-style.ts';
import { styleOf } from '../../map/sync.ts';
import { areaCache, areaKey, firstQuestions, forgetArea, whoAmI } from '../../state/area-cache.ts';
import { getState } from '../../state/store.ts';
import { keepPage } from './offline-page.ts';
import { tilesWithin } from './tiles-within.ts';

/** An hour of fetching at most, and some 50 MB. */
export const mostTiles = 3000;
const atOnce = 6;
const deepestZoom = 14;

/** What is kept on this device for work without a network. */
export interface SavedArea {
  readonly account: string;
  readonly savedAt: string;
  readonly tiles: number;
  readonly bytes: number;
}

interface OfflineArea {
  readonly saved: SavedArea | undefined;
  /** 0 to 1 while it is being saved. */
  readonly share: number | undefined;
  readonly problem: 'insecure' | 'too-large' | 'protected' | 'failed' | undefined;
}

export const useOfflineArea = create<OfflineArea>()(() => ({ saved: stored(), share: undefined, problem: undefined }));

let cancel: AbortController | undefined;

/**
 * Saves what the map shows now, from a little farther away down to the streets, and the page itself. The area before it stays
 * until the new one is whole.
 */
export async function saveArea(): Promise<void> {
  const { session, mapBounds, view } = getState();
  if (session.state !== 'signed-in' || !mapBounds || !view) return;
  if (!isSecureContext || !navigator.serviceWorker) return tellProblem('insecure');
  if (session.account.clearance === 'restricted') return tellProblem('protected');
  const addresses = tileAddresses(mapBounds, view.zoom);
  if (addresses.length > mostTiles) return tellProblem('too-large');
  cancel = new AbortController();
  useOfflineArea.setState({ share: 0, problem: undefined });
  const unfinished = `${areaCache}-unfinished`;
  try {
    await keepPage();
    await caches.delete(unfinished);
    const all = [...firstQuestions, ...addresses];
    const bytes = await fetchInto(await caches.open(unfinished), all, cancel.signal);
    await moveCache(unfinished, areaCache);
    const saved = {
      ...{ account: session.account.username, savedAt: new Date().toISOString() },
      ...{ tiles: addresses.length, bytes },
    };
    localStorage.setItem(areaKey, JSON.stringify(saved));
    useOfflineArea.setState({ saved });
  } catch {
    if (!cancel.signal.aborted) tellProblem('failed');
    // The others that are under way.
    cancel.abort();
  } finally {
    await caches.delete(unfinished);
    useOfflineArea.setState({ share: undefined });
  }
}

/** Ends the saving; the area that was saved before stays. */
export const stopSaving = () => cancel?.abort();

/** Removes the area; the page itself goes too when nothing else needs it. */
export async function removeArea(): Promise<void> {
  cancel?.abort();
  await forgetArea();
  useOfflineArea.setState({ saved: undefined, problem: undefined });
}

/** Shows what is kept now: signing out removes it, and so does another person who signs in. */
export const refreshArea = () => useOfflineArea.setState({ saved: stored() });

const tellProblem = (problem: OfflineArea['problem']) => useOfflineArea.setState({ problem });

/** The tiles of both sources as the map would ask for them. */
function tileAddresses(bounds: Bounds, zoom: number): string[] {
  const { sources } = styleOf(getState());
  const farthest = Math.max(6, Math.floor(zoom) - 2);
  return [provinceSource, baseSource].flatMap((name) => {
    const source = sources[name];
    if (source?.type !== 'vector' && source?.type !== 'raster') return [];
    const [template] = source.tiles ?? [];
    if (!template) return [];
    const deepest = Math.min(source.maxzoom ?? deepestZoom, deepestZoom);
    return tilesWithin(bounds, Math.min(Math.max(farthest, source.minzoom ?? 0), deepest), deepest).map(({ z, x, y }) =>
      template.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`),
    );
  });
}

/** Fetches all, some at a time; the bytes kept. Throws when one does not come: an area with holes is not saved. */
async function fetchInto(cache: Cache, addresses: readonly string[], signal: AbortSignal): Promise<number> {
  let next = 0;
  let done = 0;
  let bytes = 0;
  const take = async () => {
    for (let index = next++; index < addresses.length; index = next++) {
      const address = addresses[index] ?? '';
      const response = await fetch(address, { signal, headers: { accept: 'application/json, */*' } });
      // Where nothing is, a server may say so with 204 or 404: that is known then, too.
      if (!response.ok && response.status !== 404) throw new Error(`${address}: ${response.status}`);
      const mayBeKept = address === whoAmI || !/no-store/.test(response.headers.get('cache-control') ?? '');
      if (!mayBeKept) throw new Error(`${address} may not be kept`);
      bytes += (await response.clone().arrayBuffer()).byteLength;
      if (response.ok) await cache.put(address, response);
      done += 1;
      if (!signal.aborted) useOfflineArea.setState({ share: done / addresses.length });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return bytes;
}

/** One cache becomes another: there is no renaming. */
async function moveCache(from: string, to: string): Promise<void> {
  await caches.delete(to);
  const [source, target] = await Promise.all([caches.open(from), caches.open(to)]);
  for (const request of await source.keys()) {
    const response = await source.match(request);
    if (response) await target.put(request, response);
  }
}

/** What is kept for who is signed in. */
function stored(): SavedArea | undefined {
  const { session } = getState();
  if (session.state !== 'signed-in') return undefined;
  try {
    const saved = JSON.parse(localStorage.getItem(areaKey) ?? 'null') as SavedArea | null;
    return saved?.account === session.account.username ? saved : undefined;
  } catch {
    return undefined;
  }
}
