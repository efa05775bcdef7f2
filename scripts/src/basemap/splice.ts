import type { Position } from 'geojson';

/** How far, in degrees, an end of the finer line may lie from the coarse line that it belongs to: about 4 km. */
const reach = 0.04;

/**
 * A line or a closed ring in which the stretch between the ends of `finer` is replaced by `finer`. Returned as it is when
 * the two ends of `finer` do not both lie near it.
 */
export function spliced(coarse: readonly Position[], finer: readonly Position[]): Position[] {
  const first = finer[0];
  const last = finer.at(-1);
  if (!first || !last) return [...coarse];
  const from = nearest(coarse, first);
  const to = nearest(coarse, last);
  if (from.distance > reach || to.distance > reach || from.index === to.index) return [...coarse];
  const closed = samePlace(coarse[0], coarse.at(-1));
  const [low, high, inOrder] =
    from.index < to.index ? [from.index, to.index, [...finer]] : [to.index, from.index, finer.toReversed()];
  // A ring goes from one end to the other two ways; the border is the way with fewer vertices, the rest the country's coast.
  if (!closed || high - low <= coarse.length / 2)
    return [...coarse.slice(0, low), ...inOrder, ...coarse.slice(high + 1)];
  const kept = [...inOrder.toReversed(), ...coarse.slice(low + 1, high)];
  return [...kept, kept[0] as Position];
}

function nearest(
  line: readonly Position[],
  [longitude = 0, latitude = 0]: Position,
): { index: number; distance: number } {
  const best = { index: 0, distance: Number.POSITIVE_INFINITY };
  line.forEach(([x = 0, y = 0], index) => {
    const distance = Math.hypot(x - longitude, y - latitude);
    if (distance < best.distance) Object.assign(best, { index, distance });
  });
  return best;
}

const samePlace = (a?: Position, b?: Position): boolean => a !== undefined && a[0] === b?.[0] && a[1] === b?.[1];
