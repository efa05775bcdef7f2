import { say } from '@phen-dau/geodata';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './policy.ts';
import { invalidParameter } from './problem.ts';

/** No parameter of ours is a list by repetition, so `?limit=1&limit=2` is a mistake or a trick: two readers of the same
 * address could each believe another value. */
export const refuseRepeatedParameters: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const seen = new Set<string>();
  for (const [name] of new URL(c.req.url).searchParams) {
    if (seen.has(name)) throw invalidParameter(name, say('Tham số bị lặp lại', 'The parameter is repeated'));
    seen.add(name);
  }
  await next();
};
