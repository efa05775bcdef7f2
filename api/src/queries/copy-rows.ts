import type { SqlType } from '@phen-dau/geodata';

/** Writes one value of a column in PostgreSQL's binary form; false when only the server can read it. */
type WriteValue = (rows: CopyRows, value: unknown) => boolean;

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const chunkBytes = 1 << 19;
const shortText = 64;
const hyphen = 45;
/** By character code; 255 is far beyond a digit. */
const hexDigits = new Uint8Array(128).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  hexDigits[digit.charCodeAt(0)] = value;
  hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}
/** The type of a point, and the bit that announces a coordinate system. */
const pointWithSrid = 0x20000001;
const millisecondsTo2000 = Date.UTC(2000, 0, 1);

/** Rows in the binary form of COPY, gathered in chunks for the socket. Values are written where they will lie. */
export class CopyRows {
  readonly #chunks: Buffer[] = [];
  #bytes: Buffer = Buffer.allocUnsafe(chunkBytes);
  #at = signature.copy(this.#bytes);

  startRow(columns: number): void {
    this.#reserve(2);
    this.#at = this.#bytes.writeInt16BE(columns, this.#at);
  }

  writeNull(): void {
    this.#reserve(4);
    this.#at = this.#bytes.writeInt32BE(-1, this.#at);
  }

  writeBytes(bytes: Uint8Array): void {
    this.#reserve(4 + bytes.length);
    this.#at = this.#bytes.writeInt32BE(bytes.length, this.#at);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  writeText(text: string): void {
    this.#reserve(4 + 3 * text.length);
    if (text.length <= shortText && this.#wroteAscii(text)) return;
    const length = this.#bytes.write(text, this.#at + 4, 'utf8');
    this.#at = this.#bytes.writeInt32BE(length, this.#at) + length;
  }

  /** A call into the runtime for a word of ten letters takes longer than its letters do. */
  #wroteAscii(text: string): boolean {
    const start = this.#at + 4;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) return false;
      this.#bytes[start + index] = code;
    }
    this.#at = this.#bytes.writeInt32BE(text.length, this.#at) + text.length;
    return true;
  }

  /** False, and nothing written, when the text is no uuid. */
  writeUuid(text: string): boolean {
    if (text.length !== 36) return false;
    this.#reserve(20);
    let at = this.#at + 4;
    for (let index = 0; index < 36; ) {
      if (index === 8 || index === 13 || index === 18 || index === 23) {
        if (text.charCodeAt(index++) !== hyphen) return false;
        continue;
      }
      const byte = ((hexDigits[text.charCodeAt(index)] ?? 255) << 4) | (hexDigits[text.charCodeAt(index + 1)] ?? 255);
      if (byte > 255) return false;
      this.#bytes[at++] = byte;
      index += 2;
    }
    this.#bytes.writeInt32BE(16, this.#at);
    this.#at = at;
    return true;
  }

  /** A point as EWKB in WGS 84. */
  writePoint(longitude: number, latitude: number): void {
    this.#reserve(29);
    this.#at = this.#bytes.writeInt32BE(25, this.#at);
    this.#at = this.#bytes.writeUInt8(1, this.#at);
    this.#at = this.#bytes.writeUInt32LE(pointWithSrid, this.#at);
    this.#at = this.#bytes.writeUInt32LE(4326, this.#at);
    this.#at = this.#bytes.writeDoubleLE(longitude, this.#at);
    this.#at = this.#bytes.writeDoubleLE(latitude, this.#at);
  }

  writeInteger(value: number): void {
    this.#reserve(8);
    this.#at = this.#bytes.writeInt32BE(4, this.#at);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  writeBigInteger(value: bigint): void {
    this.#reserve(12);
    this.#at = this.#bytes.writeInt32BE(8, this.#at);
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at);
  }

  writeDouble(value: number): void {
    this.#reserve(12);
    this.#at = this.#bytes.writeInt32BE(8, this.#at);
    this.#at = this.#bytes.writeDoubleBE(value, this.#at);
  }

  writeBoolean(value: boolean): void {
    this.#reserve(5);
    this.#at = this.#bytes.writeInt32BE(1, this.#at);
    this.#at = this.#bytes.writeInt8(value ? 1 : 0, this.#at);
  }

  /** The chunks that are full, so that they can be sent while more is written. */
  take(): readonly Uint8Array[] {
    return this.#chunks.splice(0);
  }

  /** The last chunks, ended as COPY wants it; nothing may be written afterwards. */
  finish(): readonly Uint8Array[] {
    this.#reserve(2);
    this.#at = this.#bytes.writeInt16BE(-1, this.#at);
    return [...this.#chunks, this.#bytes.subarray(0, this.#at)];
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    this.#chunks.push(this.#bytes.subarray(0, this.#at));
    this.#bytes = Buffer.allocUnsafe(Math.max(chunkBytes, bytes));
    this.#at = 0;
  }
}

const day = /^\d{4}-\d\d-\d\d$/;
/** Finer than a millisecond is finer than a Date. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Not a number for what is no day of the calendar. */
function daysSince2000(text: string): number {
  const at = day.test(text) ? Date.parse(text) : Number.NaN;
  // A Date takes 30 February for 2 March; the days that every month has need no asking.
  if (text.slice(8) > '28' && new Date(at).getUTCDate() !== Number(text.slice(8))) return Number.NaN;
  return (at - millisecondsTo2000) / 86_400_000;
}

/** One for each type a column of a layer can have. Each takes what the catalogue's schema lets through, null excepted. */
export const writeValueOf: Record<SqlType, WriteValue> = {
  text(rows, value) {
    if (typeof value !== 'string') return false;
    rows.writeText(value);
    return true;
  },
  integer(rows, value) {
    if (!Number.isInteger(value) || Math.abs(value as number) > 2 ** 31 - 1) return false;
    rows.writeInteger(value as number);
    return true;
  },
  bigint(rows, value) {
    if (!Number.isSafeInteger(value)) return false;
    rows.writeBigInteger(BigInt(value as number));
    return true;
  },
  'double precision'(rows, value) {
    if (typeof value !== 'number') return false;
    rows.writeDouble(value);
    return true;
  },
  boolean(rows, value) {
    if (typeof value !== 'boolean') return false;
    rows.writeBoolean(value);
    return true;
  },
  date(rows, value) {
    const days = typeof value === 'string' ? daysSince2000(value) : Number.NaN;
    if (Number.isNaN(days)) return false;
    rows.writeInteger(days);
    return true;
  },
  'timestamp with time zone'(rows, value) {
    const at = typeof value === 'string' && moment.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(at)) return false;
    rows.writeBigInteger(BigInt(at - millisecondsTo2000) * 1000n);
    return true;
  },
  uuid(rows, value) {
    return typeof value === 'string' && rows.writeUuid(value);
  },
};
