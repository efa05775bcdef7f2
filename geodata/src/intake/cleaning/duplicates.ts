import type { CutFinder, TrackCut } from './track-cut.ts';

/** Fixes on the place of the one before. Where time went on, the last of them stays too: it says until when. */
export const findDuplicates: CutFinder = (track, kept, { duplicateMetres }) => {
  const cuts: TrackCut[] = [];
  for (let start = 0; start < kept.length; ) {
    const first = kept[start] as number;
    let end = start + 1;
    while (end < kept.length && track.metres(first, kept[end] as number) <= duplicateMetres) end++;
    const last = kept[end - 1] as number;
    const goesOn = track.seconds(first, last) > 0;
    const to = goesOn ? kept[end - 2] : last;
    if (end - start > (goesOn ? 2 : 1)) {
      cuts.push(track.cut('duplicate', 'remove', kept[start + 1] as number, to as number));
    }
    start = end;
  }
  return cuts;
};
