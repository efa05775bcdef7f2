import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { detectFormat, detectionBytes, type Format, type Issue } from '@phen-dau/geodata';

/** A file that is about to be read: its format and its bytes, which can be taken once. */
export interface SourceFile {
  readonly format: Format;
  readonly bytesTotal: number;
  readonly bytes: AsyncGenerator<Uint8Array, void, void>;
  /** SHA-256 of all bytes taken, in hex; complete when the last one has been. */
  sha256(): string;
}

/** Read in one go; what the database answers meanwhile is heard between two pieces. */
const pieceBytes = 1 << 19;

/** Opens a file and finds its format by its content; an issue when there is nothing to read. */
export async function openSourceFile(path: string): Promise<SourceFile | Issue> {
  const size = await sizeOf(path);
  if (typeof size !== 'number') return size;
  if (size === 0) return { code: 'file-empty', severity: 'error' };
  const hash = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: pieceBytes });
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const start = await firstBytes(chunks);
  const format = detectFormat(start.subarray(0, detectionBytes));
  if (!format) {
    stream.destroy();
    return unreadable('not-supported');
  }
  async function* bytes(): AsyncGenerator<Uint8Array, void, void> {
    try {
      for (let chunk: Uint8Array | undefined = start; chunk; ) {
        hash.update(chunk);
        yield chunk;
        const next = await chunks.next();
        chunk = next.done ? undefined : next.value;
      }
    } finally {
      stream.destroy();
    }
  }
  return { format, bytesTotal: size, bytes: bytes(), sha256: () => hash.copy().digest('hex') };
}

async function sizeOf(path: string): Promise<number | Issue> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : unreadable('not-a-file');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return unreadable('no-such-file');
    if (code === 'EACCES') return unreadable('no-permission');
    throw error;
  }
}

async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let length = 0; length < detectionBytes; ) {
    const { done, value } = await chunks.next();
    if (done) break;
    pieces.push(value);
    length += value.length;
  }
  return pieces.length === 1 && pieces[0] ? pieces[0] : new Uint8Array(Buffer.concat(pieces));
}

const unreadable = (reason: string): Issue => ({
  code: 'file-unreadable',
  severity: 'error',
  context: { reason, offset: 0 },
});
