import { type Bilingual, say } from '@phen-dau/geodata';
import { editorFor } from '../account.ts';
import type { Database } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { pieceAt } from '../queries/uploads.ts';
import type { Author } from './file-job.ts';
import { GatheredBytes } from './gathered-bytes.ts';
import type { SentFile } from './upload.ts';
import { cancelUpload, uploadOf } from './uploads.ts';

/** A file that came in pieces; one that is a survey already (`isUsed`) has no bytes here any more. */
export interface UploadedFile extends SentFile {
  readonly upload: { readonly id: string; readonly isUsed: boolean };
}

/**
 * An upload put together, in memory of one copy of the file. Refused with the offset to go on from while it is not whole; one
 * whose digest is not what was announced is dropped, because nobody knows which piece of it is wrong.
 */
export async function uploadedFile(database: Database, author: Author, id: string): Promise<UploadedFile> {
  const upload = await uploadOf(database, author, id);
  if (!upload) throw sendAnew();
  const { fileName, sha256, received } = upload;
  if (upload.usedAt) return { fileName, sha256, bytes: new Uint8Array(0), upload: { id, isUsed: true } };
  if (received < upload.bytes) {
    throw sendOn(received, say(`Tệp chưa đủ; hãy gửi tiếp từ byte ${received}`, `Go on from byte ${received}`));
  }
  const editor = editorFor(author.caller, { from: author.from });
  const gathered = new GatheredBytes(upload.bytes);
  while (gathered.length < upload.bytes) {
    const offset = gathered.length;
    const piece = await database.transaction(editor, (transaction) => pieceAt(transaction, id, offset));
    // Another request has used or dropped it meanwhile, which the upload itself tells.
    if (!piece) return uploadedFile(database, author, id);
    gathered.add(piece);
  }
  const whole = gathered.finish();
  if (whole.sha256 === sha256) return { fileName, ...whole, upload: { id, isUsed: false } };
  await cancelUpload(database, author, id);
  throw sendOn(0, say('Tệp nhận được khác mã băm đã báo', 'What came is not the file that was announced'));
}

export const sendAnew = () =>
  sendOn(0, say('Không còn phần nào của tệp này; hãy gửi lại', 'Nothing of this file is here; send it again'));

/** Bytes are missing: `offset` says from where on. */
const sendOn = (offset: number, detail: Bilingual) =>
  new Problem('conflict', { detail, headers: { 'Upload-Offset': String(offset) }, members: { offset } });
