/** The browser's cache that holds the saved area and the first answers; the service worker answers from it when there is no network. */
export const areaCache = 'phen-dau-area';
/** Where the page remembers what it has saved. */
export const areaKey = 'phen-dau.area';
/** No cache on the way may keep it; who has something on this device does. */
export const whoAmI = '/api/me';
/** Asked for by every start of the page. */
export const firstQuestions = [whoAmI, '/api/layers', '/tiles/basemap.json'];

/** Forgets the area and whose it was: the device may go to somebody else's hands. */
export async function forgetArea(): Promise<void> {
  localStorage.removeItem(areaKey);
  // Absent where the page did not come over https.
  await globalThis.caches?.delete(areaCache);
}

/** Forgets what another account has left, for whoever signs in: without a network the page would open as that other's. */
export async function forgetAreaOfOthers(username: string): Promise<void> {
  // A browser that keeps nothing has nothing to forget.
  const answer = await globalThis.caches?.match(whoAmI, { cacheName: areaCache }).catch(() => undefined);
  const kept = (await answer?.json().catch(() => undefined)) as { readonly username?: string } | undefined;
  if (kept && kept.username !== username) await forgetArea();
}
