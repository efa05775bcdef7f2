import { createHash } from 'node:crypto';

/** Bytes as they come, with their digest, in memory of their own: a file of 100 MB goes to the thread that reads it uncopied. */
export class GatheredBytes {
  readonly #hash = createHash('sha256');
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** `expected`: what the sender says will come; less or more may. */
  constructor(expected: number) {
    this.#bytes = new Uint8Array(expected);
  }

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bytes.length, length));
      wider.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = wider;
    }
    this.#bytes.set(piece, this.#length);
    this.#hash.update(piece);
    this.#length = length;
  }

  /** SHA-256 in hex, counted while the bytes came, so that nobody waits for it at once. */
  finish(): { bytes: Uint8Array<ArrayBuffer>; sha256: string } {
    return { bytes: this.#bytes.subarray(0, this.#length), sha256: this.#hash.digest('hex') };
  }
}
