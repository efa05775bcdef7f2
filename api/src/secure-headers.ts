import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './policy.ts';

/** Data answers may load nothing and be framed by nobody; a page brings its own policy (`static.ts`). */
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer. HSTS is left out on the loopback address, where plain HTTP is right; elsewhere browsers believe
 * it only over TLS, so it may always be sent. */
export const secureHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('X-Frame-Options', 'DENY');
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', nothing);
  if (!isLoopback(c.req.header('host'))) {
    headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  }
};

/** Whether a Host header names this machine itself. */
export function isLoopback(host: string | undefined): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? '');
}
