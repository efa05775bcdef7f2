import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseTileAddress, type TileAddress } from '@phen-dau/tiles';
import type { Dependencies } from './app.ts';
import type { HeaderReader } from './callers.ts';
import { holdsRestricted, readableAmong, tileType } from './routes/tiles.ts';
import { safetyHeaders } from './secure-headers.ts';
import type { TileStore } from './tile-store.ts';
import { vietnamDay } from './today.ts';

/** The ordinary request for a tile: no day of its own, nothing to refuse. All others take the long way. */
const ordinaryTile = /^\/tiles\/([a-z-]{1,40})\/(\d{1,2})\/(\d{1,7})\/(\d{1,7})\.mvt(?:\?([a-z\d=&,._-]{0,500}))?$/i;
const ordinaryParameter = /^(?:v=[\w.-]*|states=all|layers=[a-z,-]+)$/;

/**
 * Answers a request for a tile that is in memory, straight from Node: no framework, no promise. A map asks for dozens at
 * once, and this halves what they cost. The same function as everywhere decides who may see what. Returns false, having
 * done nothing, whenever anything is out of the ordinary: a caller not known from a moment ago, a tile not made yet, a
 * refusal, a client that cannot unpack, or features that are restricted (each reading of those is logged).
 *
 * Not logged one by one, unlike everything else: a session at the map is thousands of lines that say nothing.
 */
export function tileFastPath({ callers, tiles, now }: Pick<Dependencies, 'callers' | 'now'> & { tiles: TileStore }) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'GET' || !request.url?.startsWith('/tiles/')) return false;
    const { headers } = request;
    if (!headers['accept-encoding']?.includes('gzip') || headers['accept-encoding'].includes(';')) return false;
    const asked = readUrl(request.url);
    if (!asked) return false;
    const caller = callers.atOnce(readerOf(request));
    if (!caller) return false;
    const layers = readableAmong(caller, asked.layerIds);
    if (layers.length === 0 || layers.some(({ parts }) => holdsRestricted(parts))) return false;
    const states = asked.everyState ? 'all' : { day: vietnamDay(now()) };
    const tag = tiles.tagAtOnce({ layers, clearance: caller.clearance, states });
    if (tag === undefined) return false;
    const held = headers['if-none-match'];
    if (held === tag) {
      response.writeHead(304, { ...commonHeaders(headers.host), ETag: tag }).end();
      return true;
    }
    // A list of tags, or a weak one, deserves a closer look.
    if (held !== undefined && !/^"[\w-]+"$/.test(held)) return false;
    const tile = tiles.madeTile(tag, asked.address);
    if (!tile) return false;
    if (tile.gzip === null) {
      response.writeHead(204, { ...commonHeaders(headers.host), ETag: tag }).end();
      return true;
    }
    response.writeHead(200, {
      ...commonHeaders(headers.host),
      ETag: tag,
      'Content-Type': tileType,
      'Content-Encoding': 'gzip',
      'Content-Length': tile.gzip.length,
    });
    response.end(tile.gzip);
    return true;
  };
}

const commonHeaders = (host: string | undefined) => ({
  'Cache-Control': 'private, no-cache',
  Vary: 'Accept-Encoding, Cookie, Authorization',
  ...safetyHeaders(host),
});

interface TileAsked {
  readonly layerIds: readonly string[];
  readonly address: TileAddress;
  readonly everyState: boolean;
}

function readUrl(url: string): TileAsked | undefined {
  const [, layer, z, x, y, search] = ordinaryTile.exec(url) ?? [];
  if (layer === undefined || z === undefined || x === undefined || y === undefined) return undefined;
  const address = parseTileAddress(z, x, y);
  if (!address) return undefined;
  const parameters = search ? search.split('&') : [];
  const names = new Set(parameters.map((parameter) => parameter.split('=', 1)[0]));
  if (names.size < parameters.length || !parameters.every((parameter) => ordinaryParameter.test(parameter)))
    return undefined;
  const listed = parameters.find((parameter) => parameter.startsWith('layers='))?.slice('layers='.length);
  // `layers` belongs to `all` and to nothing else; without it `all` is everything, which is not ordinary.
  if ((layer === 'all') !== (listed !== undefined)) return undefined;
  return { layerIds: listed?.split(',') ?? [layer], address, everyState: parameters.includes('states=all') };
}

/** Repeated headers, which Node joins or hands over as a list, are left to the long way by not being seen as tokens. */
const readerOf = ({ headers }: IncomingMessage): HeaderReader => ({
  get: (name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  },
});
