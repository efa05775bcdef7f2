/** A press on the map: where, in pixels, and whose turn it was among what lies there. */
export interface Turn {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/**
 * Whose turn it is among `count` things under a press: a press at the same place, within `reach` pixels, takes the next, so
 * that nothing is out of reach under something else; anywhere else it begins with the topmost.
 */
export function turnAt(before: Turn | undefined, { x, y }: Omit<Turn, 'turn'>, count: number, reach: number): Turn {
  const isSamePlace = before !== undefined && Math.hypot(before.x - x, before.y - y) <= reach;
  return { x, y, turn: isSamePlace && count > 0 ? (before.turn + 1) % count : 0 };
}
