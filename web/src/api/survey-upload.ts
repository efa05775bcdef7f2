import type { Survey } from './survey-types.ts';
import { type SendOptions, sendForm } from './upload.ts';

export interface Upload {
  readonly bytes: Blob;
  readonly name: string;
  readonly layer: string;
  /** What the rows are, should it be a table. */
  readonly table?: { readonly shape: 'line' | 'area' };
  /** Id of an own survey whose place it takes. */
  readonly replaces?: string;
  /** The same for every attempt, so that an answer lost on its way never makes a second survey. */
  readonly key: string;
}

/** Sends a file. Throws what `request` throws. */
export function uploadSurvey(upload: Upload, options: SendOptions): Promise<Survey> {
  const form = new FormData();
  form.set('layer', upload.layer);
  if (upload.table) form.set('table', JSON.stringify(upload.table));
  if (upload.replaces) form.set('replaces', upload.replaces);
  form.set('file', upload.bytes, upload.name);
  return sendForm<Survey>('/api/surveys', form, { ...options, headers: { 'idempotency-key': upload.key } });
}
