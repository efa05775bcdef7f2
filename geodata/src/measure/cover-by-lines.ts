import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';
import type { SegmentIndex } from './segment-index.ts';

/**
 * The stretches of every line within `reachMetres` of any indexed segment: the border near a usable road.
 *
 * The places within reach of one straight segment form a capsule, which is convex; it therefore cuts another straight
 * segment in one interval, the span of its cuts with the two end discs and with the slab between them.
 */
export function coveredByLines(lines: LineNetwork, reachingLines: SegmentIndex, reachMetres: number): IntervalTable {
  const builder = new IntervalBuilder(lines.lineCount);
  for (let line = 0; line < lines.lineCount; line++) {
    coverLineByLines(lines, line, reachingLines, reachMetres, builder);
    builder.endLine();
  }
  return builder.build();
}

/** Adds what the indexed segments cover of one line; the caller ends the line. */
export function coverLineByLines(
  lines: LineNetwork,
  line: number,
  { network, vertices, tree, xScale, slack }: SegmentIndex,
  reachMetres: number,
  builder: IntervalBuilder,
): void {
  if (!tree || !(reachMetres > 0)) return;
  const { longitude, arc, parallel, bend } = lines.positions;
  const others = network.positions;
  const margin = reachMetres * slack * 1.01;
  const end = lines.lineStarts[line + 1] as number;
  for (let vertex = lines.lineStarts[line] as number; vertex < end; vertex++) {
    if (lines.startsSegment[vertex] === 0) continue;
    const from = lines.chainage[vertex] as number;
    const to = lines.chainage[vertex + 1] as number;
    const length = to - from;
    if (length === 0) continue;
    const λ = longitude[vertex] as number;
    const s = arc[vertex] as number;
    const λ1 = longitude[vertex + 1] as number;
    const s1 = arc[vertex + 1] as number;
    const Δλ1 = λ1 - λ;
    const ux = ((parallel[vertex + 1] as number) * Δλ1) / length;
    const uy = (s1 - s + (bend[vertex + 1] as number) * Δλ1 * Δλ1) / length;
    const x0 = λ * xScale;
    const x1 = λ1 * xScale;
    tree.search(
      Math.min(x0, x1) - margin,
      Math.min(s, s1) - margin,
      Math.max(x0, x1) + margin,
      Math.max(s, s1) + margin,
      (segment) => {
        const a = vertices[segment] as number;
        const Δa = (others.longitude[a] as number) - λ;
        const Δb = (others.longitude[a + 1] as number) - λ;
        const ax = (others.parallel[a] as number) * Δa;
        const ay = (others.arc[a] as number) - s + (others.bend[a] as number) * Δa * Δa;
        const bx = (others.parallel[a + 1] as number) * Δb;
        const by = (others.arc[a + 1] as number) - s + (others.bend[a + 1] as number) * Δb * Δb;
        const span = capsuleSpan(
          ax * ux + ay * uy,
          ay * ux - ax * uy,
          bx * ux + by * uy,
          by * ux - bx * uy,
          reachMetres,
        );
        if (span && span.to > 0 && span.from < length) {
          builder.add(span.from <= 0 ? from : from + span.from, span.to >= length ? to : from + span.to);
        }
        return false;
      },
    );
  }
}

/** The answer of `capsuleSpan`, reused: the question is asked millions of times and an object each would be most of its cost. */
const answer = { from: 0, to: 0 };

/**
 * Where the axis y = 0 lies within `reach` of the segment A-B, all in one plane, metres; null where it never does.
 * The returned object is overwritten by the next call.
 */
export function capsuleSpan(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reach: number,
): { readonly from: number; readonly to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const squareA = reach * reach - ay * ay;
  if (squareA > 0) {
    const half = Math.sqrt(squareA);
    from = ax - half;
    to = ax + half;
  }
  const squareB = reach * reach - by * by;
  if (squareB > 0) {
    const half = Math.sqrt(squareB);
    if (bx - half < from) from = bx - half;
    if (bx + half > to) to = bx + half;
  }
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared > 0) {
    // Foot of (t, 0) on A-B lies between A and B: 0 <= (t - ax) dx - ay dy <= |AB|².
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    if (dx !== 0) {
      const first = ax + (ay * dy) / dx;
      const second = first + lengthSquared / dx;
      low = dx > 0 ? first : second;
      high = dx > 0 ? second : first;
    } else if (-ay * dy < 0 || -ay * dy > lengthSquared) {
      low = Number.POSITIVE_INFINITY;
    }
    // Distance of (t, 0) to the line through A and B: |(t - ax) dy + ay dx| <= reach |AB|.
    const width = reach * Math.sqrt(lengthSquared);
    if (dy !== 0) {
      const middle = ax - (ay * dx) / dy;
      const half = Math.abs(width / dy);
      if (middle - half > low) low = middle - half;
      if (middle + half < high) high = middle + half;
    } else if (Math.abs(ay * dx) >= width) {
      low = Number.POSITIVE_INFINITY;
    }
    if (low < high) {
      if (low < from) from = low;
      if (high > to) to = high;
    }
  }
  if (!(to > from)) return null;
  answer.from = from;
  answer.to = to;
  return answer;
}
