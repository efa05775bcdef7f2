import { crc32 } from 'node:zlib';
import { type Issue, isInside, type SurveyLimits, swells, type Unzip, zipIssue } from '@phen-dau/geodata';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

/**
 * Unpacks an archive on the server. yauzl refuses names that lead out of the archive and sizes that lie; what it does not
 * count or check (entries, bytes in all, how far one swells, checksums) is counted and checked here.
 */
export const unzipWithYauzl: Unzip = async (archive, limits) => {
  const entries: { name: string; bytes: Uint8Array }[] = [];
  let expanded = 0;
  let name = '';
  try {
    const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });
    if (zip.entryCount > limits.archiveEntries) return refused('archive-entries', String(zip.entryCount), limits);
    for await (const entry of zip.eachEntry()) {
      name = entry.fileName.normalize('NFC');
      const reason = refusalOf(entry, name, limits);
      if (reason) return refused(reason, name, limits);
      expanded += entry.uncompressedSize;
      if (expanded > limits.expandedBytes) return refused('archive-too-large', name, limits);
      if (name.endsWith('/')) continue;
      const bytes = await contentOf(zip, entry);
      if (crc32(bytes) !== entry.crc32) return refused('archive-damaged', name, limits);
      entries.push({ name, bytes });
    }
  } catch (error) {
    return refused(reasonOf(error instanceof Error ? error.message : ''), name, limits);
  }
  return { entries, issues: [] };
};

type Reason = Parameters<typeof zipIssue>[0]['reason'];

function refusalOf(entry: Entry, name: string, limits: SurveyLimits): Reason | null {
  if (!isInside(name)) return 'archive-path';
  if (entry.isEncrypted()) return 'archive-encrypted';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'archive-method';
  return swells(entry.uncompressedSize, entry.compressedSize, limits) ? 'archive-ratio' : null;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const stream = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) pieces.push(piece);
  const { buffer, byteOffset, byteLength } = Buffer.concat(pieces);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function reasonOf(message: string): Reason {
  if (/relative path|absolute path|characters in fileName/i.test(message)) return 'archive-path';
  if (/too many bytes|not enough bytes|size mismatch/i.test(message)) return 'archive-size';
  if (/end of central directory/i.test(message)) return 'not-an-archive';
  return 'archive-damaged';
}

function refused(reason: Reason, entry: string, limits: SurveyLimits): { entries: []; issues: Issue[] } {
  return { entries: [], issues: [zipIssue({ reason, entry: entry.slice(-80) }, limits)] };
}
