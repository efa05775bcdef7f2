/** A tile as it is sent: gzip bytes, or null for a tile with nothing in it. */
export interface StoredTile {
  readonly gzip: Uint8Array | null;
}

interface Entry {
  readonly tile: StoredTile;
  /** Count of puts when it was last moved to the front. */
  movedAt: number;
}

/** What an entry costs besides its bytes: key, list links, object. */
const bytesPerEntry = 300;

/**
 * Tiles ready to send, bounded in bytes; what was not asked for longest goes first (to within one tile put). Keys hold everything a tile depends
 * on (access class, layer version, address), so nothing in here is ever wrong, only no longer asked for.
 */
export class TileCache {
  private readonly tiles = new Map<string, Entry>();
  private readonly underway = new Map<string, Promise<StoredTile>>();
  private readonly maxBytes: number;
  private heldBytes = 0;
  /** How many tiles were ever put; tells whether an entry is in front already. */
  private puts = 0;

  constructor(options: { readonly maxBytes: number }) {
    this.maxBytes = options.maxBytes;
  }

  /** Bytes held, keys and book-keeping included. */
  get byteLength(): number {
    return this.heldBytes;
  }
  get size(): number {
    return this.tiles.size;
  }

  /**
   * The tile when it is here. It moves to the front at most once between two tiles that are put: only those push others out,
   * so a map that shows what is here already costs one look-up a tile.
   */
  get(key: string): StoredTile | undefined {
    const entry = this.tiles.get(key);
    if (entry === undefined) return undefined;
    if (entry.movedAt !== this.puts) {
      entry.movedAt = this.puts;
      this.tiles.delete(key);
      this.tiles.set(key, entry);
    }
    return entry.tile;
  }

  /** The tile, made now if it is not here; however many ask at once, it is made once. A failure is not kept. */
  async resolve(key: string, make: () => Promise<Uint8Array | null>): Promise<StoredTile> {
    const known = this.get(key) ?? this.underway.get(key);
    if (known !== undefined) return known;
    const making = make().then((gzip) => {
      const tile = { gzip };
      this.put(key, tile);
      return tile;
    });
    this.underway.set(key, making);
    try {
      return await making;
    } finally {
      this.underway.delete(key);
    }
  }

  private put(key: string, tile: StoredTile): void {
    const cost = costOf(key, tile);
    if (cost > this.maxBytes) return;
    this.puts += 1;
    this.tiles.set(key, { tile, movedAt: this.puts });
    this.heldBytes += cost;
    for (const [oldest, old] of this.tiles) {
      if (this.heldBytes <= this.maxBytes) break;
      this.tiles.delete(oldest);
      this.heldBytes -= costOf(oldest, old.tile);
    }
  }
}

const costOf = (key: string, { gzip }: StoredTile) => bytesPerEntry + 2 * key.length + (gzip?.byteLength ?? 0);
