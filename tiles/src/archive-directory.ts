import { gzipSync } from 'node:zlib';
import { sizeOfVarint, writeVarint } from './varint.ts';

/** One line of a PMTiles directory: `runLength` tiles from `tileId` on share the bytes; 0 points to a leaf directory. */
export interface DirectoryEntry {
  readonly tileId: number;
  readonly offset: number;
  readonly length: number;
  readonly runLength: number;
}

export interface Directories {
  readonly root: Uint8Array;
  readonly leaves: Uint8Array;
}

/** The root directory has to be within the first 16 kB of the file, together with the header. */
const mostRootBytes = 16_384 - 127;

/** Gzipped directories for the entries (ascending tile ids): only a root when that is small enough, else root and leaves. */
export function writeDirectories(entries: readonly DirectoryEntry[]): Directories {
  const root = serialise(entries);
  if (root.length <= mostRootBytes) return { root, leaves: new Uint8Array(0) };
  for (let leafSize = 4096; ; leafSize *= 2) {
    const pointers: DirectoryEntry[] = [];
    const leaves: Uint8Array[] = [];
    let offset = 0;
    for (let from = 0; from < entries.length; from += leafSize) {
      const leaf = serialise(entries.slice(from, from + leafSize));
      pointers.push({ tileId: entries[from]?.tileId ?? 0, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const small = serialise(pointers);
    if (small.length <= mostRootBytes) return { root: small, leaves: Buffer.concat(leaves) };
  }
}

function serialise(entries: readonly DirectoryEntry[]): Uint8Array {
  const numbers = [entries.length];
  let lastId = 0;
  for (const { tileId } of entries) {
    numbers.push(tileId - lastId);
    lastId = tileId;
  }
  for (const { runLength } of entries) numbers.push(runLength);
  for (const { length } of entries) numbers.push(length);
  entries.forEach(({ offset }, index) => {
    const previous = entries[index - 1];
    // 0 says "right behind the one before".
    numbers.push(previous && offset === previous.offset + previous.length ? 0 : offset + 1);
  });
  const bytes = new Uint8Array(numbers.reduce((sum, number) => sum + sizeOfVarint(number), 0));
  numbers.reduce((at, number) => writeVarint(bytes, at, number), 0);
  return gzipSync(bytes, { level: 9 });
}
