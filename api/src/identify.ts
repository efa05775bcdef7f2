import type { Context } from 'hono';
import type { Caller } from './account.ts';
import type { Dependencies } from './app.ts';
import type { ApiEnv } from './policy.ts';

/** Finds out who calls, at most once a request. */
export function identifier(_c: Context<ApiEnv>, { publicRead }: Dependencies): () => Promise<Caller> {
  return async () => ({ kind: 'anonymous', clearance: 'open', readsOpenLayers: publicRead });
}
