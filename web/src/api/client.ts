import { ProblemError, request } from './request.ts';
import type {
  Account,
  BasemapDescription,
  Health,
  HistoryState,
  Item,
  ItemPage,
  LayerDescription,
  SearchResult,
} from './types.ts';

type Cancel = { readonly signal?: AbortSignal };

export const readHealth = () => request<Health>('/api/health');
export const readAccount = () => request<Account>('/api/me');
export const signIn = (username: string, password: string) =>
  request<unknown>('/api/auth/sign-in', { method: 'POST', body: { username, password } });
/** Sets the first password of an account by its one-time code. */
export const activate = (username: string, code: string, password: string) =>
  request<unknown>('/api/auth/activate', { method: 'POST', body: { username, code, password } });
export const signOut = () => request<unknown>('/api/auth/sign-out', { method: 'POST' });

/** The layers the account may read, in catalogue order. */
export const readLayers = async () => (await request<{ layers: LayerDescription[] }>('/api/layers')).layers;

/** The base map's TileJSON, or undefined when the server has none. */
export const readBasemap = () => unlessMissing(request<BasemapDescription>('/tiles/basemap.json'));

/** `asOf` is a day (YYYY-MM-DD); without it the answer is of today. */
interface AsOf {
  readonly asOf?: string | undefined;
}
const datetime = (asOf: string | undefined) => (asOf ? { datetime: asOf } : {});
const itemsPath = (layer: string, query: Record<string, string> = {}) =>
  `/ogc/collections/${layer}/items${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`;

/** One feature by its public id; undefined when there is none the account may see. */
export const readItem = (layer: string, id: string, { signal, asOf }: Cancel & AsOf = {}) => {
  const query = asOf ? `?${new URLSearchParams(datetime(asOf))}` : '';
  return unlessMissing(request<Item>(`/ogc/collections/${layer}/items/${id}${query}`, { ...(signal && { signal }) }));
};

/** The feature a tile knows by number; undefined when there is none the account may see. */
export async function readItemByTileId(layer: string, tileId: number, { signal, asOf }: Cancel & AsOf = {}) {
  const path = itemsPath(layer, { tileId: String(tileId), limit: '1', ...datetime(asOf) });
  const page = await unlessMissing(request<ItemPage>(path, { ...(signal && { signal }) }));
  return page?.features.find((item) => item.tileId === tileId);
}

/** Pages of a layer until the last; ends early when cancelled. Page size is a compromise of progress and round trips. */
export async function* readItems(layer: string, { signal, asOf }: Cancel & AsOf = {}): AsyncGenerator<ItemPage> {
  let path: string | undefined = itemsPath(layer, { limit: '1000', ...datetime(asOf) });
  while (path) {
    const page: ItemPage = await request<ItemPage>(path, { ...(signal && { signal }) });
    yield page;
    const next = page.links.find((link) => link.rel === 'next')?.href;
    // Links are absolute in OGC answers; only their path is followed, so that no answer can send the browser elsewhere.
    const url: URL | undefined = next ? new URL(next, location.origin) : undefined;
    path = url && page.numberReturned > 0 ? url.pathname + url.search : undefined;
  }
}

export const search = async (text: string, { signal }: Cancel = {}) =>
  (
    await request<{ results: SearchResult[] }>(`/api/search?${new URLSearchParams({ q: text, limit: '20' })}`, {
      ...(signal && { signal }),
    })
  ).results;

/** The states a feature has had, newest first; undefined when the server keeps none. */
export const readHistory = async (layer: string, id: string, { signal }: Cancel = {}) =>
  (
    await unlessMissing(
      request<{ states: HistoryState[] }>(`/api/layers/${layer}/features/${id}/history`, { ...(signal && { signal }) }),
    )
  )?.states;

export interface SessionDescription {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt?: string;
  readonly from?: string | null;
  readonly current: boolean;
}

/** The account's open sessions; undefined when the server does not list them. */
export const readSessions = async () =>
  (await unlessMissing(request<{ sessions: SessionDescription[] }>('/api/auth/sessions')))?.sessions;
export const endSession = (id: string) => request<unknown>(`/api/auth/sessions/${id}`, { method: 'DELETE' });
export const changePassword = (currentPassword: string, newPassword: string) =>
  request<unknown>('/api/auth/password', { method: 'POST', body: { currentPassword, newPassword } });

async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return undefined;
    throw error;
  }
}
