import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { inMegabytes, say, surveyLimits } from '@phen-dau/geodata';
import busboy from 'busboy';
import type { Context } from 'hono';
import type { ApiEnv } from '../policy.ts';
import { invalid, Problem, type RequestIssue } from '../problem.ts';

/** The parts of a form with one file in it. */
export interface UploadForm {
  readonly fileName: string;
  /** In memory that threads share: a file of 100 MB is never copied to the one that reads it. */
  readonly bytes: Uint8Array;
  /** Of the bytes, in hex; counted while they came, so that nobody waits for it at once. */
  readonly sha256: string;
  readonly fields: Readonly<Record<string, string>>;
}

const limits = { files: 1, fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 20 } as const;

/** The one file a form is read for. */
export interface WantedFile {
  /** The name of its part. */
  readonly part: string;
  readonly mostBytes: number;
}

const surveyFile: WantedFile = { part: 'file', mostBytes: surveyLimits.bytes };

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
    throw unreadable(say('Biểu mẫu không đọc được hoặc bị đứt quãng', 'The form cannot be read or broke off'));
  }
}

function formOf(source: Readable, type: string, wanted: WantedFile, expectedBytes: number): Promise<UploadForm> {
  const { part, mostBytes } = wanted;
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
      if (!found) return reject(unreadable(say(`Cần phần "${part}"`, `The part "${part}" is needed`)));
      resolve({ fileName: found.fileName, ...found.gathered.finish(), fields });
    });
    source.on('error', reject);
    source.pipe(form);
  });
}

/** Bytes as they come, in shared memory, with their digest. */
class GatheredBytes {
  readonly #hash = createHash('sha256');
  #bytes: Uint8Array;
  #length = 0;

  /** `expected`: what the sender says will come; less or more may. */
  constructor(expected: number) {
    this.#bytes = new Uint8Array(new SharedArrayBuffer(expected));
  }

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const wider = new Uint8Array(new SharedArrayBuffer(Math.max(2 * this.#bytes.length, length)));
      wider.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = wider;
    }
    this.#bytes.set(piece, this.#length);
    this.#hash.update(piece);
    this.#length = length;
  }

  finish(): { bytes: Uint8Array; sha256: string } {
    return { bytes: this.#bytes.subarray(0, this.#length), sha256: this.#hash.digest('hex') };
  }
}

function tooLarge({ part, mostBytes }: WantedFile): Problem {
  const megabytes = inMegabytes(mostBytes);
  const detail =
    part === surveyFile.part
      ? say(`Tệp khảo sát lớn nhất là ${megabytes} MB`, `A survey file has at most ${megabytes} MB`)
      : say(`Ảnh lớn nhất là ${megabytes} MB`, `A photo has at most ${megabytes} MB`);
  return new Problem('too-large', { detail, members: { limitBytes: mostBytes } });
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
