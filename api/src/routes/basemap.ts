import { type ArchiveTileType, parseTileAddress, type TileArchive } from '@phen-dau/tiles';
import type { Context } from 'hono';
import type { Basemap } from '../basemap.ts';
import { holdsAlready, markPrivate, tagOf } from '../etag.ts';
import type { Log } from '../log.ts';
import { originOf } from '../ogc/links.ts';
import { type ApiEnv, router, textRoute } from '../policy.ts';
import { notFound } from '../problem.ts';
import { tileType } from './tiles.ts';

const forms = {
  mvt: { suffix: 'mvt', type: tileType },
  png: { suffix: 'png', type: 'image/png' },
  jpeg: { suffix: 'jpg', type: 'image/jpeg' },
  webp: { suffix: 'webp', type: 'image/webp' },
  avif: { suffix: 'avif', type: 'image/avif' },
} as const satisfies Record<ArchiveTileType, { suffix: string; type: string }>;

/** What of an archive's metadata a map needs; the rest stays where it is. */
const passedOn = ['name', 'description', 'attribution', 'vector_layers'] as const;

/**
 * The basemap from one PMTiles file, vector or raster. The same for everybody who may read the map at all; without a file,
 * or with one that cannot be read, there is no basemap and the map is drawn without. A map that opens learns of a new file.
 */
export function basemapRoutes({ basemap, log }: { readonly basemap: Basemap; readonly log: Log }) {
  const policy = { permission: 'layers.read' } as const;
  return router()
    .openapi(
      textRoute(policy, {
        method: 'get',
        path: '/tiles/basemap.json',
        summary: 'Where the basemap’s tiles are and what is in them, TileJSON 3.0',
        responses: {
          200: { description: 'TileJSON', content: { 'application/json': {} } },
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => {
        const archive = present(await basemap.latest());
        const { type, minZoom, maxZoom, bounds, metadata } = archive.description;
        const tag = tagOf('basemap.json', archive.stamp, originOf(c));
        markPrivate(c, tag, 'other');
        if (holdsAlready(c, tag)) return c.body(null, 304);
        return c.json({
          tilejson: '3.0.0',
          scheme: 'xyz',
          // The stamp makes another file another address.
          tiles: [`${originOf(c)}/tiles/basemap/{z}/{x}/{y}.${forms[type].suffix}?v=${archive.stamp}`],
          minzoom: minZoom,
          maxzoom: maxZoom,
          bounds,
          ...Object.fromEntries(passedOn.flatMap((key) => (key in metadata ? [[key, metadata[key]]] : []))),
        });
      },
    )
    .openapi(
      textRoute(policy, {
        method: 'get',
        path: '/tiles/basemap/{z}/{x}/{y}',
        summary: 'One tile of the basemap',
        responses: {
          200: { description: 'The tile as the archive holds it', content: { [tileType]: {}, 'image/png': {} } },
          204: { description: 'Nothing is in this tile' },
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => answerTile(c, present(await basemap.current()), log),
    );
}

async function answerTile(c: Context<ApiEnv>, archive: TileArchive, log: Log): Promise<Response> {
  const { type, encoding } = archive.description;
  const { z = '', x = '', y: last = '' } = c.req.param() as Record<string, string>;
  const [y = '', suffix] = last.split('.', 2);
  const address = parseTileAddress(z, x, y);
  if (!address || (suffix !== undefined && last !== `${y}.${forms[type].suffix}`)) throw notFound();
  const tag = tagOf('basemap', archive.stamp);
  markPrivate(c, tag, 'other');
  if (holdsAlready(c, tag)) return c.body(null, 304);
  const found = await archive.readTile(address);
  if ('issue' in found) {
    log({ level: 'warning', event: 'basemap-unreadable', path: c.req.path, ...found.issue.context });
    throw notFound();
  }
  if (found.bytes === null) return c.body(null, 204);
  c.header('Content-Type', forms[type].type);
  if (encoding !== 'identity') c.header('Content-Encoding', encoding);
  return c.body(found.bytes as Uint8Array<ArrayBuffer>);
}

function present(archive: TileArchive | null): TileArchive {
  if (!archive) throw notFound();
  return archive;
}
