const encoder = new TextEncoder();

/**
 * A growing byte buffer that writes FlatBuffers front to back. The usual builder works from the end and holds every message
 * in a buffer of its own; written forwards, a million features go into one buffer and tables point at what follows them.
 */
export class FlatBytes {
  bytes = new Uint8Array(1 << 16);
  view = new DataView(this.bytes.buffer);
  length = 0;

  /** Makes room and moves the end; the new bytes are zero. Answers where they begin. */
  reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length));
      grown.set(this.bytes);
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
    return at;
  }

  /** Pads until the end stands `remainder` past a multiple of eight, counted from `origin`. */
  align8(origin: number, remainder = 0): void {
    const past = (this.length - origin - remainder) & 7;
    if (past !== 0) this.reserve(8 - past);
  }

  /** UTF-8 behind its length; answers nothing, as values of properties follow one another. */
  text(text: string): void {
    // Three bytes a UTF-16 unit is the most UTF-8 can need.
    const at = this.reserve(4 + text.length * 3);
    let end = at + 4;
    let index = 0;
    for (; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) break;
      this.bytes[end++] = unit;
    }
    if (index < text.length)
      end += encoder.encodeInto(text.slice(index), this.bytes.subarray(end, this.length)).written;
    this.view.setUint32(at, end - at - 4, true);
    this.bytes.fill(0, end, this.length);
    this.length = end;
  }

  /** Writes, at the field, how far behind it the end is: what follows is what the field points to. */
  pointHere(field: number): void {
    this.view.setUint32(field, this.length - field, true);
  }

  /** A vector of doubles, aligned; its field is pointed at it. */
  doubles(field: number, origin: number, values: ArrayLike<number>): void {
    this.align8(origin, 4);
    this.pointHere(field);
    const at = this.reserve(4 + values.length * 8);
    this.view.setUint32(at, values.length, true);
    for (let index = 0; index < values.length; index++)
      this.view.setFloat64(at + 4 + index * 8, values[index] ?? 0, true);
  }

  /** A zero-terminated string as FlatBuffers has them; its field is pointed at it. */
  string(field: number, origin: number, text: string): void {
    this.align8(origin);
    this.pointHere(field);
    this.text(text);
    this.reserve(1);
  }

  /**
   * A table with the given slots, each with its size in bytes (4 for a reference). Answers where the table begins and where
   * each slot's field is; a slot that is not given reads as its default.
   */
  table(
    origin: number,
    slots: readonly (readonly [slot: number, bytes: 1 | 2 | 4 | 8])[],
  ): { at: number; slots: Map<number, number> } {
    const last = slots.reduce((highest, [slot]) => Math.max(highest, slot), -1);
    const vtableBytes = 4 + (last + 1) * 2;
    this.align8(origin);
    const vtable = this.reserve(vtableBytes);
    this.align8(origin, 4);
    const table = this.reserve(4);
    this.view.setInt32(table, table - vtable, true);
    const fields = new Map<number, number>();
    for (const [slot, bytes] of [...slots].sort(([, a], [, b]) => b - a)) {
      const at = this.reserve(bytes);
      fields.set(slot, at);
      this.view.setUint16(vtable + 4 + slot * 2, at - table, true);
    }
    this.view.setUint16(vtable, vtableBytes, true);
    this.view.setUint16(vtable + 2, this.length - table, true);
    return { at: table, slots: fields };
  }

  /** A vector of references to tables; `write` makes one and points its reference at it. */
  tables(field: number, origin: number, count: number, write: (index: number, reference: number) => void): void {
    this.align8(origin);
    this.pointHere(field);
    const vector = this.reserve(4 + count * 4);
    this.view.setUint32(vector, count, true);
    for (let index = 0; index < count; index++) write(index, vector + 4 + index * 4);
  }
}
