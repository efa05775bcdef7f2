import { say } from '@phen-dau/geodata';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './policy.ts';
import { forbidden } from './problem.ts';

/**
 * Refuses a change that another site's page makes a browser ask for, sign-in included. The browser's own word
 * (Sec-Fetch-Site) counts first, then its Origin; a request with neither passes only when it brings no cookie, for then
 * there is nothing of the user's to abuse. hono/csrf was rejected: it lets `application/json` from a foreign Origin through.
 */
export const refuseForeignOrigins: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || isSameOrigin(c.req.raw.headers)) return next();
  throw forbidden(say('Yêu cầu đến từ một trang khác', 'The request comes from another site'));
};

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null) return site === 'same-origin';
  if (origin !== null) return hostOf(origin) === headers.get('host')?.toLowerCase();
  return !headers.has('cookie');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
