import { Readable } from 'node:stream';
import { say, surveyLimits } from '@phen-dau/geodata';
import busboy from 'busboy';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';
import { invalid, Problem, type RequestIssue } from '../problem.ts';

/** The parts of a form with one file in it. */
export interface UploadForm {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly fields: Readonly<Record<string, string>>;
}

const limits = { files: 1, fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 20 } as const;

/**
 * Reads a `multipart/form-data` body as it comes, in memory of one copy of the file. Ends it at the limit of surveys instead
 * of reading on; a body that breaks off is refused whole.
 */
export async function readUpload(c: Context<ApiEnv>): Promise<UploadForm> {
  const type = c.req.header('content-type') ?? '';
  const body = c.req.raw.body;
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new Problem('unsupported-media-type', { headers: { 'Accept-Post': 'multipart/form-data' } });
  }
  if (!body) throw unreadable(say('Không có tệp', 'There is no file'));
  if (Number(c.req.header('content-length') ?? 0) > surveyLimits.bytes + 2 ** 20) throw new Problem('too-large');
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    return await formOf(source, type);
  } catch (error) {
    source.destroy();
    if (error instanceof Problem) throw error;
    throw unreadable(say('Biểu mẫu không đọc được hoặc bị đứt quãng', 'The form cannot be read or broke off'));
  }
}

function formOf(source: Readable, type: string): Promise<UploadForm> {
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: { 'content-type': type },
      limits: { ...limits, fileSize: surveyLimits.bytes },
      defParamCharset: 'utf8',
    });
    const fields: Record<string, string> = {};
    let found: { fileName: string; pieces: Buffer[] } | undefined;
    form.on('file', (name, stream, { filename }) => {
      const file = { fileName: plainName(filename), pieces: [] as Buffer[] };
      if (name === 'file') found = file;
      stream.on('data', (piece: Buffer) => name === 'file' && file.pieces.push(piece));
      stream.on('limit', () => reject(new Problem('too-large')));
      stream.on('error', reject);
    });
    form.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated || Object.hasOwn(fields, name)) reject(unreadable(say(`Trường ${name}`, `The field ${name}`)));
      fields[name] = value;
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      form.on(limit, () => reject(unreadable(say('Đúng một tệp', 'Exactly one file'))));
    }
    form.on('error', reject);
    form.on('close', () => {
      if (!found) return reject(unreadable(say('Cần phần "file"', 'The part "file" is needed')));
      resolve({ fileName: found.fileName, bytes: whole(found.pieces), fields });
    });
    source.on('error', reject);
    source.pipe(form);
  });
}

/** Out of a pool's memory, so that it can go to another thread. */
function whole(pieces: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** A device's own name for the file, for people only: nothing is ever stored under it. */
const plainName = (name: string | undefined): string =>
  (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split(/[\\/]/)
    .at(-1)
    ?.trim()
    .slice(-200) || 'survey';

const unreadable = (message: RequestIssue['message']) =>
  invalid([{ code: 'body-unreadable', severity: 'error', message }]);
