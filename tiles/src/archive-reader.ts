import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Issue, IssueCode } from '@phen-dau/geodata';
import { Compression, findTile, type Header, ResolvedValueCache, type Source, TileType, zxyToTileId } from 'pmtiles';
import { type Bounds, isTileAddress, type TileAddress } from './address.ts';
import { type ArchiveTileType, archiveTileTypes } from './archive-writer.ts';

/** What an archive says of itself. */
export interface ArchiveDescription {
  readonly type: ArchiveTileType;
  /** How the tile bytes are compressed, as a Content-Encoding; `identity` for raster tiles. */
  readonly encoding: 'gzip' | 'br' | 'zstd' | 'identity';
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: Bounds;
  /** The archive's own JSON; `{}` when it is not an object. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A PMTiles file that was opened and looks sound. */
export interface TileArchive {
  readonly description: ArchiveDescription;
  /** Changes when the file is another one; part of entity tags. */
  readonly stamp: string;
  /** The tile's bytes as the archive holds them, null when it has none there, or what is wrong with the archive. */
  readTile(address: TileAddress): Promise<{ readonly bytes: Uint8Array | null } | { readonly issue: Issue }>;
  close(): Promise<void>;
}

const mostMetadataBytes = 4 * 1024 * 1024;
const mostDirectoryBytes = 32 * 1024 * 1024;
const headerLength = 127;
const encodings: Readonly<Record<number, ArchiveDescription['encoding']>> = {
  [Compression.Unknown]: 'identity',
  [Compression.None]: 'identity',
  [Compression.Gzip]: 'gzip',
  [Compression.Brotli]: 'br',
  [Compression.Zstd]: 'zstd',
};
const unzip = promisify(gunzip);

/** Marks a finding about the file on its way out of the `pmtiles` package, which only knows exceptions. */
class ArchiveFault extends Error {
  readonly code: IssueCode;
  constructor(code: IssueCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** Opens a local PMTiles file; a missing, truncated or otherwise broken one is an issue, not an exception. */
export async function openArchive(path: string): Promise<{ archive: TileArchive } | { issue: Issue }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return { archive: await describe(file, path) };
  } catch (error) {
    await file?.close();
    return { issue: issueOf(error) };
  }
}

async function describe(file: FileHandle, path: string): Promise<TileArchive> {
  const { size, mtimeMs } = await file.stat();
  if (size === 0) throw new ArchiveFault('file-empty', 'the file is empty');
  if (size < headerLength) throw new ArchiveFault('file-truncated', 'the file is shorter than a PMTiles header');
  const start = Buffer.from((await readRange(file, 0, 8)) as ArrayBuffer);
  if (start.toString('latin1', 0, 7) !== 'PMTiles' || start[7] !== 3) {
    throw new ArchiveFault('file-unreadable', 'not a PMTiles version 3 archive');
  }
  const source: Source = {
    getKey: () => path,
    getBytes: async (offset, length) => ({ data: await readRange(file, offset, length) }),
  };
  const cache = new ResolvedValueCache(64, false, unpackDirectory);
  const header = await cache.getHeader(source);
  checkSections(header, size);
  const type = (Object.keys(archiveTileTypes) as ArchiveTileType[]).find(
    (name) => archiveTileTypes[name] === header.tileType,
  );
  if (!type)
    throw new ArchiveFault(
      'file-unreadable',
      `tiles of an unknown type (${TileType[header.tileType] ?? header.tileType})`,
    );
  const encoding = encodings[header.tileCompression];
  if (!encoding) throw new ArchiveFault('file-unreadable', 'tiles compressed in an unknown way');
  const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = header;
  const bounds: Bounds = [minLon, minLat, maxLon, maxLat];
  return {
    description: { type, encoding, minZoom, maxZoom, bounds, metadata: await readMetadata(file, header) },
    stamp: `${size}-${Math.round(mtimeMs)}`,
    close: () => file.close(),
    async readTile(address) {
      try {
        return { bytes: await readTile(cache, source, header, address) };
      } catch (error) {
        return { issue: issueOf(error) };
      }
    },
  };
}

/** The package's own `getZxy` unpacks every tile; ours are sent on as they are, so the directories are walked here. */
async function readTile(
  cache: ResolvedValueCache,
  source: Source,
  header: Header,
  address: TileAddress,
): Promise<Uint8Array | null> {
  if (!isTileAddress(address) || address.z < header.minZoom || address.z > header.maxZoom) return null;
  const tileId = zxyToTileId(address.z, address.x, address.y);
  let offset = header.rootDirectoryOffset;
  let length = header.rootDirectoryLength;
  for (let depth = 0; depth < 4; depth++) {
    const entry = findTile(await cache.getDirectory(source, offset, length, header), tileId);
    if (!entry) return null;
    if (entry.runLength > 0) {
      if (entry.offset + entry.length > (header.tileDataLength ?? 0)) throw truncated();
      const { data } = await source.getBytes(header.tileDataOffset + entry.offset, entry.length);
      if (data.byteLength !== entry.length) throw truncated();
      return new Uint8Array(data);
    }
    if (entry.length > mostDirectoryBytes) throw truncated();
    offset = header.leafDirectoryOffset + entry.offset;
    length = entry.length;
  }
  throw new ArchiveFault('nested-too-deep', 'directories nested too deep');
}

const truncated = () => new ArchiveFault('file-truncated', 'the file ends before its tiles do');

function checkSections(header: Header, size: number): void {
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ];
  if (ends.some((end) => !Number.isSafeInteger(end) || end > size)) throw truncated();
}

