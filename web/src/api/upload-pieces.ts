import { ProblemError, request } from './request.ts';
import { transfer } from './transfer.ts';

interface FileToSend {
  readonly bytes: Blob;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly name: string;
}

interface Sending {
  readonly signal: AbortSignal;
  /** Bytes that have left this machine, of all there are. */
  readonly onProgress: (sent: number, all: number) => void;
  /** Share of the file that the server has for good. */
  readonly onKept: (share: number) => void;
}

/** A line at its worst gets this much through in a minute; a good one is asked for more at once. */
const leastBytes = 256 * 1024;
const mostBytes = 4 * 1024 * 1024;
const quickMilliseconds = 2000;

/**
 * Sends a file in pieces from where the server has it, and answers the upload's id. The server knows a file of this account by
 * its digest, so an attempt goes on after a reload, on another day and in another tab, without anything remembered here.
 */
export async function sendInPieces(
  { bytes, sha256, name }: FileToSend,
  { signal, onProgress, onKept }: Sending,
): Promise<string> {
  const { size } = bytes;
  const body = { sha256, bytes: size, fileName: name };
  const upload = await request<{ id: string; offset: number }>('/api/uploads', { method: 'POST', body, signal });
  let { offset } = upload;
  let pieceBytes = leastBytes;
  while (offset < size) {
    const from = offset;
    const began = performance.now();
    onProgress(from, size);
    onKept(from / size);
    const piece = bytes.slice(from, from + pieceBytes);
    offset = await sendPiece(upload.id, from, piece, {
      signal,
      onProgress: (sent) => onProgress(from + Math.min(sent, piece.size), size),
    });
    if (performance.now() - began < quickMilliseconds) pieceBytes = Math.min(2 * pieceBytes, mostBytes);
  }
  onProgress(size, size);
  return upload.id;
}

/** The offset afterwards, which another tab may have moved. */
async function sendPiece(
  id: string,
  offset: number,
  piece: Blob,
  sending: Pick<Sending, 'signal' | 'onProgress'>,
): Promise<number> {
  const headers = { 'content-type': 'application/partial-upload', 'upload-offset': String(offset) };
  try {
    const { header } = await transfer(`/api/uploads/${id}`, { method: 'PATCH', headers, body: piece, ...sending });
    return Number(header('upload-offset') ?? offset + piece.size);
  } catch (error) {
    const right = error instanceof ProblemError ? offsetIn(error) : undefined;
    if (right === undefined || right === offset) throw error;
    return right;
  }
}

/** Where a refused request should go on; undefined when it was refused for something else. */
export function offsetIn({ status, body }: ProblemError): number | undefined {
  return status === 409 && typeof body.offset === 'number' ? body.offset : undefined;
}
