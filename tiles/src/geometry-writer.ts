import type { Path } from './clip.ts';
import { writeVarint } from './varint.ts';

const moveTo = 1;
const lineTo = 2;
const closePath = (1 << 3) | 7;

/** Most bytes one vertex takes: two zigzag varints of tile coordinates and a share of the commands. */
const mostBytesPerVertex = 16;

/** Writes the commands of one feature's geometry; the cursor runs on from part to part. */
export class GeometryWriter {
  bytes = new Uint8Array(4096);
  length = 0;
  private cursorX = 0;
  private cursorY = 0;
  private rounded = new Int32Array(2048);

  restart(): void {
    this.length = 0;
    this.cursorX = 0;
    this.cursorY = 0;
  }

  /** Several points as one MoveTo. */
  points(path: Path): void {
    const count = this.round(path, false);
    if (count === 0) return;
    this.reserve(count);
    this.length = writeVarint(this.bytes, this.length, (count << 3) | moveTo);
    this.deltas(0, count);
  }

  /** Leaves the line out when it shrinks to one grid point. */
  line(path: Path): void {
    const count = this.round(path, true);
    if (count < 2) return;
    this.reserve(count);
    this.bytes[this.length++] = (1 << 3) | moveTo;
    this.deltas(0, 1);
    this.length = writeVarint(this.bytes, this.length, ((count - 1) << 3) | lineTo);
    this.deltas(1, count);
  }

  /**
   * Takes a closed ring. Leaves it out, and returns false, when on the grid its area is nothing or has turned over, which
   * happens to slivers thinner than a tile unit.
   */
  ring(path: Path, options: { readonly hole: boolean; readonly clipped: boolean }): boolean {
    let count = this.round(path, true);
    const { rounded } = this;
    if (count > 1 && rounded[0] === rounded[2 * count - 2] && rounded[1] === rounded[2 * count - 1]) count--;
    if (options.clipped) count = this.straighten(count);
    if (count < 3) return false;
    const area = this.twiceArea(count);
    if (options.hole ? area >= 0 : area <= 0) return false;
    this.reserve(count);
    this.bytes[this.length++] = (1 << 3) | moveTo;
    this.deltas(0, 1);
    this.length = writeVarint(this.bytes, this.length, ((count - 1) << 3) | lineTo);
    this.deltas(1, count);
    this.bytes[this.length++] = closePath;
    return true;
  }

  private round(path: Path, dropRepeats: boolean): number {
    if (this.rounded.length < path.length) this.rounded = new Int32Array(2 * path.length);
    const { values, length } = path;
    const { rounded } = this;
    let count = 0;
    let lastX = 0;
    let lastY = 0;
    for (let at = 0; at < length; at += 2) {
      const x = Math.floor((values[at] as number) + 0.5);
      const y = Math.floor((values[at + 1] as number) + 0.5);
      if (dropRepeats && count > 0 && x === lastX && y === lastY) continue;
      rounded[2 * count] = x;
      rounded[2 * count + 1] = y;
      count++;
      lastX = x;
      lastY = y;
    }
    return count;
  }

  /** Clipping leaves vertices in the middle of straight edges, and spikes along the tile's edge: both go. */
  private straighten(count: number): number {
    const { rounded } = this;
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const x = rounded[2 * index] as number;
      const y = rounded[2 * index + 1] as number;
      while (kept >= 2 && this.crossProduct(kept - 2, kept - 1, x, y) === 0) kept--;
      if (kept === 1 && rounded[0] === x && rounded[1] === y) continue;
      rounded[2 * kept] = x;
      rounded[2 * kept + 1] = y;
      kept++;
    }
    while (kept >= 3 && this.crossProduct(kept - 2, kept - 1, rounded[0] as number, rounded[1] as number) === 0) kept--;
    return kept;
  }

  private crossProduct(a: number, b: number, cx: number, cy: number): number {
    const { rounded } = this;
    const ax = rounded[2 * a] as number;
    const ay = rounded[2 * a + 1] as number;
    const bx = rounded[2 * b] as number;
    const by = rounded[2 * b + 1] as number;
    return (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
  }

  private twiceArea(count: number): number {
    const { rounded } = this;
    let sum = 0;
    let ax = rounded[2 * count - 2] as number;
    let ay = rounded[2 * count - 1] as number;
    for (let index = 0; index < count; index++) {
      const bx = rounded[2 * index] as number;
      const by = rounded[2 * index + 1] as number;
      sum += ax * by - bx * ay;
      ax = bx;
      ay = by;
    }
    return sum;
  }

  private deltas(from: number, to: number): void {
    const { bytes, rounded } = this;
    let { length, cursorX, cursorY } = this;
    for (let index = from; index < to; index++) {
      const x = rounded[2 * index] as number;
      const y = rounded[2 * index + 1] as number;
      const dx = x - cursorX;
      const dy = y - cursorY;
      let zigzag = (dx << 1) ^ (dx >> 31);
      while (zigzag > 127) {
        bytes[length++] = (zigzag & 127) | 128;
        zigzag >>>= 7;
      }
      bytes[length++] = zigzag;
      zigzag = (dy << 1) ^ (dy >> 31);
      while (zigzag > 127) {
        bytes[length++] = (zigzag & 127) | 128;
        zigzag >>>= 7;
      }
      bytes[length++] = zigzag;
      cursorX = x;
      cursorY = y;
    }
    this.length = length;
    this.cursorX = cursorX;
    this.cursorY = cursorY;
  }

  private reserve(vertices: number): void {
    const needed = this.length + vertices * mostBytesPerVertex + 16;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(2 * needed);
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
