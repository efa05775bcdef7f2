import type { Place } from './frame.ts';

export const distance = (a: Place, b: Place): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

export const between = (a: Place, b: Place, share: number): Place => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

/** The item at an index that must exist. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`Nothing at ${index} of ${items.length}`);
  return item;
}

export const lastOf = <Item>(items: readonly Item[]): Item => itemAt(items, items.length - 1);

/** Metres from the start for every place of the line. */
export function chainages(line: readonly Place[]): Float64Array {
  const metres = new Float64Array(line.length);
  for (let index = 1; index < line.length; index++) {
    metres[index] = (metres[index - 1] ?? 0) + distance(itemAt(line, index - 1), itemAt(line, index));
  }
  return metres;
}

/** The line again with places at equal steps near `step` metres; both ends stay. */
export function resampled(line: readonly Place[], step: number): Place[] {
  const metres = chainages(line);
  const total = metres.at(-1) ?? 0;
  const count = Math.max(1, Math.round(total / step));
  const places: Place[] = [];
  let segment = 0;
  for (let index = 0; index < count; index++) {
    const wanted = (total * index) / count;
    while (segment < line.length - 2 && (metres[segment + 1] ?? 0) <= wanted) segment++;
    const from = metres[segment] ?? 0;
    const span = (metres[segment + 1] ?? 0) - from;
    places.push(between(itemAt(line, segment), itemAt(line, segment + 1), span > 0 ? (wanted - from) / span : 0));
  }
  places.push(lastOf(line));
  return places;
}

/** Chaikin's corner cutting: every round halves the corners; both ends stay. */
export function cornersCut(line: readonly Place[], rounds: number): Place[] {
  let places = [...line];
  for (let round = 0; round < rounds; round++) {
    const next: Place[] = [itemAt(places, 0)];
    for (let index = 0; index < places.length - 1; index++) {
      const a = itemAt(places, index);
      const b = itemAt(places, index + 1);
      if (index > 0) next.push(between(a, b, 0.25));
      if (index < places.length - 2) next.push(between(a, b, 0.75));
    }
    next.push(lastOf(places));
    places = next;
  }
  return places;
}

/** Each place moved to the middle of itself and its neighbours, `rounds` times; both ends stay. */
export function relaxed(line: readonly Place[], rounds: number): Place[] {
  const count = line.length;
  let x = Float64Array.from(line, (place) => place[0]);
  let y = Float64Array.from(line, (place) => place[1]);
  const blur = (values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
    const next = Float64Array.from(values);
    for (let index = 1; index < count - 1; index++) {
      next[index] = ((values[index - 1] ?? 0) + 2 * (values[index] ?? 0) + (values[index + 1] ?? 0)) / 4;
    }
    return next;
  };
  for (let round = 0; round < rounds; round++) {
    x = blur(x);
    y = blur(y);
  }
  return Array.from(x, (value, index): Place => [value, y[index] ?? 0]);
}

/** The unit direction at each place, averaged over `reach` places to both sides. */
export function directions(line: readonly Place[], reach: number): Place[] {
  return line.map((_, index) => {
    const from = itemAt(line, Math.max(0, index - reach));
    const to = itemAt(line, Math.min(line.length - 1, index + reach));
    const span = distance(from, to) || 1;
    return [(to[0] - from[0]) / span, (to[1] - from[1]) / span];
  });
}

/** Douglas-Peucker: the fewest places that stay within `tolerance` metres; places with a true `keep` stay. */
export function simplified(line: readonly Place[], tolerance: number, keep: (index: number) => boolean): Place[] {
  const kept = new Uint8Array(line.length);
  const stack: [number, number][] = [];
  let anchor = 0;
  for (let index = 0; index < line.length; index++) {
    if (index !== 0 && index !== line.length - 1 && !keep(index)) continue;
    kept[index] = 1;
    if (index > anchor) stack.push([anchor, index]);
    anchor = index;
  }
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [first, last] = range;
    let farthest = -1;
    let most = tolerance;
    for (let index = first + 1; index < last; index++) {
      const off = distanceToSegment(itemAt(line, index), itemAt(line, first), itemAt(line, last));
      if (off > most) [most, farthest] = [off, index];
    }
    if (farthest < 0) continue;
    kept[farthest] = 1;
    stack.push([first, farthest], [farthest, last]);
  }
  return line.filter((_, index) => kept[index]);
}

export function distanceToSegment(place: Place, a: Place, b: Place): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const share = square > 0 ? ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / square : 0;
  return distance(place, between(a, b, Math.min(1, Math.max(0, share))));
}
