import { type LayerPart, tileFields } from '@phen-dau/geodata';
import { LayerPacker, labelLayer, type PackedLayer, type TilePart, type TileValue } from '@phen-dau/tiles';
import type { Actor, Database, Transaction } from './database/database.ts';
import { streamPart, type TileSourceRow } from './queries/features.ts';
import { changesSince, partVersions } from './queries/layers.ts';
import { partName } from './tile-versions.ts';

/** Which states of the features a tile shows: those of one day, or every state with the days it held (`from`, `to`). */
export type TileStates = { readonly day: string } | 'all';

/** One layer part ready for tiles, as it was at a version. Never altered: a change makes another. */
export interface PartSnapshot {
  readonly version: number;
  /** The packed part and the changes laid over it since; null when it is too large to keep in memory. */
  readonly parts: readonly TilePart[] | null;
  readonly byteLength: number;
}

/** Layers of changes (and of their labels) over a part before it is packed anew behind the scenes. */
const mostOverlays = 24;
/** Reading a whole part may take longer than an ordinary statement may. */
const readingLimits = { statementMs: 120_000 };

interface Keeping {
  readonly database: Database;
  readonly part: LayerPart;
  readonly states: TileStates;
  /** Above this many vertices the part is not packed. */
  readonly mostVertices: number;
  /** Told of every new snapshot with the changes seen before it was read began. */
  readonly changesSeen: () => number;
  readonly noted: (snapshot: PartSnapshot, changesSeen: number) => void;
}

/** Keeps one layer part packed and follows its changes: an edit costs the features it touched, not the part. */
export class PartKeeper {
  private readonly keeping: Keeping;
  private snapshot: PartSnapshot | undefined;
  private refreshing: Promise<PartSnapshot> | undefined;
  private repacking = false;

  constructor(keeping: Keeping) {
    this.keeping = keeping;
  }

  get byteLength(): number {
    return this.snapshot?.byteLength ?? 0;
  }
  get isLoaded(): boolean {
    return this.snapshot !== undefined;
  }

  /** The part at this version or a later one. */
  async at(version: number): Promise<PartSnapshot> {
    if (this.snapshot && this.snapshot.version >= version) return this.snapshot;
    // What is underway may have begun before the change; what begins now has not.
    if (this.refreshing) await this.refreshing;
    return this.snapshot && this.snapshot.version >= version ? this.snapshot : this.refresh();
  }

  /** Reads what has changed, or everything the first time. */
  refresh(): Promise<PartSnapshot> {
    this.refreshing ??= this.read().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async read(): Promise<PartSnapshot> {
    const seen = this.keeping.changesSeen();
    const next = await this.transaction(async (transaction) => {
      if (!this.snapshot) return this.readAll(transaction);
      const { version, tileIds } = await changesSince(transaction, this.keeping.part, this.snapshot.version);
      if (version === this.snapshot.version) return this.snapshot;
      if (this.snapshot.parts === null) return { ...this.snapshot, version };
      return tileIds === null
        ? this.readAll(transaction)
        : this.readOver(transaction, { ...this.snapshot, parts: this.snapshot.parts, version }, tileIds);
    });
    this.snapshot = next;
    this.keeping.noted(next, seen);
    if ((next.parts?.length ?? 0) > mostOverlays) void this.repack();
    return next;
  }

  private async readAll(transaction: Transaction): Promise<PartSnapshot> {
    const { part, mostVertices } = this.keeping;
    const versions = await partVersions(transaction, part.sensitivity);
    const version = versions.get(partName(part)) ?? 0;
    const packer = new LayerPacker(this.layerToPack());
    for await (const rows of this.stream(transaction)) {
      for (const row of rows) packer.add(this.featureOf(row));
      if (packer.vertexCount > mostVertices) return { version, parts: null, byteLength: 0 };
    }
    const parts = this.withLabels(packer.finish().packed);
    return { version, parts, byteLength: bytesOf(parts) };
  }

  /** The touched features anew, over a part in which they are hidden; whoever does not come back is gone. */
  private async readOver(
    transaction: Transaction,
    under: PartSnapshot & { readonly parts: readonly TilePart[] },
    tileIds: readonly number[],
  ): Promise<PartSnapshot> {
    const [base] = under.parts;
    const packer = new LayerPacker({ ...this.layerToPack(), ...(base && { dictionary: base.packed.dictionary }) });
    for await (const rows of this.stream(transaction, tileIds)) for (const row of rows) packer.add(this.featureOf(row));
    const over = this.withLabels(packer.finish().packed);
    const touched = new Set(tileIds);
    const hiding = under.parts.map((part) => hide(part, touched));
    return { version: under.version, parts: [...hiding, ...over], byteLength: under.byteLength + bytesOf(over) };
  }

  /** Packs the part anew while tiles go on being made from what is there. */
  private async repack(): Promise<void> {
    if (this.repacking) return;
    this.repacking = true;
    try {
      const whole = await this.transaction((transaction) => this.readAll(transaction));
      // Changes that came meanwhile are laid over it by the next refresh, which starts from its version.
      if (!this.refreshing) this.snapshot = whole;
    } catch {
      // The overlays are right too, only more of them; the next change tries again.
    } finally {
      this.repacking = false;
    }
  }

  private transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    // Not `read`: a replica may not have the change yet that we were told of.
    const { database, part } = this.keeping;
    const reader: Actor = { role: `reader_${part.sensitivity}`, account: null };
    return database.transaction(reader, work, readingLimits);
  }

  private stream(transaction: Transaction, tileIds?: readonly number[]) {
    const { part, states } = this.keeping;
    const which = states === 'all' ? ({ states: 'all' } as const) : ({ states: 'current', asOf: states.day } as const);
    return streamPart(transaction, part, { ...which, ...(tileIds && { tileIds }) });
  }

  private layerToPack() {
    const { layer } = this.keeping.part;
    const fields = this.keeping.states === 'all' ? [...tileFields(layer), 'from', 'to'] : tileFields(layer);
    return { name: layer.id, fields, minZoom: layer.minZoom, maxZoom: layer.maxZoom };
  }

  /** What was packed, and for areas their labels beside it; nothing when nothing was packed. */
  private withLabels(packed: PackedLayer): TilePart[] {
    if (packed.count === 0) return [];
    const all = this.keeping.part.layer.geometry === 'MultiPolygon' ? [packed, labelLayer(packed)] : [packed];
    return all.map((each) => ({ packed: each, hidden: undefined }));
  }

  private featureOf({ tileId, wkb, values, validFrom, validTo }: TileSourceRow) {
    const attributes = values as readonly TileValue[];
    if (this.keeping.states !== 'all') return { tileId, geometry: wkb, values: attributes };
    return { tileId, geometry: wkb, values: [...attributes, dayNumber(validFrom), dayNumber(validTo)] };
  }
}

const bytesOf = (parts: readonly TilePart[]) => parts.reduce((sum, { packed }) => sum + packed.byteLength, 0);

/** `2024-03-01` as 20240301, so that a style can compare days as numbers; null stays null. */
const dayNumber = (day: string | null): number | null => (day === null ? null : Number(day.replaceAll('-', '')));

function hide(part: TilePart, touched: ReadonlySet<number>): TilePart {
  const { ids } = part.packed;
  let hidden: Uint8Array | undefined;
  for (let index = 0; index < ids.length; index++) {
    if (!touched.has(ids[index] as number)) continue;
    hidden ??= part.hidden?.slice() ?? new Uint8Array(ids.length);
    hidden[index] = 1;
  }
  return hidden ? { ...part, hidden } : part;
}
