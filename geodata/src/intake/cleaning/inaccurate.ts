import type { CutFinder, PreparedTrack, TrackCut } from './track-cut.ts';

/** A device that says nothing for longer than this, and is then farther away, has not recorded what lies between. */
export const trackGap = { seconds: 60, metres: 50 } as const;

/**
 * Runs of fixes of which the device itself says that they may be far off. Where a walk went on for long meanwhile, its ends are
 * not joined over them: nobody knows the way between.
 */
export const findInaccurate: CutFinder = (track, kept, { inaccurateMetres }) => {
  const isInaccurate = (at: number | undefined) => at !== undefined && track.accuracyMetres(at) > inaccurateMetres;
  const cuts: TrackCut[] = [];
  for (let start = 0; start < kept.length; start++) {
    if (!isInaccurate(kept[start])) continue;
    let end = start + 1;
    while (isInaccurate(kept[end])) end++;
    const effect = isGap(track, kept[start - 1], kept[end]) ? 'remove-and-split' : 'remove';
    cuts.push(track.cut('inaccurate', effect, kept[start] as number, kept[end - 1] as number));
    start = end;
  }
  return cuts;
};

function isGap(track: PreparedTrack, before: number | undefined, after: number | undefined): boolean {
  if (before === undefined || after === undefined || track.metres(before, after) <= trackGap.metres) return false;
  // Without times the distance alone must tell.
  return !(track.seconds(before, after) <= trackGap.seconds);
}
