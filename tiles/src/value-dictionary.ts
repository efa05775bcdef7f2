import { sizeOfVarint, writeVarint } from './varint.ts';

/** An attribute as it travels in a tile; null is left out of the tile. */
export type TileValue = string | number | boolean | null;

const utf8 = new TextEncoder();
const stringTag = (1 << 3) | 2;
const doubleTag = (3 << 3) | 1;
const unsignedTag = (5 << 3) | 0;
const signedTag = (6 << 3) | 0;
const booleanTag = (7 << 3) | 0;
/** Tag of `values` in the layer message. */
const valuesTag = (4 << 3) | 2;

/**
 * The distinct attribute values of a layer, each encoded once as the `values` entry of a tile layer. Ids start at 1;
 * 0 stands for "no value". `tickets` is the encoder's: see `LayerWriter`.
 */
export class ValueDictionary {
  bytes = new Uint8Array(4096);
  /** Entry `id` is `bytes[starts[id] .. starts[id + 1])`. */
  starts = new Uint32Array(256);
  tickets = new Int32Array(256);
  ticketRound = 0;
  count = 0;
  private uses = new Uint32Array(256);
  private readonly ids = new Map<string | number | boolean, number>();

  /** Id of this value, new or known; 0 for null and for numbers that are not finite. */
  idOf(value: TileValue | undefined): number {
    if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return 0;
    const known = this.ids.get(value);
    if (known !== undefined) {
      this.uses[known] = (this.uses[known] ?? 0) + 1;
      return known;
    }
    const id = this.append(value);
    this.ids.set(value, id);
    return id;
  }

  /**
   * Ends the first filling: renumbers the values in the order of `valueIds` (in place), so that features beside each
   * other find their values beside each other, and gives back the room kept for growing. Values used once (names, codes)
   * leave the look-up, which is most of its memory; a later change of such a feature hides its old value anyway.
   */
  settle(valueIds: Uint32Array): void {
    const from = { bytes: this.bytes, starts: this.starts, uses: this.uses };
    const renumbered = new Uint32Array(this.count + 1);
    this.bytes = new Uint8Array(from.starts[this.count + 1] ?? 0);
    this.starts = new Uint32Array(this.count + 2);
    this.uses = new Uint32Array(this.count + 2);
    this.tickets = new Int32Array(this.count + 2).fill(-1);
    let next = 0;
    for (let entry = 0; entry < valueIds.length; entry++) {
      const id = valueIds[entry] as number;
      if (id === 0) continue;
      if (renumbered[id] === 0) {
        renumbered[id] = ++next;
        const start = this.starts[next] as number;
        const bytes = from.bytes.subarray(from.starts[id], from.starts[id + 1]);
        this.bytes.set(bytes, start);
        this.starts[next + 1] = start + bytes.length;
        this.uses[next] = from.uses[id] as number;
      }
      valueIds[entry] = renumbered[id] as number;
    }
    for (const [value, id] of this.ids) {
      if (from.uses[id] === 1) this.ids.delete(value);
      else this.ids.set(value, renumbered[id] as number);
    }
  }

  /** Bytes held, without the look-up's own. */
  get byteLength(): number {
    return this.bytes.byteLength + this.starts.byteLength + this.tickets.byteLength + this.uses.byteLength;
  }

  private append(value: string | number | boolean): number {
    const entry = encodeValue(value);
    const id = ++this.count;
    if (id + 1 >= this.starts.length) this.growIds();
    const start = this.starts[id] ?? 0;
    if (start + entry.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(start + entry.length, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(entry, start);
    this.starts[id + 1] = start + entry.length;
    this.tickets[id] = -1;
    this.uses[id] = 1;
    return id;
  }

  private growIds(): void {
    const length = Math.max(256, this.starts.length * 2);
    const starts = new Uint32Array(length);
    starts.set(this.starts);
    this.starts = starts;
    const tickets = new Int32Array(length);
    tickets.set(this.tickets);
    this.tickets = tickets;
    const uses = new Uint32Array(length);
    uses.set(this.uses);
    this.uses = uses;
  }
}

/** The `values` entry of a layer message, with its tag and length. */
function encodeValue(value: string | number | boolean): Uint8Array {
  const message = encodeMessage(value);
  const entry = new Uint8Array(1 + sizeOfVarint(message.length) + message.length);
  entry[0] = valuesTag;
  entry.set(message, writeVarint(entry, 1, message.length));
  return entry;
}

function encodeMessage(value: string | number | boolean): Uint8Array {
  if (typeof value === 'string') {
    const text = utf8.encode(value);
    const message = new Uint8Array(1 + sizeOfVarint(text.length) + text.length);
    message[0] = stringTag;
    message.set(text, writeVarint(message, 1, text.length));
    return message;
  }
  if (typeof value === 'boolean') return Uint8Array.of(booleanTag, value ? 1 : 0);
  if (Number.isSafeInteger(value)) return encodeInteger(value);
  const message = new Uint8Array(9);
  message[0] = doubleTag;
  new DataView(message.buffer).setFloat64(1, value, true);
  return message;
}

/** As ST_AsMVT does: unsigned when it can be, else zigzag. */
function encodeInteger(value: number): Uint8Array {
  // Zigzag of a safe integer needs 54 bits: past what a double counts exactly, so large negatives travel as doubles.
  if (value < -(2 ** 51)) {
    const message = new Uint8Array(9);
    message[0] = doubleTag;
    new DataView(message.buffer).setFloat64(1, value, true);
    return message;
  }
  const plain = value >= 0 ? value : -value * 2 - 1;
  const message = new Uint8Array(1 + sizeOfVarint(plain));
  message[0] = value >= 0 ? unsignedTag : signedTag;
  writeVarint(message, 1, plain);
  return message;
}
