import { tileBuffer, tileExtent } from './packed-layer.ts';

const low = -tileBuffer;
const high = tileExtent + tileBuffer;

/** Vertices x, y, x, y, … of one line or ring; `length` counts numbers. Reused from tile to tile. */
export interface Path {
  values: Float64Array;
  length: number;
}

export const newPath = (): Path => ({ values: new Float64Array(4096), length: 0 });

/** Makes room for this many numbers; what is in the path stays. */
export function reservePath(path: Path, numbers: number): void {
  if (numbers <= path.values.length) return;
  const grown = new Float64Array(2 * numbers);
  grown.set(path.values.subarray(0, path.length));
  path.values = grown;
}

/**
 * Cuts a line (tile units) at the edge of the buffered tile and hands over each stretch that is inside, in `piece`.
 */
export function clipLine(line: Path, piece: Path, take: (piece: Path) => void): void {
  const { values } = line;
  reservePath(piece, line.length + 4);
  const out = piece.values;
  piece.length = 0;
  let ax = values[0] as number;
  let ay = values[1] as number;
  for (let at = 2; at < line.length; at += 2) {
    const bx = values[at] as number;
    const by = values[at + 1] as number;
    const outside =
      (ax < low && bx < low) || (ax > high && bx > high) || (ay < low && by < low) || (ay > high && by > high);
    if (!outside) {
      // Liang-Barsky: the share of the segment from `from` to `to` is inside.
      const dx = bx - ax;
      const dy = by - ay;
      let from = 0;
      let to = 1;
      if (ax < low) from = (low - ax) / dx;
      else if (ax > high) from = (high - ax) / dx;
      if (bx < low) to = (low - ax) / dx;
      else if (bx > high) to = (high - ax) / dx;
      if (ay < low) from = Math.max(from, (low - ay) / dy);
      else if (ay > high) from = Math.max(from, (high - ay) / dy);
      if (by < low) to = Math.min(to, (low - ay) / dy);
      else if (by > high) to = Math.min(to, (high - ay) / dy);
      if (from <= to) {
        if (piece.length === 0) {
          out[0] = from === 0 ? ax : within(ax + from * dx);
          out[1] = from === 0 ? ay : within(ay + from * dy);
          piece.length = 2;
        }
        out[piece.length] = to === 1 ? bx : within(ax + to * dx);
        out[piece.length + 1] = to === 1 ? by : within(ay + to * dy);
        piece.length += 2;
        if (to < 1) {
          take(piece);
          piece.length = 0;
        }
      }
    }
    ax = bx;
    ay = by;
  }
  if (piece.length > 0) take(piece);
  piece.length = 0;
}

/**
 * Cuts a closed ring (tile units, first vertex repeated at the end) to the buffered tile, one edge after another
 * (Sutherland-Hodgman). The result is closed too, or empty; it may run along the tile's edge, where nobody sees it.
 * Returns whichever of the two paths holds it.
 */
export function clipRing(ring: Path, spare: Path): Path {
  let from = ring;
  let to = spare;
  for (let edge = 0; edge < 4 && from.length > 0; edge++) {
    const axis = edge & 1;
    const upper = edge >= 2;
    if (!reachesPast(from, axis, upper)) continue;
    clipEdge(from, to, axis, upper);
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

function reachesPast(ring: Path, axis: number, upper: boolean): boolean {
  const { values } = ring;
  for (let at = axis; at < ring.length; at += 2) {
    const value = values[at] as number;
    if (upper ? value > high : value < low) return true;
  }
  return false;
}

function clipEdge(ring: Path, result: Path, axis: number, upper: boolean): void {
  // A cut adds at most one vertex for each that goes, and one more to close.
  reservePath(result, 2 * ring.length + 4);
  const { values } = ring;
  const out = result.values;
  const edge = upper ? high : low;
  const sign = upper ? -1 : 1;
  let length = 0;
  let ax = values[0] as number;
  let ay = values[1] as number;
  let aDepth = sign * ((axis === 0 ? ax : ay) - edge);
  for (let at = 2; at < ring.length; at += 2) {
    const bx = values[at] as number;
    const by = values[at + 1] as number;
    const bDepth = sign * ((axis === 0 ? bx : by) - edge);
    if (aDepth >= 0) {
      out[length] = ax;
      out[length + 1] = ay;
      length += 2;
    }
    if ((aDepth > 0 && bDepth < 0) || (aDepth < 0 && bDepth > 0)) {
      const share = aDepth / (aDepth - bDepth);
      out[length] = axis === 0 ? edge : ax + share * (bx - ax);
      out[length + 1] = axis === 1 ? edge : ay + share * (by - ay);
      length += 2;
    }
    ax = bx;
    ay = by;
    aDepth = bDepth;
  }
  if (length > 0) {
    out[length] = out[0] as number;
    out[length + 1] = out[1] as number;
    length += 2;
  }
  result.length = length;
}

const within = (value: number) => (value < low ? low : Math.min(value, high));
