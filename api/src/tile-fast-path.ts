import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseTileAddress, type StoredTile, type TileAddress } from '@phen-dau/tiles';
import type { Caller } from './account.ts';
import type { Dependencies } from './app.ts';
import type { HeaderReader } from './callers.ts';
import { holdsRestricted } from './reading.ts';
import { readableAmong, tileType } from './routes/tiles.ts';
import { isLoopback, safetyHeaders } from './secure-headers.ts';
import type { TileStore, TileView } from './tile-store.ts';
import { vietnamDay } from './today.ts';

/** The ordinary request for a tile: no day of its own, nothing to refuse. All others take the long way. */
const ordinaryTile = /^\/tiles\/([a-z-]{1,40})\/(\d{1,2})\/(\d{1,7})\/(\d{1,7})\.mvt(?:\?([a-z\d=&,._-]{0,500}))?$/i;
const ordinaryParameter = /^(?:v=[\w.-]*|states=all|layers=[a-z,-]+)$/;

/** What a caller's request for an address of a tile comes to; null when it takes the long way. */
interface Ready {
  readonly view: TileView;
  readonly address: TileAddress;
}

/** Addresses remembered for one caller; a map on a large screen has some hundred. */
const mostReady = 5_000;

/**
 * Answers a request for a tile that is in memory, straight from Node: no framework, no promise. A map asks for dozens at
 * once, and this takes most of what they cost away. The same function as everywhere decides who may see what, once for a
 * caller and an address: the caller is an object that lives only as long as nothing of the account changes. Returns false,
 * having done nothing, whenever anything is out of the ordinary: a caller not known from a moment ago, a tile not made yet,
 * a refusal, a client that cannot unpack, or features that are restricted (each reading of those is logged).
 *
 * Not logged one by one, unlike everything else: a session at the map is thousands of lines that say nothing.
 */
export function tileFastPath({ callers, tiles, now }: Pick<Dependencies, 'callers' | 'now'> & { tiles: TileStore }) {
  let readyOf = new WeakMap<Caller, Map<string, Ready | null>>();
  let today = '';
  let tomorrowBegins = 0;

  /** Views name their day, so at midnight all are made anew. */
  function keepDay(): void {
    const moment = now();
    if (moment.getTime() < tomorrowBegins) return;
    today = vietnamDay(moment);
    tomorrowBegins = Date.parse(`${today}T00:00:00+07:00`) + 24 * 3600 * 1000;
    readyOf = new WeakMap();
  }

  function ready(caller: Caller, url: string): Ready | null {
    const known = readyOf.get(caller) ?? new Map<string, Ready | null>();
    const found = known.get(url);
    if (found !== undefined) return found;
    if (known.size >= mostReady) known.clear();
    const made = prepare(caller, url, today);
    known.set(url, made);
    readyOf.set(caller, known);
    return made;
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url, headers } = request;
    if (method !== 'GET' || !url?.startsWith('/tiles/')) return false;
    const encodings = headers['accept-encoding'];
    if (!encodings?.includes('gzip') || encodings.includes(';')) return false;
    const caller = callers.atOnce(readerOf(request));
    if (!caller) return false;
    keepDay();
    const asked = ready(caller, url);
    if (!asked) return false;
    const tag = tiles.tagAtOnce(asked.view);
    if (tag === undefined) return false;
    const held = headers['if-none-match'];
    const common = isLoopback(headers.host) ? onLoopback : elsewhere;
    if (held === tag) {
      response.writeHead(304, [...common, 'ETag', tag]).end();
      return true;
    }
    // A list of tags, or a weak one, deserves a closer look.
    if (held !== undefined && !/^"[\w-]+"$/.test(held)) return false;
    const tile = tiles.madeTile(tag, asked.address);
    if (!tile) return false;
    if (tile.gzip === null) {
      response.writeHead(204, [...common, 'ETag', tag]).end();
      return true;
    }
    response.writeHead(200, [...common, ...ofTile, 'ETag', tag, 'Content-Length', String(tile.gzip.length)]);
    response.end(textOf(tile, tile.gzip), 'latin1');
    return true;
  };
}

/**
 * The bytes as text of one byte a character. Node sends such a text in one piece with the headers, where bytes are a second
 * piece that costs it a sixth of all its work for a tile; kept as long as the tile itself is.
 */
const textOf = (() => {
  const texts = new WeakMap<StoredTile, string>();
  return (tile: StoredTile, bytes: Uint8Array): string => {
    const known = texts.get(tile);
    if (known !== undefined) return known;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    texts.set(tile, text);
    return text;
  };
})();

function prepare(caller: Caller, url: string, today: string): Ready | null {
  const asked = readUrl(url);
  if (!asked) return null;
  const layers = readableAmong(caller, asked.layerIds);
  if (layers.length === 0 || layers.some(({ parts }) => holdsRestricted(parts))) return null;
  const states = asked.everyState ? 'all' : { day: today };
  return { view: { layers, clearance: caller.clearance, states }, address: asked.address };
}

/** Names and values in turn: the form Node takes without looking at each. */
const common = (host: string | undefined) => [
  ...Object.entries(safetyHeaders(host)).flat(),
  ...['Cache-Control', 'private, no-cache', 'Vary', 'Accept-Encoding, Cookie, Authorization'],
];
const onLoopback = common('localhost');
const elsewhere = common(undefined);
const ofTile = ['Content-Type', tileType, 'Content-Encoding', 'gzip'];

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
