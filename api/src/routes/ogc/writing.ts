import { randomUUID } from 'node:crypto';
import { type RouteConfig, z } from '@hono/zod-openapi';
import { say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../../app.ts';
import type { Transaction } from '../../database/database.ts';
import { type ReceivedChange, readChange, readNewFeatures } from '../../ogc/feature-input.ts';
import { featureText } from '../../ogc/feature-json.ts';
import { refuseUnsoundGeometries } from '../../ogc/geometry-check.ts';
import { changedMeanwhile, itemTag, matchedVersion, requiredVersion } from '../../ogc/if-match.ts';
import { collectionUrl } from '../../ogc/links.ts';
import { featureForms } from '../../ogc/media-type.ts';
import { changeReason, readJson } from '../../ogc/read-body.ts';
import { type ApiEnv, editorOf, router, textRoute } from '../../policy.ts';
import { notFound, unfit } from '../../problem.ts';
import {
  deleteFeature,
  type FeatureRow,
  insertFeature,
  insertFeatures,
  mergeFeature,
  updateFeature,
} from '../../queries/features.ts';

const geojson = ['application/geo+json', 'application/json'];
const inLayer = z.object({ layer: z.string() });
const ofFeature = z.object({ layer: z.string(), id: z.uuid().toLowerCase() });
const featureContent = { 'application/geo+json': { schema: z.looseObject({ type: z.literal('Feature') }) } };
const knownTag = {
  name: 'If-Match',
  in: 'header',
  description: "The feature's ETag",
  schema: { type: 'string' },
} as const;
const ifMatch: NonNullable<RouteConfig['parameters']> = [knownTag];
const strictly = '`handling=strict`: refused (412) when anything has been changed since';
const mergeable: NonNullable<RouteConfig['parameters']> = [
  knownTag,
  { name: 'Prefer', in: 'header', description: strictly, schema: { type: 'string' } },
];

/** OGC API - Features Part 4: making, changing and ending features. What the database refuses, it refuses for us too. */
export function writingRoutes({ database }: Dependencies) {
  const write = <T>(c: Context<ApiEnv>, work: (transaction: Transaction) => Promise<T>) =>
    database.transaction(editorOf(c, changeReason(c)), work);

  async function change(c: Context<ApiEnv>, id: string, wanted: ReceivedChange) {
    const { layer, caller } = c.var;
    const version = requiredVersion(c);
    const result = await write(c, async (transaction) => {
      if (wanted.geometry) await refuseUnsoundGeometries(transaction, layer, [wanted.geometry]);
      const write = isStrict(c) ? updateFeature : mergeFeature;
      return write(transaction, layer, caller.clearance, id, version, wanted);
    });
    if (result.outcome === 'missing') throw notFound();
    if (result.outcome === 'conflict') throw changedMeanwhile(result.row, result.fields);
    return answer(c, result.row, 200);
  }

  return router()
    .openapi(
      textRoute(
        { layer: 'write' },
        {
          method: 'post',
          path: '/ogc/collections/{layer}/items',
          summary: 'Add one Feature or a FeatureCollection; all or nothing',
          request: { params: inLayer },
          requestBody: { required: true, content: { 'application/geo+json': { schema: { type: 'object' } } } },
          responses: {
            201: { description: 'Added; Location of one feature, the ids of several', content: featureContent },
          },
        },
      ),
      async (c) => {
        const { layer, caller } = c.var;
        const features = readNewFeatures(await readJson(c, geojson), layer, caller.clearance);
        const [only] = features;
        if (features.length === 1 && only) {
          const row = await write(c, async (transaction) => {
            await refuseUnsoundGeometries(transaction, layer, [only.geometry]);
            return insertFeature(transaction, layer, only);
          });
          c.header('Location', `${collectionUrl(c, layer.id)}/items/${row.id}`);
          return answer(c, row, 201);
        }
        const identified = features.map((feature) => ({ ...feature, id: feature.id ?? randomUUID() }));
        await write(c, async (transaction) => {
          await refuseUnsoundGeometries(
            transaction,
            layer,
            identified.map(({ geometry }) => geometry),
          );
          await insertFeatures(transaction, layer, identified);
        });
        return c.json({ ids: identified.map(({ id }) => id) }, 201);
      },
    )
    .openapi(
      textRoute(
        { layer: 'write' },
        {
          method: 'put',
          path: '/ogc/collections/{layer}/items/{id}',
          summary:
            'Replace a feature. What is different from the version named in If-Match joins newer changes of other values',
          request: { params: ofFeature },
          parameters: mergeable,
          requestBody: { required: true, content: { 'application/geo+json': { schema: { type: 'object' } } } },
          responses: {
            200: { description: 'As it is now', content: featureContent },
          },
        },
      ),
      async (c) => {
        const { layer, caller } = c.var;
        requiredVersion(c);
        const [feature, ...others] = readNewFeatures(await readJson(c, geojson), layer, caller.clearance);
        if (!feature || others.length > 0) throw unfit('', say('Cần đúng một đối tượng', 'Exactly one feature'));
        const { geometry, properties, validFrom, validTo } = feature;
        const dates = { ...(validFrom && { validFrom }), ...(validTo !== undefined && { validTo }) };
        return change(c, c.req.valid('param').id, { geometry, properties, ...dates });
      },
    )
    .openapi(
      textRoute(
        { layer: 'write' },
        {
          method: 'patch',
          path: '/ogc/collections/{layer}/items/{id}',
          summary:
            'Change a feature by a merge patch (RFC 7396); `valid_from` says since when the new state is true. From an older version (If-Match) it joins newer changes of other values',
          request: { params: ofFeature },
          parameters: mergeable,
          requestBody: { required: true, content: { 'application/merge-patch+json': { schema: { type: 'object' } } } },
          responses: {
            200: { description: 'As it is now', content: featureContent },
          },
        },
      ),
      async (c) => {
        const { layer, caller } = c.var;
        requiredVersion(c);
        const body = await readJson(c, ['application/merge-patch+json', ...geojson]);
        return change(c, c.req.valid('param').id, readChange(body, layer, caller.clearance));
      },
    )
    .openapi(
      textRoute(
        { layer: 'write' },
        {
          method: 'delete',
          path: '/ogc/collections/{layer}/items/{id}',
          summary:
            'End a feature today, with any change of it that lies ahead; its states stay in the history. With If-Match only if it is still that version',
          request: { params: ofFeature },
          parameters: ifMatch,
          responses: { 204: { description: 'Ended' } },
        },
      ),
      async (c) => {
        const { layer, caller } = c.var;
        const { id } = c.req.valid('param');
        const result = await write(c, (transaction) =>
          deleteFeature(transaction, layer, caller.clearance, id, matchedVersion(c)),
        );
        if (result.outcome === 'missing') throw notFound();
        if (result.outcome === 'conflict') throw changedMeanwhile(result.row);
        return c.body(null, 204);
      },
    );
}

function answer(c: Context<ApiEnv>, row: FeatureRow, status: 200 | 201) {
  c.header('ETag', itemTag(row.version));
  return c.body(featureText(row), status, { 'Content-Type': featureForms.json.type });
}

/** RFC 7240: who wants a bare precondition gets it; by default only a change that would be lost is refused. */
const isStrict = (c: Context<ApiEnv>): boolean =>
  /(^|,)\s*handling\s*=\s*"?strict"?\s*(,|;|$)/i.test(c.req.header('prefer') ?? '');
