import { z } from '@hono/zod-openapi';
import { say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { mayPerform } from '../../account.ts';
import type { Dependencies } from '../../app.ts';
import { accessClass, holdsAlready, markPrivate, tagOf } from '../../etag.ts';
import { crs84 } from '../../ogc/crs.ts';
import { bodyOf, csvPieces, flatGeobufPieces } from '../../ogc/feature-files.ts';
import { collectionText } from '../../ogc/feature-json.ts';
import { cursorFor, type ItemsQuery, limits, readItemsQuery } from '../../ogc/items-query.ts';
import { collectionUrl, type Link, sameUrl } from '../../ogc/links.ts';
import { chooseForm, type FeatureForm, featureForms } from '../../ogc/media-type.ts';
import { packedBody, unpacks } from '../../ogc/pack.ts';
import { itemsParameters } from '../../ogc/parameters.ts';
import { readPages } from '../../ogc/read-pages.ts';
import { type ApiEnv, readerOf, router, textRoute } from '../../policy.ts';
import { invalidParameter, languageOf } from '../../problem.ts';
import { type FeaturePage, listFeatures } from '../../queries/features.ts';
import { layerVersion } from '../../queries/layers.ts';
import { holdsRestricted, recordReading } from '../../reading.ts';
import { vietnamDay } from '../../today.ts';

const forms: readonly FeatureForm[] = ['json', 'fgb', 'csv'];

/** `GET /ogc/collections/{layer}/items`: the features that match, a page of GeoJSON or a file. */
export function itemsRoutes({ database, now }: Dependencies) {
  /** The first page and its tag; no page when the caller holds it already. */
  async function firstPage(c: Context<ApiEnv>, form: FeatureForm, query: ItemsQuery, limit: number) {
    const { layer, caller } = c.var;
    return database.read(readerOf(c), async (transaction) => {
      const version = await layerVersion(transaction, layer, caller.clearance);
      const body = [form, languageOf(c), sameUrl(c), String(unpacks(c))];
      const tag = tagOf('items', accessClass(caller), layer.id, version, vietnamDay(now()), ...body);
      if (holdsAlready(c, tag)) return { tag };
      return { tag, page: await listFeatures(transaction, layer, caller.clearance, { ...query, limit }) };
    });
  }

  return router().openapi(
    textRoute(
      { layer: 'read' },
      {
        method: 'get',
        path: '/ogc/collections/{layer}/items',
        summary: 'Features of a layer',
        request: { params: z.object({ layer: z.string() }) },
        parameters: itemsParameters,
        responses: {
          200: {
            description: 'A page of features; `next` among the links leads on',
            content: {
              'application/geo+json': { schema: z.looseObject({ type: z.literal('FeatureCollection') }) },
              'application/vnd.flatgeobuf': {},
              'text/csv': {},
            },
          },
          304: { description: 'Unchanged' },
        },
      },
    ),
    async (c) => {
      const { layer, caller, parts, from } = c.var;
      const parameters = new URL(c.req.url).searchParams;
      const form = chooseForm(parameters.get('f'), c.req.header('accept'), forms);
      const query = readItemsQuery(parameters, layer, caller.clearance);
      if (form !== 'json' && query.crs !== crs84) {
        throw invalidParameter('crs', say('Tệp này chỉ có trong WGS 84', 'Files of this form are in WGS 84 only'));
      }
      const isWhole = form !== 'json' && query.limit === null && mayPerform(caller, 'export.bulk');
      const limit = query.limit ?? (form === 'json' ? limits.default : limits.maximum);
      const { tag, page } = await firstPage(c, form, query, limit);
      const isRestricted = holdsRestricted(parts);
      markPrivate(c, tag, isRestricted ? 'restricted' : 'other');
      if (!page) return c.body(null, 304);
      if (isRestricted || isWhole) {
        const detail = { form, features: isWhole ? page.numberMatched : page.rows.length };
        const action = isWhole ? 'layer.export' : 'layer.read';
        await recordReading(database, { caller, from, layer, action, detail });
      }
      const next = page.next === null || isWhole ? undefined : sameUrl(c, { cursor: cursorFor(parameters, page.next) });
      c.header('Content-Crs', `<${query.crs.uri}>`);
      if (next) c.header('Link', `<${next}>; rel="next"; type="${featureForms[form].type}"`);
      if (form === 'json') {
        const text = collectionText(page, query.crs, linksOf(c, next));
        return c.body(await packedBody(c, text), 200, { 'Content-Type': featureForms.json.type });
      }
      const pages = isWhole ? readPages(database, { layer, caller, from }, query, page) : onePage(page);
      const pieces = form === 'csv' ? csvPieces(layer, pages) : flatGeobufPieces(layer, pages, languageOf(c));
      return c.body(bodyOf(pieces), 200, {
        'Content-Type': form === 'csv' ? 'text/csv; charset=utf-8; header=present' : featureForms.fgb.type,
        'Content-Disposition': `attachment; filename="${layer.id}.${form}"`,
        'Number-Matched': String(page.numberMatched),
      });
    },
  );
}

async function* onePage(page: FeaturePage) {
  yield page;
}

function linksOf(c: Context<ApiEnv>, next: string | undefined): Link[] {
  const others = forms.filter((form) => form !== 'json');
  return [
    { href: sameUrl(c), rel: 'self', type: featureForms.json.type },
    ...others.map((form) => ({
      href: sameUrl(c, { f: form, crs: null }),
      rel: 'alternate',
      type: featureForms[form].type,
    })),
    { href: collectionUrl(c, c.var.layer.id), rel: 'collection', type: 'application/json' },
    ...(next ? [{ href: next, rel: 'next', type: featureForms.json.type }] : []),
  ];
}
