import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './policy.ts';

/** Data answers may load nothing and be framed by nobody; a page brings its own policy (`static.ts`). */
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer on this host. HSTS is left out on the loopback address, where plain HTTP is right; elsewhere
 * browsers believe it only over TLS, so it may always be sent. */
export const safetyHeaders = (host: string | undefined): Readonly<Record<string, string>> =>
  isLoopback(host) ? onLoopback : elsewhere;

const onLoopback = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': nothing,
};
const elsewhere = { ...onLoopback, 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };

export const secureHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  for (const [name, value] of Object.entries(safetyHeaders(c.req.header('host')))) {
    if (name !== 'Content-Security-Policy' || !headers.has(name)) headers.set(name, value);
  }
};

/** Whether a Host header names this machine itself. */
export function isLoopback(host: string | undefined): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? '');
}
