import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './policy.ts';

export interface LogEntry extends Readonly<Record<string, unknown>> {
  readonly level: 'info' | 'warning' | 'error';
  readonly event: string;
}
export type Log = (entry: LogEntry) => void;

/** Writes one JSON line an entry; JSON escapes line breaks, so no name can forge a line. */
export const logLines =
  (write: (line: string) => void): Log =>
  (entry) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);

/** One line a request. The path without its query: a bbox or a search says where somebody looks, a token is a secret. */
export const logRequest =
  (log: Log): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const started = performance.now();
    await next();
    const { caller } = c.var;
    log({
      level: c.res.status >= 500 ? 'error' : 'info',
      event: 'request',
      requestId: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      milliseconds: Math.round(performance.now() - started),
      account: caller?.kind === 'account' ? caller.username : null,
    });
  };
