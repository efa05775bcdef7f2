import { z } from '@hono/zod-openapi';
import { type Language, type Layer, layerById } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../../app.ts';
import { crs84, crsOffered } from '../../ogc/crs.ts';
import { refuseParameters } from '../../ogc/items-query.ts';
import { layerJsonSchema } from '../../ogc/json-schema.ts';
import { originOf } from '../../ogc/links.ts';
import { chooseForm, featureForms } from '../../ogc/media-type.ts';
import { type ApiEnv, readerOf, router, textRoute } from '../../policy.ts';
import { languageOf, notFound } from '../../problem.ts';
import { type LayerSummary, layerSummaries } from '../../queries/layers.ts';
import { visibleLayer } from '../../visible-layer.ts';

const json = { 'Content-Type': 'application/json' };
const schemaJson = { 'Content-Type': 'application/schema+json' };
const inLayer = { params: z.object({ layer: z.string() }) };

/** The layers as OGC collections, each with its extent, its coordinate systems and the schema of its attributes. */
export function collectionsRoutes({ database }: Dependencies) {
  const summaries = (c: Context<ApiEnv>) =>
    database.read(readerOf(c), (transaction) => layerSummaries(transaction, c.var.caller.clearance));
  return router()
    .openapi(
      textRoute(
        { permission: 'layers.read' },
        {
          method: 'get',
          path: '/ogc/collections',
          summary: 'The layers the caller may read',
          responses: { 200: { description: 'Collections', content: { 'application/json': {} } } },
        },
      ),
      async (c) => {
        chooseForm(refuseParameters(c, ['f']).get('f'), c.req.header('accept'), ['json']);
        const collections = (await summaries(c)).map((summary) => describe(c, summary));
        const links = [{ href: `${originOf(c)}/ogc/collections`, rel: 'self', type: 'application/json' }];
        const crs = crsOffered.map(({ uri }) => uri);
        return c.body(JSON.stringify({ links, crs, collections }), 200, json);
      },
    )
    .openapi(
      textRoute(
        { layer: 'read' },
        {
          method: 'get',
          path: '/ogc/collections/{layer}',
          summary: 'One layer',
          request: inLayer,
          responses: { 200: { description: 'The collection', content: { 'application/json': {} } } },
        },
      ),
      async (c) => {
        chooseForm(refuseParameters(c, ['f']).get('f'), c.req.header('accept'), ['json']);
        const summary = (await summaries(c)).find(({ layer }) => layer === c.var.layer.id);
        if (!summary) throw notFound();
        return c.body(JSON.stringify(describe(c, summary)), 200, json);
      },
    )
    .openapi(
      textRoute(
        { layer: 'read' },
        {
          method: 'get',
          path: '/ogc/collections/{layer}/queryables',
          summary: 'The attributes that can be asked for as query parameters',
          request: inLayer,
          responses: { 200: { description: 'JSON Schema', content: { 'application/schema+json': {} } } },
        },
      ),
      (c) => schemaOf(c, 'queryables'),
    )
    .openapi(
      textRoute(
        { layer: 'read' },
        {
          method: 'get',
          path: '/ogc/collections/{layer}/schema',
          summary: 'The attributes and the geometry',
          request: inLayer,
          responses: { 200: { description: 'JSON Schema', content: { 'application/schema+json': {} } } },
        },
      ),
      (c) => schemaOf(c, 'schema'),
    );
}

function schemaOf(c: Context<ApiEnv>, name: 'queryables' | 'schema') {
  refuseParameters(c, ['f']);
  const { layer, caller } = c.var;
  const id = `${originOf(c)}/ogc/collections/${layer.id}/${name}`;
  const options = { id, language: languageOf(c), withGeometry: name === 'schema' };
  return c.body(JSON.stringify(layerJsonSchema(visibleLayer(layer, caller.clearance), options)), 200, schemaJson);
}

function describe(c: Context<ApiEnv>, { layer: id, bounds }: LayerSummary) {
  const layer: Layer = layerById(id);
  const language: Language = languageOf(c);
  const url = `${originOf(c)}/ogc/collections/${id}`;
  const forms = Object.values(featureForms);
  return {
    id,
    title: layer.title[language],
    description: layer.description[language],
    itemType: 'feature',
    ...(bounds && { extent: { spatial: { bbox: [bounds], crs: crs84.uri } } }),
    crs: crsOffered.map(({ uri }) => uri),
    storageCrs: crs84.uri,
    links: [
      { href: url, rel: 'self', type: 'application/json', title: layer.title[language] },
      ...forms.map(({ type }, index) => ({
        href: index === 0 ? `${url}/items` : `${url}/items?f=${Object.keys(featureForms)[index]}`,
        rel: 'items',
        type,
        title: layer.title[language],
      })),
      { href: `${url}/schema`, rel: 'describedby', type: 'application/schema+json' },
      {
        href: `${url}/queryables`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
        type: 'application/schema+json',
      },
    ],
  };
}
