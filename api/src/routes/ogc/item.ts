import { z } from '@hono/zod-openapi';
import { partOf } from '@phen-dau/geodata';
import type { Dependencies } from '../../app.ts';
import { holdsAlready, markPrivate } from '../../etag.ts';
import { featureText } from '../../ogc/feature-json.ts';
import { itemTag } from '../../ogc/if-match.ts';
import { readItemQuery } from '../../ogc/items-query.ts';
import { collectionUrl, sameUrl } from '../../ogc/links.ts';
import { chooseForm, featureForms } from '../../ogc/media-type.ts';
import { readerOf, router, textRoute } from '../../policy.ts';
import { notFound } from '../../problem.ts';
import { getFeature } from '../../queries/features.ts';
import { recordReading } from '../../reading.ts';

/** `GET /ogc/collections/{layer}/items/{id}`: one feature; its ETag is what `If-Match` wants. */
export function itemRoutes({ database }: Dependencies) {
  return router().openapi(
    textRoute(
      { layer: 'read' },
      {
        method: 'get',
        path: '/ogc/collections/{layer}/items/{id}',
        summary: 'One feature',
        request: { params: z.object({ layer: z.string(), id: z.uuid().toLowerCase() }) },
        responses: {
          200: {
            description: 'The feature, with its version as ETag',
            content: { 'application/geo+json': { schema: z.looseObject({ type: z.literal('Feature') }) } },
          },
          304: { description: 'Unchanged' },
        },
      },
    ),
    async (c) => {
      const { layer, caller, from } = c.var;
      const { id } = c.req.valid('param');
      const { crs, ...when } = readItemQuery(c);
      chooseForm(c.req.query('f') ?? null, c.req.header('accept'), ['json']);
      const row = await database.read(readerOf(c), (transaction) =>
        getFeature(transaction, layer, caller.clearance, id, when),
      );
      if (!row) throw notFound();
      const isRestricted = partOf(layer, row.properties).sensitivity === 'restricted';
      if (isRestricted) await recordReading(database, { caller, from, layer, action: 'layer.read', detail: { id } });
      const tag = itemTag(row.version, crs);
      markPrivate(c, tag, isRestricted ? 'restricted' : 'other');
      c.header('Content-Crs', `<${crs.uri}>`);
      if (holdsAlready(c, tag)) return c.body(null, 304);
      const links = [
        { href: sameUrl(c), rel: 'self', type: featureForms.json.type },
        { href: collectionUrl(c, layer.id), rel: 'collection', type: 'application/json' },
      ];
      return c.body(featureText(row, crs, links), 200, { 'Content-Type': featureForms.json.type });
    },
  );
}
