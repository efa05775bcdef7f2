import { z } from '@hono/zod-openapi';
import { mayPerform } from '../account.ts';
import type { Dependencies } from '../app.ts';
import { featureText } from '../ogc/feature-json.ts';
import { changedMeanwhile, itemTag, requiredVersion } from '../ogc/if-match.ts';
import { changeReason } from '../ogc/read-body.ts';
import { editorOf, readerOf, route, router, textRoute } from '../policy.ts';
import { notFound } from '../problem.ts';
import { featureHistory, restoreState } from '../queries/history.ts';
import { holdsRestricted, recordReading } from '../reading.ts';
import { jsonAnswer, jsonBody } from './json.ts';

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

const ofFeature = z.object({ layer: z.string(), feature: z.uuid().toLowerCase() });

/** `…/features/{feature}/history`: every state of one feature; `…/restore`: one of them again, from today on. */
export function historyRoutes({ database }: Dependencies) {
  return router()
    .openapi(
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
            200: jsonAnswer(
              'States; an empty period (validFrom = validTo) was replaced on the day it began',
              z.strictObject({ states: z.array(state) }),
            ),
          },
        },
      ),
      async (c) => {
        const { layer, parts, caller, from } = c.var;
        const id = c.req.valid('param').feature;
        const rows = await database.read(readerOf(c), (transaction) =>
          featureHistory(transaction, layer, caller.clearance, id),
        );
        if (rows.length === 0) throw notFound();
        if (holdsRestricted(parts)) {
          await recordReading(database, { caller, from, layer, action: 'layer.read', detail: { form: 'history', id } });
        }
        const showsWho = mayPerform(caller, 'audit.read');
        const states = rows.map(({ version, validFrom, validTo, properties, geometry, replaced }) => ({
          ...{ version, validFrom, validTo, properties: { ...properties }, geometry: JSON.parse(geometry) },
          replacedAt: replaced?.at.toISOString() ?? null,
          ...(showsWho && { replacedBy: replaced?.by ?? null, why: replaced?.why ?? null }),
        }));
        return c.json({ states }, 200);
      },
    )
    .openapi(
      textRoute(
        { layer: 'write' },
        {
          method: 'post',
          path: '/api/layers/{layer}/features/{feature}/restore',
          summary: 'Undo: an earlier state holds again from today on; If-Match names the newest version known',
          request: {
            params: ofFeature,
            body: jsonBody(z.strictObject({ version: z.int().min(1).max(1_000_000_000) })),
          },
          responses: { 200: { description: 'The feature as it is now', content: { 'application/geo+json': {} } } },
        },
      ),
      async (c) => {
        const { layer, caller } = c.var;
        const { version } = c.req.valid('json');
        const expected = requiredVersion(c);
        const editor = editorOf(c, changeReason(c));
        const result = await database.transaction(editor, (transaction) =>
          restoreState(transaction, layer, caller.clearance, c.req.valid('param').feature, version, expected),
        );
        if (result.outcome === 'missing') throw notFound();
        if (result.outcome === 'conflict') throw changedMeanwhile(result.row);
        c.header('ETag', itemTag(result.row.version));
        return c.body(featureText(result.row), 200, { 'Content-Type': 'application/geo+json' });
      },
    );
}
