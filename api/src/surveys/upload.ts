import { Readable } from 'node:stream';
import { inMegabytes, say, surveyLimits } from '@phen-dau/geodata';
import busboy from 'busboy';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';
import { invalid, Problem, type RequestIssue } from '../problem.ts';
import { GatheredBytes } from './gathered-bytes.ts';

/** The parts of a form. */
interface UploadForm {
  /** Null where a field stands in its place. */
  readonly file: SentFile | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** A file as it came; the bytes in memory of their own, which can be given away. */
export interface SentFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, in hex. */
  readonly sha256: string;
}

const limits = { files: 1, fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 20 } as const;

/** The one file a form is read for. */
export interface WantedFile {
  /** The name of its part. */
  readonly part: string;
  readonly mostBytes: number;
  /** The field that may name a file sent before in its place. */
  readonly instead?: string;
}

export const surveyFile: WantedFile = { part: 'file', instead: 'upload', mostBytes: surveyLimits.bytes };

/**
 * Reads a `multipart/form-data` body as it comes, in memory of one copy of the file. Ends it at the limit of the file instead
 * of reading on; a body that breaks off is refused whole.
 */
export async function readUpload(c: Context<ApiEnv>, wanted: WantedFile = surveyFile): Promise<UploadForm> {
  const type = c.req.header('content-type') ?? '';
  const body = c.req.raw.body;
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new Problem('unsupported-media-type', { headers: { 'Accept-Post': 'multipart/form-data' } });
  }
  if (!body) throw unreadable(say('Không có tệp', 'There is no file'));
  if (Number(c.req.header('content-length') ?? 0) > wanted.mostBytes + 2 ** 20) throw tooLarge(wanted);
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    return await formOf(source, type, wanted, Number(c.req.header('content-length') ?? 0) || 2 ** 20);
  } catch (error) {
    source.destroy();
    if (error instanceof Problem) throw error;
    throw brokenOff();
  }
}

function formOf(source: Readable, type: string, wanted: WantedFile, expectedBytes: number): Promise<UploadForm> {
  const { part, mostBytes, instead } = wanted;
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: { 'content-type': type },
      limits: { ...limits, fileSize: mostBytes },
      defParamCharset: 'utf8',
    });
    const fields: Record<string, string> = {};
    let found: { fileName: string; gathered: GatheredBytes } | undefined;
    form.on('file', (name, stream, { filename }) => {
      const gathered = new GatheredBytes(Math.min(expectedBytes, mostBytes));
      if (name === part) found = { fileName: plainName(filename), gathered };
      stream.on('data', (piece: Buffer) => name === part && gathered.add(piece));
      stream.on('limit', () => reject(tooLarge(wanted)));
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
      const file = found ? { fileName: found.fileName, ...found.gathered.finish() } : null;
      const isElsewhere = instead !== undefined && fields[instead] !== undefined;
      if (isElsewhere === (file !== null)) return reject(unreadable(fileNeeded(wanted)));
      resolve({ file, fields });
    });
    source.on('error', reject);
    source.pipe(form);
  });
}

/** What is answered to a file above its limit, in megabytes for people and in bytes for programs. */
export function tooLarge({ part, mostBytes }: WantedFile): Problem {
  const megabytes = inMegabytes(mostBytes);
  const detail =
    part === surveyFile.part
      ? say(`Tệp khảo sát lớn nhất là ${megabytes} MB`, `A survey file has at most ${megabytes} MB`)
      : say(`Ảnh lớn nhất là ${megabytes} MB`, `A photo has at most ${megabytes} MB`);
  return new Problem('too-large', { detail, members: { limitBytes: mostBytes } });
}

const fileNeeded = ({ part, instead }: WantedFile) =>
  instead === undefined
    ? say(`Cần phần "${part}"`, `The part "${part}" is needed`)
    : say(`Cần phần "${part}" hoặc "${instead}"`, `The part "${part}" is needed, or else "${instead}"`);

/** A device's own name for the file, for people only: nothing is ever stored under it. */
export const plainName = (name: string | undefined): string =>
  (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .split(/[\\/]/)
    .at(-1)
    ?.trim()
    .slice(-200) || 'survey';

export const brokenOff = () =>
  unreadable(say('Nội dung không đọc được hoặc bị đứt quãng', 'The body cannot be read or broke off'));

const unreadable = (message: RequestIssue['message']) =>
  invalid([{ code: 'body-unreadable', severity: 'error', message }]);
