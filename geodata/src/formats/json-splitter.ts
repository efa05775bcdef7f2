/** What the splitter found, in the order of the file. `run`: the text between two commas of `features`, some elements long. */
export type JsonPart =
  | { readonly kind: 'run'; readonly bytes: Uint8Array; readonly deepest: number; readonly last: boolean }
  /** A whole top-level value, with `"features":[]` emptied if its features came as runs. */
  | { readonly kind: 'value'; readonly bytes: Uint8Array; readonly hadFeatures: boolean; readonly deepest: number }
  /** What stands before the first feature of a collection, cut so that `]}` completes it. */
  | { readonly kind: 'opening'; readonly bytes: Uint8Array }
  | { readonly kind: 'stray'; readonly byte: number; readonly offset: number }
  | { readonly kind: 'too-large'; readonly offset: number };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBrace = 0x7d;
const closeBracket = 0x5d;
const recordSeparator = 0x1e;

/**
 * Cuts a stream of JSON into the features of its collections without parsing it, so that a file of any size passes through
 * in pieces that `JSON.parse` takes at full speed. It only counts brackets and skips strings; whether a piece is JSON is for
 * the parser to say. Rejected: a streaming parser library, which builds every number by itself and is ten times slower.
 */
export class JsonSplitter {
  #depth = 0;
  /** Deepest nesting since the last cut that was possible, and before it since the last cut that was made. */
  #deepest = 0;
  #deepestBefore = 0;
  #inString = false;
  #escaped = false;
  #inFeatures = false;
  #hadFeatures = false;
  #offset = 0;
  #stopped = false;
  /** Bytes of earlier chunks that belong to the piece being collected. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** The top-level value without its features, while these are passed on. */
  #around: Uint8Array = new Uint8Array();
  readonly #pieceLimit: number;

  constructor(pieceLimit: number) {
    this.#pieceLimit = pieceLimit;
  }

  /** Whether the text ended in the middle of a value. */
  get unfinished(): boolean {
    return !this.#stopped && (this.#depth > 0 || this.#inString);
  }

  push(chunk: Uint8Array): JsonPart[] {
    const parts: JsonPart[] = [];
    let start = 0;
    let boundary = -1;
    for (let at = 0; at < chunk.length && !this.#stopped; at++) {
      if (this.#inString) {
        at = this.#skipString(chunk, at);
        continue;
      }
      const byte = chunk[at];
      switch (byte) {
        case quote:
          if (this.#depth === 0) this.#stray(byte, at, parts);
          this.#inString = true;
          break;
        case openBrace:
        case openBracket:
          if (this.#depth === 0) start = at;
          this.#deepest = Math.max(this.#deepest, ++this.#depth);
          if (byte === openBracket && this.#depth === 2 && this.#opensFeatures(chunk, start, at)) {
            this.#around = this.#take(chunk, start, at + 1).slice();
            parts.push({ kind: 'opening', bytes: this.#around });
            this.#inFeatures = true;
            this.#hadFeatures = true;
            this.#forgetDepth();
            start = at + 1;
            boundary = -1;
          }
          break;
        case closeBrace:
        case closeBracket:
          if (this.#depth === 0) this.#stray(byte, at, parts);
          this.#depth--;
          if (this.#inFeatures && this.#depth === 1) {
            const deepest = Math.max(this.#deepest, this.#deepestBefore) - 2;
            parts.push({ kind: 'run', bytes: this.#take(chunk, start, at), deepest, last: true });
            this.#inFeatures = false;
            this.#hold(this.#around);
            this.#forgetDepth();
            start = at;
          } else if (this.#depth === 0) {
            const bytes = this.#take(chunk, start, at + 1);
            parts.push({ kind: 'value', bytes, hadFeatures: this.#hadFeatures, deepest: this.#deepest });
            this.#hadFeatures = false;
            this.#forgetDepth();
            start = at + 1;
          }
          break;
        case comma:
          if (this.#inFeatures && this.#depth === 2) {
            boundary = at;
            this.#deepestBefore = Math.max(this.#deepest, this.#deepestBefore);
            this.#deepest = 0;
          } else if (this.#depth === 0) this.#stray(byte, at, parts);
          break;
        default:
          if (this.#depth === 0 && byte !== undefined && !isSpace(byte)) this.#stray(byte, at, parts);
      }
    }
    if (this.#inFeatures && boundary >= start) {
      const deepest = this.#deepestBefore - 2;
      parts.push({ kind: 'run', bytes: this.#take(chunk, start, boundary), deepest, last: false });
      this.#deepestBefore = 0;
      start = boundary + 1;
    }
    if (this.#depth > 0 && start < chunk.length) this.#hold(chunk.slice(start));
    this.#offset += chunk.length;
    if (this.#heldBytes > this.#pieceLimit && !this.#stopped) {
      parts.push({ kind: 'too-large', offset: this.#offset });
      this.#stopped = true;
    }
    return parts;
  }

  /** The position of the byte that ends the string, or the chunk's last. */
  #skipString(chunk: Uint8Array, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === backslash) {
        if (++at === chunk.length) this.#escaped = true;
      } else if (byte === quote) {
        this.#inString = false;
        return at;
      }
    }
    return chunk.length;
  }

  /** Whether the bracket at `at` follows the key `"features"` (looked for behind it, so that keys need not be tracked). */
  #opensFeatures(chunk: Uint8Array, start: number, at: number): boolean {
    if (this.#inFeatures) return false;
    const window = 40;
    const pieces = [chunk.subarray(Math.max(start, at - window), at)];
    for (let back = this.#held.length - 1, length = at - start; back >= 0 && length < window; back--) {
      const piece = this.#held[back] ?? new Uint8Array();
      pieces.unshift(piece.subarray(-window));
      length += piece.length;
    }
    let text = '';
    for (const piece of pieces) for (const byte of piece) text += String.fromCharCode(byte);
    return /[{,]\s*"features"\s*:\s*$/.test(text);
  }

  #forgetDepth(): void {
    this.#deepest = 0;
    this.#deepestBefore = 0;
  }

  #stray(byte: number, at: number, parts: JsonPart[]): void {
    if (this.#stopped) return;
    parts.push({ kind: 'stray', byte, offset: this.#offset + at });
    this.#stopped = true;
  }

  #hold(bytes: Uint8Array): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #take(chunk: Uint8Array, from: number, to: number): Uint8Array {
    const end = chunk.subarray(from, to);
    if (this.#held.length === 0) return end;
    const whole = new Uint8Array(this.#heldBytes + end.length);
    let offset = 0;
    for (const piece of this.#held) {
      whole.set(piece, offset);
      offset += piece.length;
    }
    whole.set(end, offset);
    this.#held = [];
    this.#heldBytes = 0;
    return whole;
  }
}

const isSpace = (byte: number) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === recordSeparator;
