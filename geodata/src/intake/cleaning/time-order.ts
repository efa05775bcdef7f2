import type { CutFinder, TrackCut } from './track-cut.ts';

/**
 * The fewest fixes without which times never run backwards (those outside a longest non-descending run of times). Comparing
 * with the fix before instead would blame all that follow one fix from the future.
 */
export const findDisorder: CutFinder = (track, kept) => {
  const timed = kept.filter((at) => !Number.isNaN(track.time(at)));
  const inOrder = longestAscending(timed.map((at) => track.time(at)));
  if (inOrder.size === timed.length) return [];
  const cuts: TrackCut[] = [];
  let from = -1;
  for (const [place, at] of timed.entries()) {
    if (inOrder.has(place)) {
      if (from >= 0) cuts.push(track.cut('out-of-order', 'remove', from, timed[place - 1] as number));
      from = -1;
    } else if (from < 0) from = at;
  }
  if (from >= 0) cuts.push(track.cut('out-of-order', 'remove', from, timed.at(-1) as number));
  return cuts;
};

/** The places of a longest non-descending subsequence (patience sorting). */
export function longestAscending(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before = new Int32Array(values.length);
  for (const [place, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) <= value) low = middle + 1;
      else high = middle;
    }
    before[place] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = place;
  }
  const found = new Set<number>();
  for (let place = tails.at(-1) ?? -1; place >= 0; place = before[place] as number) found.add(place);
  return found;
}
