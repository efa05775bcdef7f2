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
