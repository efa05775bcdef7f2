import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import type { Bounds, TileAddress } from './address.ts';
import { type DirectoryEntry, writeDirectories } from './archive-directory.ts';

/** What the tiles of an archive are; the numbers are those of the PMTiles header. */
export const archiveTileTypes = { mvt: 1, png: 2, jpeg: 3, webp: 4, avif: 5 } as const;
export type ArchiveTileType = keyof typeof archiveTileTypes;

export interface ArchiveTile {
  readonly address: TileAddress;
  /** As the archive shall hold them: compressed already, if `compression` says so. */
  readonly bytes: Uint8Array;
}

export interface ArchiveToWrite {
  readonly tiles: Iterable<ArchiveTile>;
  readonly type: ArchiveTileType;
  readonly compression: 'gzip' | 'none';
  /** Kept as JSON: name, attribution, `vector_layers`, … */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly bounds: Bounds;
}

const headerLength = 127;
const gzip = 2;
const uncompressed = 1;

/** A PMTiles v3 archive, clustered; equal tiles are kept once. Null when there is no tile at all. */
export function writeArchive(archive: ArchiveToWrite): Uint8Array | null {
  const tiles = [...archive.tiles]
    .map(({ address, bytes }) => ({ id: zxyToTileId(address.z, address.x, address.y), z: address.z, bytes }))
    .sort((one, other) => one.id - other.id);
  if (tiles.length === 0) return null;
  const { entries, contents, dataLength } = layOut(tiles);
  const { root, leaves } = writeDirectories(entries);
  const metadata = gzipSync(JSON.stringify(archive.metadata), { level: 9 });
  const header = new Uint8Array(headerLength);
  const view = new DataView(header.buffer);
  header.set(new TextEncoder().encode('PMTiles'));
  header[7] = 3;
  const sections = [root.length, metadata.length, leaves.length, dataLength];
  let offset = headerLength;
  sections.forEach((length, index) => {
    view.setBigUint64(8 + 16 * index, BigInt(offset), true);
    view.setBigUint64(16 + 16 * index, BigInt(length), true);
    offset += length;
  });
  [tiles.length, entries.length, contents.length].forEach((count, index) => {
    view.setBigUint64(72 + 8 * index, BigInt(count), true);
  });
  const zooms = tiles.map(({ z }) => z);
  const minZoom = zooms.reduce((least, z) => Math.min(least, z));
  const maxZoom = zooms.reduce((most, z) => Math.max(most, z));
  const compression = archive.compression === 'gzip' ? gzip : uncompressed;
  header.set([1, gzip, compression, archiveTileTypes[archive.type], minZoom, maxZoom], 96);
  const [west, south, east, north] = archive.bounds;
  [west, south, east, north].forEach((degrees, index) => {
    view.setInt32(102 + 4 * index, Math.round(degrees * 1e7), true);
  });
  header[118] = minZoom;
  view.setInt32(119, Math.round(((west + east) / 2) * 1e7), true);
  view.setInt32(123, Math.round(((south + north) / 2) * 1e7), true);
  return Buffer.concat([header, root, metadata, leaves, ...contents]);
}

interface Layout {
  readonly entries: DirectoryEntry[];
  /** Distinct tile bytes in file order. */
  readonly contents: Uint8Array[];
  readonly dataLength: number;
}

function layOut(tiles: readonly { readonly id: number; readonly bytes: Uint8Array }[]): Layout {
  const entries: DirectoryEntry[] = [];
  const contents: Uint8Array[] = [];
  const offsets = new Map<string, number>();
  let dataLength = 0;
  for (const { id, bytes } of tiles) {
    const digest = createHash('sha256').update(bytes).digest('base64');
    let offset = offsets.get(digest);
    if (offset === undefined) {
      offset = dataLength;
      offsets.set(digest, offset);
      contents.push(bytes);
      dataLength += bytes.length;
    }
    const last = entries.at(-1);
    if (last && last.tileId + last.runLength > id) throw new Error(`Tile ${id} is in the archive twice`);
    if (last && last.offset === offset && last.length === bytes.length && last.tileId + last.runLength === id) {
      entries[entries.length - 1] = { ...last, runLength: last.runLength + 1 };
    } else {
      entries.push({ tileId: id, offset, length: bytes.length, runLength: 1 });
    }
  }
  return { entries, contents, dataLength };
}
