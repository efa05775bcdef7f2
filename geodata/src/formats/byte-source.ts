/** Takes exact counts of bytes from a stream of chunks. What is handed out stays valid: chunks are never written to. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held = new Uint8Array();
  #ended = false;
  /** Bytes handed out or skipped. */
  bytesTaken = 0;
  /** Bytes that have arrived. */
  bytesSeen = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes that have arrived and not been taken. */
  get held(): number {
    return this.#held.length;
  }

  /** The next bytes without taking them, or null when they have not all arrived. */
  peek(count: number): Uint8Array | null {
    return this.#held.length >= count ? this.#held.subarray(0, count) : null;
  }

  /** The next bytes without taking them, waiting for them; fewer only at the end. */
  async fill(count: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [this.#held];
    let length = this.#held.length;
    while (length < count && !this.#ended) {
      const { done, value } = await this.#chunks.next();
      if (done) this.#ended = true;
      else {
        this.bytesSeen += value.length;
        length += value.length;
        pieces.push(value);
      }
    }
    if (pieces.length > 1) {
      const whole = new Uint8Array(length);
      let offset = 0;
      for (const piece of pieces) {
        whole.set(piece, offset);
        offset += piece.length;
      }
      this.#held = whole;
    }
    return this.#held.subarray(0, count);
  }

  /** Exactly so many bytes if they have arrived already, else null and nothing is taken. */
  takeHeld(count: number): Uint8Array | null {
    if (this.#held.length < count) return null;
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    this.bytesTaken += count;
    return taken;
  }

  /** Exactly so many bytes, or null when the stream ends before. */
  async take(count: number): Promise<Uint8Array | null> {
    await this.fill(count);
    return this.takeHeld(count);
  }

  /** Passes over so many bytes without keeping them; false when the stream ends before. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      if (this.#held.length === 0) await this.fill(1);
      if (this.#held.length === 0) return false;
      const step = Math.min(left, this.#held.length);
      this.takeHeld(step);
      left -= step;
    }
    return true;
  }
}
