import type { CleaningThresholds, CutFinder, PreparedTrack, TrackCut } from './track-cut.ts';

/**
 * Knots the receiver ties while nobody walks. With times they are pauses, without (or too short for one) drift. The first and
 * the last fix stay, so that the time spent there is kept and only the false length goes.
 */
export const findRests: CutFinder = (track, kept, thresholds) => {
  const cuts: TrackCut[] = [];
  for (let start = 0; start < kept.length; ) {
    const near = endWithin(track, kept, start, start, thresholds.restRadiusMetres);
    if (restKind(track, kept, start, near, thresholds) === null) {
      start++;
      continue;
    }
    // The first fix lies at the edge of the knot; from its middle all of it is in reach.
    let end = near;
    for (let round = 0; round < 5; round++) {
      const wider = endWithin(track, kept, (start + end) >> 1, end, thresholds.restRadiusMetres);
      if (wider === end) break;
      end = wider;
    }
    const kind = restKind(track, kept, start, end, thresholds) ?? 'drift';
    cuts.push(track.cut(kind, 'remove', kept[start + 1] as number, kept[end - 2] as number));
    start = end;
  }
  return cuts;
};

/** The place behind the last of the fixes that follow `from` within the radius of the one at `anchor`. */
function endWithin(
  track: PreparedTrack,
  kept: readonly number[],
  anchor: number,
  from: number,
  radiusMetres: number,
): number {
  let end = from;
  while (end < kept.length && track.metres(kept[anchor] as number, kept[end] as number) <= radiusMetres) end++;
  return end;
}

function restKind(
  track: PreparedTrack,
  kept: readonly number[],
  start: number,
  end: number,
  { restRadiusMetres, pauseSeconds, driftFixes }: CleaningThresholds,
): 'pause' | 'drift' | null {
  if (end - start < 3) return null;
  if (track.seconds(kept[start] as number, kept[end - 1] as number) >= pauseSeconds) return 'pause';
  if (end - start < driftFixes) return null;
  let walked = 0;
  for (let place = start + 1; place < end; place++) {
    walked += track.metres(kept[place - 1] as number, kept[place] as number);
  }
  // A slow straight walk stays in the radius too; only a knot is much longer than the way out of it.
  return walked > 3 * restRadiusMetres ? 'drift' : null;
}
