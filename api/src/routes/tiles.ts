import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from '@hono/zod-openapi';
import { catalogue, type Layer, tileFields } from '@phen-dau/geodata';
import { labelLayerName, type TileAddress } from '@phen-dau/tiles';
import type { Context } from 'hono';
import type { Caller } from '../account.ts';
import type { Dependencies } from '../app.ts';
import { holdsAlready, markPrivate } from '../etag.ts';
import { originOf } from '../ogc/links.ts';
import { type ApiEnv, authorise, readerOf, router, textRoute } from '../policy.ts';
import { notFound } from '../problem.ts';
import { layerSummaries } from '../queries/layers.ts';
import { createReadingLog, holdsRestricted } from '../reading.ts';
import { tileAddressOf, tileStatesOf } from '../tile-request.ts';
import type { ReadableLayer, TileStore } from '../tile-store.ts';
import { vietnamDay } from '../today.ts';
import { visibleLayer } from '../visible-layer.ts';
import { jsonAnswer } from './json.ts';

export const tileType = 'application/vnd.mapbox-vector-tile';
const unzip = promisify(gunzip);

const path = (name: string, description: string) => ({
  name,
  in: 'path' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
});
const query = (name: string, description: string) => ({
  ...path(name, description),
  in: 'query' as const,
  required: false,
});
const addressParameters = [path('z', 'Zoom, 0 to 22'), path('x', 'Column'), path('y', 'Row, from the north')];
const stateParameters = [
  query('states', '`all`: every state of every feature, with the days it held as numbers `from` and `to` (20240301)'),
  query('asOf', 'The features as they were on this day, `YYYY-MM-DD`'),
  query('v', 'Anything; for the client’s own cache'),
];
const answers = {
  200: { description: 'The tile, gzip', content: { [tileType]: {} } },
  204: { description: 'Nothing is in this tile' },
  304: { description: 'Unchanged' },
};

