import { type Properties, setProperty } from './properties.ts';

type Decoder = InstanceType<typeof TextDecoder>;

interface DbfField {
  readonly name: string;
  readonly type: string;
  readonly start: number;
  readonly bytes: number;
}

/** The attribute table of a Shapefile (dBASE III to 7, Visual FoxPro). */
export class DbfTable {
  readonly rows: number;
  /** The code page its letters were read in although nothing sure named it; null where one did, or where all is plain. */
  readonly assumedEncoding: string | null;
  readonly #bytes: Uint8Array;
  readonly #fields: readonly DbfField[];
  readonly #headerBytes: number;
  readonly #rowBytes: number;
  readonly #decoder: Decoder;

  private constructor(bytes: Uint8Array, fields: readonly DbfField[], encoding: string, isAssumed: boolean) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#fields = fields;
    this.#headerBytes = view.getUint16(8, true);
    this.#rowBytes = view.getUint16(10, true);
    // Whatever count the header claims, only whole rows that are there exist.
    const there = Math.floor((bytes.length - this.#headerBytes) / this.#rowBytes);
    this.rows = Math.min(view.getUint32(4, true), Math.max(0, there));
    this.#decoder = new TextDecoder(encoding);
    this.assumedEncoding = isAssumed ? pageTitle(encoding) : null;
  }

  /**
   * Null when it is no dBASE table. `encoding` is what the `.cpg` says; without it the table's own code page byte decides,
   * and without that what the bytes look like: UTF-8, else Windows-1258.
   */
  static read(bytes: Uint8Array, encoding: string | undefined): DbfTable | null {
    if (bytes.length < 33) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headerBytes = view.getUint16(8, true);
    const rowBytes = view.getUint16(10, true);
    if (headerBytes < 33 || headerBytes > bytes.length || rowBytes === 0) return null;
    const fields: DbfField[] = [];
    const sample = bytes.subarray(headerBytes, headerBytes + 1_000_000);
    const chosen = encoding ?? pageOf(bytes[29] ?? 0) ?? guessed(sample);
    // The page byte is what the program's computer used, not what the letters are; UTF-8 proves itself.
    const isAssumed = encoding === undefined && chosen !== 'utf-8' && sample.some((byte) => byte > 0x7e);
    const names = new TextDecoder(chosen);
    let start = 1;
    for (let at = 32; at + 32 <= headerBytes && bytes[at] !== 0x0d; at += 32) {
      const end = bytes.subarray(at, at + 11).indexOf(0);
      const name = names.decode(bytes.subarray(at, at + (end === -1 ? 11 : end))).trim();
      const length = bytes[at + 16] ?? 0;
      fields.push({ name, type: String.fromCharCode(bytes[at + 11] ?? 0), start, bytes: length });
      start += length;
    }
    return start > rowBytes ? null : new DbfTable(bytes, fields, chosen, isAssumed);
  }

  /** The attributes of a row (from 0), empty ones left out; an empty object beyond the last row. */
  row(row: number): Properties {
    const properties: Properties = {};
    if (row >= this.rows) return properties;
    const base = this.#headerBytes + row * this.#rowBytes;
    for (const { name, type, start, bytes } of this.#fields) {
      const raw = this.#bytes.subarray(base + start, base + start + bytes);
      const value = fieldValue(raw, type, this.#decoder);
      if (value !== null) setProperty(properties, name, value);
    }
    return properties;
  }
}

function fieldValue(raw: Uint8Array, type: string, decoder: Decoder): unknown {
  // Fields are padded with zero bytes as well as with blanks.
  const [text = ''] = decoder
    .decode(raw)
    .split('\0', 1)
    .map((part) => part.trim());
  if (text === '' || /^\*+$/.test(text)) return null;
  switch (type) {
    case 'N':
    case 'F': {
      const number = Number(text.replace(',', '.'));
      return Number.isFinite(number) ? number : text;
    }
    case 'L':
      return /^[ty]$/i.test(text) ? true : /^[fn]$/i.test(text) ? false : null;
    case 'D':
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
    case 'C':
      return text;
    default:
      // Memos point into another file and binary types need their own layout; text is what survives of them.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: binary content is what is looked for
      return /[\u0000-\u0008\ufffd]/.test(text) ? null : text;
  }
}

/** The code page byte of the header, where it is one a browser knows. */
function pageOf(byte: number): string | undefined {
  const pages: Readonly<Record<number, string>> = {
    3: 'windows-1252',
    87: 'windows-1252',
    200: 'windows-1250',
    201: 'windows-1251',
    202: 'windows-1254',
    203: 'windows-1253',
    77: 'gb18030',
    122: 'gb18030',
    78: 'euc-kr',
    79: 'big5',
    120: 'big5',
    123: 'shift_jis',
    124: 'windows-874',
    125: 'windows-1255',
    126: 'windows-1256',
  };
  return pages[byte];
}

const pageTitle = (encoding: string) => encoding.replace('windows', 'Windows');

function guessed(rows: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(rows.subarray(0, rows.length), { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
}
