import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { Clearance, Layer, LayerPart } from '@phen-dau/geodata';
import { encodeTile, type StoredTile, type TileAddress, TileCache, type TilePart, tileTag } from '@phen-dau/tiles';
import type { Database } from './database/database.ts';
import { layerTile } from './queries/tiles.ts';
import { PartKeeper, type TileStates } from './tile-part.ts';
import { partName, tileVersions } from './tile-versions.ts';

/** A layer as far as a reader may see it. */
export interface ReadableLayer {
  readonly layer: Layer;
  /** Never empty. */
  readonly parts: readonly LayerPart[];
}

/** What the tiles of a request hold. Whoever asks has made sure that the reader may see every part in it. */
export interface TileView {
  readonly layers: readonly ReadableLayer[];
  readonly clearance: Clearance;
  readonly states: TileStates;
}

/** Makes and keeps the tiles of all layers for readers of every clearance. */
export interface TileStore {
  /** The view's entity tag if it is known without asking the database. */
  tagAtOnce(view: TileView): string | undefined;
  tag(view: TileView): Promise<string>;
  /** The tile of the view with this tag if it has been made. */
  madeTile(tag: string, address: TileAddress): StoredTile | undefined;
  tile(view: TileView, tag: string, address: TileAddress): Promise<StoredTile>;
  close(): void;
}

export interface TileStoreOptions {
  readonly database: Database;
  /** Bytes of finished tiles kept; 128 MB when absent. */
  readonly cacheBytes?: number;
  /** Bytes of packed layers kept for days other than the one asked for most recently; 512 MB when absent. */
  readonly packedBytes?: number;
  /** A part with more vertices is cut into tiles by the database, where it can; 5 million when absent. */
  readonly mostVertices?: number;
}

/** Below this many bytes handing the work to another thread costs more than compressing. */
const worthAnotherThread = 16_384;
const compress = promisify(gzip);

export function createTileStore(options: TileStoreOptions): TileStore {
  const { database, packedBytes = 512 * 2 ** 20 } = options;
  // PGlite's PostGIS has no ST_AsMVT: there everything is packed, whatever its size.
  const mostVertices = database.engine === 'embedded' ? Number.POSITIVE_INFINITY : (options.mostVertices ?? 5_000_000);
  const cache = new TileCache({ maxBytes: options.cacheBytes ?? 128 * 2 ** 20 });
  /** By part and states, least recently used first. */
  const keepers = new Map<string, PartKeeper>();
  /** Tags of views that are asked for again and again as the same object; void when anything has changed since. */
  const latestTags = new WeakMap<TileView, { readonly epoch: number; readonly tag: string }>();
  const tags = new Map<string, { readonly version: number; readonly tag: string }>();
  const versions = tileVersions(database, (part) => {
    // Being told is the time to begin: the tile is asked for a moment later.
    for (const [key, keeper] of keepers) {
      if (key.startsWith(`${part} `) && keeper.isLoaded) keeper.refresh().catch(() => undefined);
    }
  });

  function keeperOf(part: LayerPart, states: TileStates): PartKeeper {
    const key = `${partName(part)} ${states === 'all' ? states : states.day}`;
    const keeper =
      keepers.get(key) ??
      new PartKeeper({
        database,
        part,
        states,
        mostVertices,
        changesSeen: () => versions.changesSeen(part),
        noted: ({ version }, changesSeen) => {
          versions.note(part, version, changesSeen);
          forgetOldest();
        },
      });
    keepers.delete(key);
    keepers.set(key, keeper);
    return keeper;
  }

  function forgetOldest(): void {
    let held = [...keepers.values()].reduce((sum, keeper) => sum + keeper.byteLength, 0);
    for (const [key, keeper] of keepers) {
      if (held <= packedBytes || keepers.size === 1) return;
      held -= keeper.byteLength;
      keepers.delete(key);
    }
  }

  const partsOf = (view: TileView) =>
    view.layers.length === 1 ? (view.layers[0]?.parts ?? []) : view.layers.flatMap(({ parts }) => parts);

  /** The sum says it all: each version only ever rises, so any change of any part changes it. */
  function tagFor(view: TileView, version: number): string {
    const layers = view.layers.map(({ layer }) => layer.id).join(' ');
    const variant = view.states === 'all' ? 'states=all' : view.states.day;
    const key = `${layers} ${view.clearance} ${variant}`;
    const known = tags.get(key);
    if (known?.version === version) return known.tag;
    const tag = tileTag({ layer: layers, version, accessClass: view.clearance, variant });
    if (tags.size > 10_000) tags.clear();
    tags.set(key, { version, tag });
    return tag;
  }

  async function make(view: TileView, address: TileAddress): Promise<Uint8Array | null> {
    const pieces = await Promise.all(view.layers.map((layer) => encode(layer, view, address)));
    const bytes = pieces.filter((piece) => piece !== null);
    if (bytes.length === 0) return null;
    // Layers follow each other in a tile, so tiles with different layers are joined by writing them one after another.
    const [first = new Uint8Array()] = bytes;
    const tile = bytes.length === 1 ? first : Buffer.concat(bytes);
    return tile.length < worthAnotherThread ? gzipSync(tile) : compress(tile);
  }

  async function encode({ layer, parts }: ReadableLayer, view: TileView, address: TileAddress) {
    if (address.z < layer.minZoom) return null;
    const snapshots = await Promise.all(
      parts.map(async (part) => keeperOf(part, view.states).at(await versions.of(part))),
    );
    const packed: TilePart[] = [];
    for (const snapshot of snapshots) {
      // One part too large for memory: the database makes the layer's tile, of all parts, because a name comes once in a tile.
      if (snapshot.parts === null) return layerTile(database, layer, parts, view.states, address);
      packed.push(...snapshot.parts);
    }
    return encodeTile(address, packed);
  }

  const keyOf = (tag: string, { z, x, y }: TileAddress) => `${tag}${z}/${x}/${y}`;

  return {
    tagAtOnce(view) {
      const latest = latestTags.get(view);
      if (latest?.epoch === versions.epoch) return latest.tag;
      const version = versions.atOnce(partsOf(view));
      if (version === undefined) return undefined;
      const tag = tagFor(view, version);
      latestTags.set(view, { epoch: versions.epoch, tag });
      return tag;
    },
    tag: async (view) => tagFor(view, await versions.sum(partsOf(view))),
    madeTile: (tag, address) => cache.get(keyOf(tag, address)),
    tile: (view, tag, address) => cache.resolve(keyOf(tag, address), () => make(view, address)),
    close: () => versions.close(),
  };
}