/** Vector tiles: of one layer, of several in one body, and what a map needs to know to ask for them. */
export function tileRoutes({ database, tiles, now }: Dependencies & { readonly tiles: TileStore }) {
  const recordReading = createReadingLog(database, now);
  const answer = async (c: Context<ApiEnv>, layers: readonly ReadableLayer[], address: TileAddress) => {
    const { caller, from } = c.var;
    for (const { layer, parts } of layers) {
      if (!holdsRestricted(parts)) continue;
      await recordReading({ caller, from, layer, action: 'layer.read', detail: { form: 'tiles' } });
    }
    return answerTile(c, tiles, layers, address, vietnamDay(now()));
  };
  return router()
    .openapi(
      textRoute(
        { permission: 'layers.read' },
        {
          method: 'get',
          path: '/tiles/all/{z}/{x}/{y}.mvt',
          summary: 'One vector tile with several layers',
          parameters: [
            ...addressParameters,
            query('layers', 'Ids separated by commas; all layers the caller may read when absent'),
            ...stateParameters,
          ],
          responses: answers,
        },
      ),
      (c) => answer(c, readableLayers(c), addressOf(c)),
    )
    .openapi(
      textRoute(
        { layer: 'read' },
        {
          method: 'get',
          path: '/tiles/{layer}/{z}/{x}/{y}.mvt',
          summary: 'One vector tile of a layer',
          parameters: [path('layer', 'Id of the layer'), ...addressParameters, ...stateParameters],
          responses: answers,
        },
      ),
      (c) => answer(c, [{ layer: c.var.layer, parts: c.var.parts }], addressOf(c)),
    )
    .openapi(
      textRoute(
        { permission: 'layers.read' },
        {
          method: 'get',
          path: '/tiles/{layer}.json',
          summary: 'Where a layer’s tiles are and what is in them, TileJSON 3.0',
          parameters: [path('layer', 'Id of the layer')],
          responses: {
            200: jsonAnswer('TileJSON', z.looseObject({})),
          },
        },
      ),
      async (c) => {
        const name = c.req.path.replace(/^\/tiles\//, '').replace(/\/$/, '');
        if (!name.endsWith('.json')) throw notFound();
        const decision = authorise(c.var.caller, { layer: 'read' }, name.slice(0, -'.json'.length));
        if ('refusal' in decision) throw decision.refusal;
        if (!decision.layer) throw notFound();
        const { layer, parts } = decision;
        const { caller } = c.var;
        const summaries = await database.read(readerOf(c), (transaction) =>
          layerSummaries(transaction, caller.clearance),
        );
        c.header('Cache-Control', holdsRestricted(parts) ? 'no-store' : 'private, no-cache');
        const bounds = summaries.find((summary) => summary.layer === layer.id)?.bounds ?? null;
        return c.json(tileJson(visibleLayer(layer, caller.clearance), originOf(c), bounds), 200);
      },
    );
}

const addressOf = (c: Context<ApiEnv>) => {
  const { z: zoom = '', x = '', 'y.mvt': last = '' } = c.req.param() as Record<string, string>;
  return tileAddressOf(zoom, x, last, '.mvt');
};

function readableLayers(c: Context<ApiEnv>): ReadableLayer[] {
  const layers = readableAmong(c.var.caller, c.req.query('layers')?.split(',') ?? everyLayer);
  if (layers.length === 0) throw notFound();
  return layers;
}

const everyLayer: readonly string[] = catalogue.map((layer) => layer.id);

/** The layers of these ids that exist for the caller: what is hidden is left out just as what is not there. */
export function readableAmong(caller: Caller, ids: readonly string[]): ReadableLayer[] {
  const layers = [...new Set(ids)].flatMap((id): ReadableLayer[] => {
    const decision = authorise(caller, { layer: 'read' }, id);
    return 'layer' in decision && decision.layer ? [{ layer: decision.layer, parts: decision.parts }] : [];
  });
  return layers.sort((one, other) => placeOf(one.layer) - placeOf(other.layer));
}

/** In catalogue order, so that the same layers named in another order are the same tile. */
const placeOf = (layer: Layer) => everyLayer.indexOf(layer.id);

async function answerTile(
  c: Context<ApiEnv>,
  tiles: TileStore,
  layers: readonly ReadableLayer[],
  address: TileAddress,
  today: string,
): Promise<Response> {
  const states = tileStatesOf(new URL(c.req.url).searchParams, today);
  const view = { layers, clearance: c.var.caller.clearance, states };
  const tag = tiles.tagAtOnce(view) ?? (await tiles.tag(view));
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(c.req.header('accept-encoding') ?? '');
  // A strong tag names these very bytes, so the unpacked ones need another.
  const own = takesGzip ? tag : tag.replace(/"$/, 'i"');
  markPrivate(c, own, layers.some(({ parts }) => holdsRestricted(parts)) ? 'restricted' : 'other');
  c.header('Vary', 'Accept-Encoding', { append: true });
  if (holdsAlready(c, own)) return c.body(null, 304);
  const { gzip } = tiles.madeTile(tag, address) ?? (await tiles.tile(view, tag, address));
  if (gzip === null) return c.body(null, 204);
  c.header('Content-Type', tileType);
  if (!takesGzip) return c.body(Uint8Array.from(await unzip(gzip)));
  c.header('Content-Encoding', 'gzip');
  return c.body(gzip as Uint8Array<ArrayBuffer>);
}

function tileJson(layer: Layer, origin: string, bounds: readonly [number, number, number, number] | null) {
  const fields = tileFields(layer).map((key) => [key, layer.fields[key]?.label.vi ?? key]);
  const described = {
    description: layer.title.vi,
    minzoom: layer.minZoom,
    maxzoom: layer.maxZoom,
    fields: Object.fromEntries(fields),
  };
  return {
    tilejson: '3.0.0',
    name: layer.title.vi,
    description: layer.description.vi,
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${layer.id}/{z}/{x}/{y}.mvt`],
    minzoom: layer.minZoom,
    maxzoom: layer.maxZoom,
    ...(bounds && { bounds }),
    vector_layers: [
      { ...described, id: layer.id },
      // One point for each area: where to write its name, once, however many tiles cut it.
      ...(layer.geometry === 'MultiPolygon' ? [{ ...described, id: labelLayerName(layer.id) }] : []),
    ],
  };
}
