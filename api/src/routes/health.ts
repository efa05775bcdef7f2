import { z } from '@hono/zod-openapi';
import { keeperFor } from '../account.ts';
import type { Dependencies } from '../app.ts';
import { route, router } from '../policy.ts';
import { countAccounts } from '../queries/accounts.ts';
import { jsonAnswer } from './json.ts';

const health = z.strictObject({
  status: z.literal('ok'),
  version: z.string(),
  database: z.strictObject({ engine: z.enum(['embedded', 'postgres']), postgis: z.string() }),
  migration: z.string(),
  demonstration: z.boolean(),
});

/** `GET /api/health`: whether the server and its database answer, for people, balancers and the sign-in page. */
export function healthRoutes({ database }: Dependencies) {
  return router().openapi(
    route('public', {
      method: 'get',
      path: '/api/health',
      summary: 'Whether the server and its database answer',
      responses: { 200: jsonAnswer('All is well', health) },
    }),
    async (c) => {
      c.header('Cache-Control', 'no-store');
      const accounts = await database.read(keeperFor(null), countAccounts);
      return c.json(
        {
          status: 'ok' as const,
          version: '0.1.0',
          database: { engine: database.engine, postgis: database.postgis },
          migration: database.migration.newest,
          demonstration: accounts.demonstration > 0,
        },
        200,
      );
    },
  );
}
