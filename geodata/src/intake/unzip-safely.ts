import { Inflate } from 'fflate';
import type { Issue } from '../issue.ts';
import { inMegabytes, type SurveyLimits } from './limits.ts';
import type { ArchiveEntry, Unzip } from './survey-reader.ts';
import { type ZipEntry, type ZipRefusal, zipDirectory } from './zip-directory.ts';

/**
 * Unpacks a zip anywhere JavaScript runs. Every entry is inflated into exactly the room its directory states: one that gives
 * more or less, or fails its checksum, ends the whole archive, because then nothing in it can be trusted.
 */
export const unzipSafely: Unzip = async (archive, limits) => {
  const directory = zipDirectory(archive, limits);
  if (!Array.isArray(directory)) return { entries: [], issues: [zipIssue(directory, limits)] };
  const entries: ArchiveEntry[] = [];
  for (const entry of directory) {
    const packed = archive.subarray(entry.dataStart, entry.dataStart + entry.packedBytes);
    const bytes = entry.method === 0 ? packed : inflated(packed, entry.bytes);
    if (!(bytes instanceof Uint8Array)) return refused(bytes, entry, limits);
    if (crc32(bytes) !== entry.crc32) return refused('archive-damaged', entry, limits);
    entries.push({ name: entry.name, bytes });
  }
  return { entries, issues: [] };
};

/** A refusal as an issue. */
export function zipIssue({ reason, entry }: ZipRefusal, limits: SurveyLimits): Issue {
  if (reason === 'archive-too-large') {
    const context = { limit: inMegabytes(limits.expandedBytes), entry };
    return { code: 'archive-too-large', severity: 'error', context };
  }
  if (reason === 'archive-entries' || reason === 'archive-ratio') {
    const limit = reason === 'archive-entries' ? limits.archiveEntries : limits.expansionRatio;
    return { code: reason, severity: 'error', context: { limit, entry } };
  }
  return { code: 'archive-refused', severity: 'error', context: { reason, entry } };
}

function refused(reason: ZipRefusal['reason'], { name }: ZipEntry, limits: SurveyLimits) {
  return { entries: [], issues: [zipIssue({ reason, entry: name }, limits)] };
}

const pieceBytes = 64 * 1024;

/** The unpacked bytes, or why they are not the number that was stated. */
function inflated(packed: Uint8Array, bytes: number): Uint8Array | 'archive-size' | 'archive-damaged' {
  const whole = new Uint8Array(bytes);
  let filled = 0;
  let overflowing = false;
  const inflate = new Inflate((piece) => {
    overflowing ||= filled + piece.length > bytes;
    if (overflowing) return;
    whole.set(piece, filled);
    filled += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && !overflowing; at += pieceBytes) {
      inflate.push(packed.subarray(at, at + pieceBytes), at + pieceBytes >= packed.length);
    }
  } catch {
    return 'archive-damaged';
  }
  return overflowing || filled !== bytes ? 'archive-size' : whole;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (crcTable[(remainder ^ byte) & 0xff] as number) ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}
