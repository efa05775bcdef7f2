import type { Place } from './frame.ts';
import { itemAt } from './polyline.ts';

/** Where two segments cross or touch; undefined when they do not. Parallel segments never do. */
export function crossingOf(a: Place, b: Place, c: Place, d: Place): Place | undefined {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const turn = rx * sy - ry * sx;
  if (turn === 0) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + rx * t, a[1] + ry * t] : undefined;
}

interface Segment {
  readonly from: Place;
  readonly to: Place;
  /** The caller's number of its line. */
  readonly line: number;
  /** Its own number in the line. */
  readonly index: number;
}

/** Segments of lines by the squares of the plane they pass through, for questions about what is near. */
export class SegmentIndex {
  readonly #squares = new Map<number, Segment[]>();
  readonly #size: number;

  /** `size` is the side of a square in metres: a few segments' length. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Adds every segment of a line; `line` is the caller's own number for it. */
  add(places: readonly Place[], line: number): void {
    for (let index = 0; index < places.length - 1; index++) {
      const from = itemAt(places, index);
      const to = itemAt(places, index + 1);
      const segment = { from, to, line, index };
      this.#visit(from, to, 0, (key) => {
        const held = this.#squares.get(key);
        if (held) held.push(segment);
        else this.#squares.set(key, [segment]);
      });
    }
  }

  /** Every segment within about `reach` metres of the box around two places; a segment may come twice. */
  near(a: Place, b: Place, reach = 0): Segment[] {
    const found: Segment[] = [];
    this.#visit(a, b, reach, (key) => {
      const held = this.#squares.get(key);
      if (held) found.push(...held);
    });
    return found;
  }

  /** Whether the line crosses any segment, apart from touching it within `slack` metres of the line's own ends. */
  isCrossedBy(places: readonly Place[], slack = 0): boolean {
    const start = itemAt(places, 0);
    const end = itemAt(places, places.length - 1);
    const atEnd = (place: Place): boolean =>
      Math.hypot(place[0] - start[0], place[1] - start[1]) <= slack ||
      Math.hypot(place[0] - end[0], place[1] - end[1]) <= slack;
    for (let index = 0; index < places.length - 1; index++) {
      const a = itemAt(places, index);
      const b = itemAt(places, index + 1);
      for (const { from, to } of this.near(a, b)) {
        const crossing = crossingOf(a, b, from, to);
        if (crossing && !atEnd(crossing)) return true;
      }
    }
    return false;
  }

  #visit(a: Place, b: Place, reach: number, visitor: (key: number) => void): void {
    const left = Math.floor((Math.min(a[0], b[0]) - reach) / this.#size);
    const right = Math.floor((Math.max(a[0], b[0]) + reach) / this.#size);
    const low = Math.floor((Math.min(a[1], b[1]) - reach) / this.#size);
    const high = Math.floor((Math.max(a[1], b[1]) + reach) / this.#size);
    for (let column = left; column <= right; column++) {
      for (let row = low; row <= high; row++) visitor(column * 1_000_003 + row);
    }
  }
}

/** Whether no two segments of the line cross; a ring repeats its first place at its end. */
export function isSimple(places: readonly Place[], squareMetres = 100): boolean {
  const segments = new SegmentIndex(squareMetres);
  segments.add(places, 0);
  const [first, last] = [itemAt(places, 0), itemAt(places, places.length - 1)];
  const isRing = first[0] === last[0] && first[1] === last[1];
  for (let index = 0; index < places.length - 1; index++) {
    const a = itemAt(places, index);
    const b = itemAt(places, index + 1);
    for (const other of segments.near(a, b)) {
      const joins = isRing && index === 0 && other.index === places.length - 2;
      if (other.index > index + 1 && !joins && crossingOf(a, b, other.from, other.to)) return false;
    }
  }
  return true;
}
