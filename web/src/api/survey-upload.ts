import { ProblemError } from './request.ts';
import type { Survey } from './survey-types.ts';
import { sendForm } from './upload.ts';
import { offsetIn, sendInPieces } from './upload-pieces.ts';

export interface Upload {
  readonly bytes: Blob;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly name: string;
  readonly layer: string;
  /** What the rows are, should it be a table. */
  readonly table?: { readonly shape: 'line' | 'area' };
  /** Id of an own survey whose place it takes. */
  readonly replaces?: string;
  /** The same for every attempt, so that an answer lost on its way never makes a second survey. */
  readonly key: string;
}

interface UploadOptions {
  readonly signal: AbortSignal;
  /** Bytes that have left this machine, of all there are. */
  readonly onProgress: (sent: number, all: number) => void;
  /** Share of the file that the server has for good: what need not be sent again should the line break now. */
  readonly onKept: (share: number) => void;
}

/** Anything larger goes in pieces: a line that breaks then costs one piece, not the file. */
const mostBytesAtOnce = 1024 * 1024;
const mostBeginnings = 3;

/** Sends a file, going on where an earlier attempt ended. Throws what `request` throws. */
export async function uploadSurvey(upload: Upload, options: UploadOptions): Promise<Survey> {
  if (upload.bytes.size <= mostBytesAtOnce) return handIn(upload, {}, options);
  for (let beginning = 1; ; beginning++) {
    try {
      const id = await sendInPieces(upload, options);
      return await handIn(upload, { id }, { ...options, onProgress: () => undefined });
    } catch (error) {
      // What had arrived has been used or forgotten meanwhile.
      const isGone = error instanceof ProblemError && (error.status === 404 || offsetIn(error) !== undefined);
      if (!isGone || beginning === mostBeginnings) throw error;
    }
  }
}

/** The form with the file itself or, where that came in pieces, with the id of its upload. */
function handIn(
  upload: Upload,
  pieces: { readonly id?: string },
  { signal, onProgress }: Pick<UploadOptions, 'signal' | 'onProgress'>,
): Promise<Survey> {
  const form = new FormData();
  form.set('layer', upload.layer);
  if (upload.table) form.set('table', JSON.stringify(upload.table));
  if (upload.replaces) form.set('replaces', upload.replaces);
  if (pieces.id === undefined) form.set('file', upload.bytes, upload.name);
  else form.set('upload', pieces.id);
  const headers = { 'idempotency-key': upload.key };
  return sendForm<Survey>('/api/surveys', form, { headers, signal, onProgress });
}
