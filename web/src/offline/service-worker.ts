// The page when there is no network: what it is made of, for who has something on this device (features/field/offline-desk.ts),
// and the area somebody has saved. With a network everything comes from the server, and what was kept says that it was, so
// nobody looks at yesterday's register without knowing it.

const shellCache = 'phen-dau-shell';
const areaCache = 'phen-dau-area';
/** A network this slow is none. */
const patienceMilliseconds = 8000;

/** What of a service worker's world is used here; TypeScript's own declaration of it cannot stand beside that of a page. */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & Asking) => void): void;
  addEventListener(type: 'fetch', listener: (event: Lasting & Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking {
  readonly ports: readonly MessagePort[];
}
interface Fetching {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const worker = globalThis as unknown as WorkerScope;

worker.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
// The page asks whether it is whole: its files may have been let go since the worker was installed.
worker.addEventListener('message', (event) => {
  const tell = (outcome: 'kept' | 'failed') => event.ports[0]?.postMessage(outcome);
  event.waitUntil(
    keepShell().then(
      () => tell('kept'),
      () => tell('failed'),
    ),
  );
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === '/') {
    event.respondWith(fromServer(request, shellCache));
    // A new version of the page is kept once it has been seen to come.
    event.waitUntil(refreshShell().catch(() => undefined));
  } else if (pathname.startsWith('/assets/') && !isRestricted(pathname)) {
    event.respondWith(keptShell(request));
  } else if (/^\/(api\/(me|layers)$|tiles\/)/.test(pathname)) {
    event.respondWith(fromServer(request, areaCache));
  }
});

/** Code for protected layers is given to cleared accounts alone and kept nowhere. */
const isRestricted = (path: string) => path.startsWith('/assets/restricted-');

/** Keeps every file of the page as the server has it now; the page itself last, so that it is never there without its parts. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(shellCache);
  const listed = await fetch('/offline-files.json', { cache: 'no-cache' });
  if (!listed.ok) throw new Error(`The list of files: ${listed.status}`);
  const files = ((await listed.json()) as string[]).filter((path) => !isRestricted(path));
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll(files.filter((path) => !held.has(path)));
  await cache.add(new Request('/', { cache: 'no-cache' }));
  const wanted = new Set([...files, '/']);
  await Promise.all([...held].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)));
}

/** Not what the page has let go: its worker lives on until it is closed. */
async function refreshShell(): Promise<void> {
  if (await caches.has(shellCache)) await keepShell();
}

/** Files of the page carry the hash of their content in their name: what is kept is what the server has. */
async function keptShell(request: Request): Promise<Response> {
  // Asked by name: to open what the page has let go would make it anew.
  const kept = await caches.match(request.url, { cacheName: shellCache });
  return kept ?? fetch(request);
}

async function fromServer(request: Request, cacheName: string): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMilliseconds);
  try {
    return await fetch(request, { signal: AbortSignal.any([patience.signal, request.signal]) });
  } catch (error) {
    const kept = await keptAnswer(request, cacheName);
    if (!kept) throw error;
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

/** As it was asked for, else of an older version: a tile of last week is better than a hole in the map. */
async function keptAnswer({ url }: Request, cacheName: string): Promise<Response | undefined> {
  const kept =
    (await caches.match(url, { cacheName, ignoreVary: true })) ??
    (await caches.match(url, { cacheName, ignoreVary: true, ignoreSearch: true }));
  if (!kept) return undefined;
  const headers = new Headers(kept.headers);
  headers.set('phen-dau-kept', '1');
  return new Response(kept.body, { status: kept.status, headers });
}
