import { uploadLimits } from '@phen-dau/geodata';
import { editorFor } from '../account.ts';
import type { Database } from '../database/database.ts';
import {
  addPiece,
  dropOldestUploads,
  dropUpload,
  type FileToCome,
  findUpload,
  forgetUploads,
  openUpload,
  type UploadRow,
} from '../queries/uploads.ts';
import type { Author } from './file-job.ts';
import { brokenOff } from './upload.ts';

/** Begins an upload, or goes on with the same account's of the same file; the place where what lay too long is dropped. */
export const beginUpload = (database: Database, { caller, from }: Author, file: FileToCome, now: Date) =>
  database.transaction(editorFor(caller, { from }), async (transaction) => {
    await forgetUploads(transaction, new Date(now.getTime() - uploadLimits.days * 86_400_000));
    const upload = await openUpload(transaction, file, now);
    await dropOldestUploads(transaction, uploadLimits.atOnce);
    return upload;
  });

/** When an upload will be forgotten if nobody goes on with it. */
export const endOfUpload = ({ touchedAt }: UploadRow) => new Date(touchedAt.getTime() + uploadLimits.days * 86_400_000);

/** As an editor, so that no replica answers: what was kept a moment ago must be known. */
export const uploadOf = (database: Database, { caller, from }: Author, id: string) =>
  database.transaction(editorFor(caller, { from }), (transaction) => findUpload(transaction, id));

export const cancelUpload = (database: Database, { caller, from }: Author, id: string) =>
  database.transaction(editorFor(caller, { from }), (transaction) => dropUpload(transaction, id));

/** `elsewhere`: the upload stands at another offset, told by `upload`; `too-many`: more than the file has. */
export type Appended =
  | { readonly outcome: 'appended' | 'elsewhere' | 'too-many'; readonly upload: UploadRow }
  | { readonly outcome: 'missing' };

/**
 * Adds bytes at an offset as they come. Each piece is on the disk before more is read, so whatever has arrived when the line
 * breaks stays, and only a piece is ever in memory. Two who send the same file at once cannot tear it: whoever comes second to
 * an offset is told the right one.
 */
export async function appendToUpload(
  database: Database,
  author: Author,
  {
    id,
    offset,
    body,
  }: { readonly id: string; readonly offset: number; readonly body: AsyncIterable<Uint8Array> | null },
  now: () => Date,
): Promise<Appended> {
  const before = await uploadOf(database, author, id);
  if (!before) return { outcome: 'missing' };
  if (before.received !== offset || before.usedAt) return { outcome: 'elsewhere', upload: before };
  let upload = before;
  for await (const piece of piecesOf(body)) {
    const appended = await appendPiece(database, author, { id, offset: upload.received, piece }, now());
    if (appended.outcome !== 'appended') return appended;
    upload = appended.upload;
  }
  return { outcome: 'appended', upload };
}

const appendPiece = (
  database: Database,
  { caller, from }: Author,
  { id, offset, piece }: { readonly id: string; readonly offset: number; readonly piece: Uint8Array },
  now: Date,
): Promise<Appended> =>
  database.transaction(editorFor(caller, { from }), async (transaction) => {
    const upload = await findUpload(transaction, id, 'lock');
    if (!upload) return { outcome: 'missing' };
    if (upload.received !== offset || upload.usedAt) return { outcome: 'elsewhere', upload };
    if (offset + piece.length > upload.bytes) return { outcome: 'too-many', upload };
    await addPiece(transaction, upload, piece, now);
    return { outcome: 'appended', upload: { ...upload, received: offset + piece.length, touchedAt: now } };
  });

/** What comes, in pieces of one size but for the last. Where the line breaks: what has come, and then the refusal. */
async function* piecesOf(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(uploadLimits.pieceBytes);
  let filled = 0;
  try {
    for await (const bytes of body ?? []) {
      for (let at = 0; at < bytes.length; ) {
        const some = bytes.subarray(at, at + piece.length - filled);
        piece.set(some, filled);
        at += some.length;
        filled += some.length;
        if (filled < piece.length) continue;
        yield piece.slice();
        filled = 0;
      }
    }
  } catch {
    if (filled > 0) yield piece.slice(0, filled);
    throw brokenOff();
  }
  if (filled > 0) yield piece.slice(0, filled);
}
