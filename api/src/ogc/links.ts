import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
}

/**
 * Scheme, host and port as the caller sees them, for links (QGIS and GDAL want them absolute). Behind a reverse proxy the
 * scheme is the proxy's word: it decides nothing but the caller's own links, so believing it gives nobody anything.
 */
export function originOf(c: Context<ApiEnv>): string {
  const { protocol, host } = new URL(c.req.url);
  return `${c.req.header('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`;
}

export const collectionUrl = (c: Context<ApiEnv>, layerId: string) => `${originOf(c)}/ogc/collections/${layerId}`;

/** The request's own address with some parameters changed; null takes one away. */
export function sameUrl(c: Context<ApiEnv>, changes: Readonly<Record<string, string | null>> = {}): string {
  const url = new URL(c.req.url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${originOf(c)}${url.pathname}${url.search}`;
}
