const decoder = new TextDecoder();

/**
 * Reads one table of a FlatBuffers message. Every access is bound to the message: a broken offset throws a RangeError, which
 * the reader of the file turns into an issue; nothing is read beyond and no length is believed before it is checked.
 */
export class FlatTable {
  readonly #view: DataView;
  readonly #at: number;
  readonly #vtable: number;
  readonly #slots: number;

  private constructor(view: DataView, at: number) {
    this.#view = view;
    this.#at = at;
    this.#vtable = at - view.getInt32(at, true);
    this.#slots = (view.getUint16(this.#vtable, true) - 4) >> 1;
  }

  /** The root table of a message that begins with its own size. */
  static ofSizePrefixed(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(view, 4 + view.getUint32(4, true));
  }

  uint8(slot: number, otherwise: number): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getUint8(at);
  }

  uint16(slot: number, otherwise: number): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getUint16(at, true);
  }

  int32(slot: number, otherwise: number): number {
    const at = this.#field(slot);
    return at === null ? otherwise : this.#view.getInt32(at, true);
  }

  uint64(slot: number): number {
    const at = this.#field(slot);
    return at === null ? 0 : Number(this.#view.getBigUint64(at, true));
  }

  text(slot: number): string | null {
    const bytes = this.bytes(slot);
    return bytes && decoder.decode(bytes);
  }

  table(slot: number): FlatTable | null {
    const at = this.#field(slot);
    return at === null ? null : new FlatTable(this.#view, at + this.#view.getUint32(at, true));
  }

  tables(slot: number): FlatTable[] {
    const vector = this.#vector(slot, 4);
    if (!vector) return [];
    return Array.from({ length: vector.length }, (_, index) => {
      const at = vector.at + index * 4;
      return new FlatTable(this.#view, at + this.#view.getUint32(at, true));
    });
  }

  bytes(slot: number): Uint8Array | null {
    const vector = this.#vector(slot, 1);
    return vector && new Uint8Array(this.#view.buffer, this.#view.byteOffset + vector.at, vector.length);
  }

  uint32s(slot: number): Uint32Array | null {
    const vector = this.#vector(slot, 4);
    return (
      vector &&
      Uint32Array.from({ length: vector.length }, (_, index) => this.#view.getUint32(vector.at + index * 4, true))
    );
  }

  /** Doubles; copied where the message does not lie on a multiple of eight. */
  doubles(slot: number): Float64Array | null {
    const vector = this.#vector(slot, 8);
    if (!vector) return null;
    const start = this.#view.byteOffset + vector.at;
    if (start % 8 === 0) return new Float64Array(this.#view.buffer, start, vector.length);
    return new Float64Array(this.#view.buffer.slice(start, start + vector.length * 8));
  }

  #field(slot: number): number | null {
    if (slot >= this.#slots) return null;
    const offset = this.#view.getUint16(this.#vtable + 4 + slot * 2, true);
    return offset === 0 ? null : this.#at + offset;
  }

  #vector(slot: number, elementBytes: number): { at: number; length: number } | null {
    const field = this.#field(slot);
    if (field === null) return null;
    const vector = field + this.#view.getUint32(field, true);
    const length = this.#view.getUint32(vector, true);
    if (vector + 4 + length * elementBytes > this.#view.byteLength) throw new RangeError('vector beyond its message');
    return { at: vector + 4, length };
  }
}
