import { z } from '@hono/zod-openapi';
import { mayPerform, readerFor } from '../account.ts';
import type { Dependencies } from '../app.ts';
import { route, router } from '../policy.ts';
import { notFound } from '../problem.ts';
import { featureHistory } from '../queries/history.ts';

const state = z
  .strictObject({
    version: z.int(),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    properties: z.record(z.string(), z.unknown()),
    geometry: z.looseObject({ type: z.string() }),
    replacedAt: z.iso.datetime().nullable(),
    /** Only for those who may read the audit. */
    replacedBy: z.string().nullable().optional(),
    why: z.string().nullable().optional(),
  })
  .openapi('FeatureState');

/** `GET /api/layers/{layer}/features/{feature}/history`: every state of one feature, newest first. */
export function historyRoutes({ database }: Dependencies) {
  return router().openapi(
    route(
      { layer: 'read' },
      {
        method: 'get',
        path: '/api/layers/{layer}/features/{feature}/history',
        summary: 'The states of one feature, newest first',
        request: {
          params: z.object({ layer: z.string(), feature: z.uuid().toLowerCase() }),
          query: z.strictObject({}),
        },
        responses: {
          200: {
            description: 'States; an empty period (validFrom = validTo) was replaced on the day it began',
            content: { 'application/json': { schema: z.strictObject({ states: z.array(state) }) } },
          },
        },
      },
    ),
    async (c) => {
      const { layer, caller, from } = c.var;
      const rows = await database.read(readerFor(caller, { from }), (transaction) =>
        featureHistory(transaction, layer, caller.clearance, c.req.valid('param').feature),
      );
      if (rows.length === 0) throw notFound();
      const showsWho = mayPerform(caller, 'audit.read');
      const states = rows.map(({ version, validFrom, validTo, properties, geometry, replaced }) => ({
        ...{ version, validFrom, validTo, properties: { ...properties }, geometry: JSON.parse(geometry) },
        replacedAt: replaced?.at.toISOString() ?? null,
        ...(showsWho && { replacedBy: replaced?.by ?? null, why: replaced?.why ?? null }),
      }));
      return c.json({ states }, 200);
    },
  );
}
