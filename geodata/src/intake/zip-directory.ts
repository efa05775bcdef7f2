import type { SurveyLimits } from './limits.ts';

/** One file as the directory at the end of a zip describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** Where its packed bytes begin. */
  readonly dataStart: number;
}

/** Why a zip is not opened; the words are in `issue-words.ts`. */
export interface ZipRefusal {
  readonly reason:
    | 'not-an-archive'
    | 'archive-path'
    | 'archive-size'
    | 'archive-ratio'
    | 'archive-entries'
    | 'archive-encrypted'
    | 'archive-method'
    | 'archive-damaged'
    | 'archive-overlap'
    | 'archive-too-large';
  readonly entry: string;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const longestComment = 0xffff;

/**
 * Reads the directory of a zip and refuses what no honest device writes: names that leave the archive, entries that lie over
 * one another, passwords, false or absurd sizes. fflate unpacks well but hands `../evil.txt` over as it is and cuts an entry
 * with a lying size in silence, so it is only given bytes that passed here.
 */
export function zipDirectory(archive: Uint8Array, limits: SurveyLimits): ZipEntry[] | ZipRefusal {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOfDirectory(view);
  if (end === -1) return refusal('not-an-archive', '');
  const count = view.getUint16(end + 10, true);
  const directoryBytes = view.getUint32(end + 12, true);
  const directoryStart = view.getUint32(end + 16, true);
  // Zip64 (all ones) is for archives beyond any limit here.
  if (directoryStart === 0xffffffff || count === 0xffff) return refusal('archive-entries', String(count));
  if (count > limits.archiveEntries) return refusal('archive-entries', String(count));
  if (directoryStart + directoryBytes > end) return refusal('not-an-archive', '');
  const entries: ZipEntry[] = [];
  let at = directoryStart;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) return refusal('archive-damaged', '');
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return refusal('archive-damaged', '');
    const flags = view.getUint16(at + 8, true);
    const name = entryName(archive.subarray(at + 46, at + 46 + nameBytes), flags);
    const entry = entryOf(view, at, name);
    if ('reason' in entry) return entry;
    if (!isInside(name)) return refusal('archive-path', name);
    if ((flags & 1) !== 0) return refusal('archive-encrypted', name);
    total += entry.bytes;
    if (total > limits.expandedBytes) return refusal('archive-too-large', name);
    if (swells(entry.bytes, entry.packedBytes, limits)) return refusal('archive-ratio', name);
    if (!name.endsWith('/')) entries.push(entry);
    at = next;
  }
  const overlapping = overlap(entries, directoryStart);
  return overlapping === undefined ? entries : refusal('archive-overlap', overlapping);
}

/** Whether an entry is large and states to unpack to more than any honest content does. */
export const swells = (
  bytes: number,
  packedBytes: number,
  { expansionRatio, expansionJudgedBytes }: SurveyLimits,
): boolean => bytes > expansionJudgedBytes && bytes > expansionRatio * packedBytes;

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return -1;
}

function entryOf(view: DataView, at: number, name: string): ZipEntry | ZipRefusal {
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) return refusal('archive-method', name);
  const packedBytes = view.getUint32(at + 20, true);
  const bytes = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== localSignature) {
    return refusal('archive-damaged', name);
  }
  const dataStart = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (dataStart + packedBytes > view.byteLength) return refusal('archive-damaged', name);
  if (method === 0 && bytes !== packedBytes) return refusal('archive-size', name);
  return { name, method, packedBytes, bytes, crc32: view.getUint32(at + 16, true), dataStart };
}

/** UTF-8 where the flag says so or the bytes are; else the old code page, of which only ASCII is safe to show. */
function entryName(bytes: Uint8Array, flags: number): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const name = (flags & 0x800) !== 0 || !text.includes('\ufffd') ? text : new TextDecoder('latin1').decode(bytes);
  return name.normalize('NFC');
}

/** Whether a name stays inside the archive: no root, no drive, no way up, no sign that a file system reads otherwise. */
export function isInside(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs in a name are an attack
  if (name === '' || /[\\\u0000-\u001f]/.test(name) || /^(?:\/|[a-z]:)/i.test(name)) return false;
  return name.split('/').every((part) => part !== '..');
}

/** The name of an entry whose bytes belong to another one or to the directory too; undefined when there is none. */
function overlap(entries: readonly ZipEntry[], directoryStart: number): string | undefined {
  const sorted = entries.toSorted((one, other) => one.dataStart - other.dataStart);
  for (const [at, { name, dataStart, packedBytes }] of sorted.entries()) {
    const end = dataStart + packedBytes;
    if (end > directoryStart || end > (sorted[at + 1]?.dataStart ?? end)) return name;
  }
  return undefined;
}

const refusal = (reason: ZipRefusal['reason'], entry: string): ZipRefusal => ({ reason, entry: entry.slice(-80) });
