import type { createApp } from './app.ts';

/** The API as types, for `hc<Api>()` of hono/client: paths, inputs and answers. Nothing of the server comes with it. */
export type Api = ReturnType<typeof createApp>;
