import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from './policy.ts';
import { Problem } from './problem.ts';

const refuse = () => {
  throw new Problem('too-large');
};
/** Whoever has not signed in yet has little to say. */
const small = bodyLimit({ maxSize: 16 * 1024, onError: refuse });
/** A whole survey or an import of features. */
const large = bodyLimit({ maxSize: 20 * 1024 * 1024, onError: refuse });

/** Reads its body itself as it comes, and ends it at a limit of its own. */
const isUpload = (method: string, path: string) =>
  (method === 'POST' && /^\/api\/surveys(?:\/[^/]+\/photos)?\/?$/.test(path)) ||
  (method === 'PATCH' && path.startsWith('/api/uploads/'));

/** Refuses bodies that are too large before they are kept in memory, by their length or, when they do not say, as they come. */
export const limitBody: MiddlewareHandler<ApiEnv> = (c, next) => {
  if (isUpload(c.req.method, c.req.path)) return next();
  return (c.req.path.startsWith('/api/auth/') ? small : large)(c, next);
};