async function readMetadata(file: FileHandle, header: Header): Promise<Record<string, unknown>> {
  if (header.jsonMetadataLength === 0) return {};
  if (header.jsonMetadataLength > mostMetadataBytes) throw new ArchiveFault('file-unreadable', 'metadata too large');
  const bytes = await readRange(file, header.jsonMetadataOffset, header.jsonMetadataLength);
  const text = new TextDecoder().decode(await unpack(bytes, header.internalCompression, mostMetadataBytes));
  const metadata: unknown = JSON.parse(text);
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? { ...metadata } : {};
}

/** The package trusts a directory's count of entries; a broken one would have it fill the memory. */
async function unpackDirectory(bytes: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  const unpacked = await unpack(bytes, compression, mostDirectoryBytes);
  const view = new Uint8Array(unpacked);
  let count = 0;
  for (let at = 0, factor = 1; at < 8; at++, factor *= 128) {
    const byte = view[at];
    if (byte === undefined) throw new ArchiveFault('file-unreadable', 'broken directory');
    count += (byte & 127) * factor;
    if (byte < 128) break;
  }
  // Every entry takes at least four bytes.
  if (count * 4 >= view.length) throw new ArchiveFault('file-unreadable', 'broken directory');
  return unpacked;
}

async function unpack(bytes: ArrayBuffer, compression: Compression, mostBytes: number): Promise<ArrayBuffer> {
  if (compression === Compression.None || compression === Compression.Unknown) return bytes;
  if (compression !== Compression.Gzip)
    throw new ArchiveFault('file-unreadable', 'directory compressed in an unknown way');
  const unpacked = await unzip(bytes, { maxOutputLength: mostBytes });
  return unpacked.buffer.slice(unpacked.byteOffset, unpacked.byteOffset + unpacked.byteLength) as ArrayBuffer;
}

/** What the file has of the range; shorter at its end. */
async function readRange(file: FileHandle, offset: number, length: number): Promise<ArrayBuffer> {
  const target = new ArrayBuffer(length);
  const { bytesRead } = await file.read(new Uint8Array(target), 0, length, offset);
  return bytesRead === length ? target : target.slice(0, bytesRead);
}

function issueOf(error: unknown): Issue {
  const code = error instanceof ArchiveFault ? error.code : 'file-unreadable';
  const reason = error instanceof Error ? error.message : String(error);
  return { code, severity: 'error', context: { reason } };
}
