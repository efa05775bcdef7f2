import type { CleaningThresholds, CutFinder, PreparedTrack, TrackCut } from './track-cut.ts';

/**
 * Fixes thrown off and back again are removed; where the track does not come back, it really continues elsewhere and is split
 * there: nothing is thrown away and no line is drawn across what was not walked.
 */
export const findJumps: CutFinder = (track, kept, thresholds) => {
  const usual = usualStep(track, kept);
  const isFar = (one: number, other: number) => isJump(track, one, other, thresholds, usual);
  const cuts: TrackCut[] = [];
  for (let place = 1; place < kept.length; place++) {
    const good = kept[place - 1] as number;
    const at = kept[place] as number;
    if (!isFar(good, at)) continue;
    // Given time enough any place can be reached: the way back must be a jump too.
    const isBack = (fix: number, before: number) => !isFar(good, fix) && isFar(before, fix);
    const back = placeBack(kept, place, thresholds.jumpFixes, isBack);
    // The very first fix is off as often as the second: the track goes on from the second and never comes back to it.
    const next = kept[place + 1];
    if (back > 0) {
      cuts.push(track.cut('jump', 'remove', at, kept[back - 1] as number));
      place = back;
    } else if (place === 1 && next !== undefined && !isFar(at, next)) {
      cuts.push(track.cut('jump', 'remove', good, good));
    } else cuts.push(track.cut('jump', 'split', good, at));
  }
  return cuts;
};

/** The place of the first fix that is back, or -1. */
function placeBack(
  kept: readonly number[],
  from: number,
  most: number,
  isBack: (fix: number, before: number) => boolean,
): number {
  for (let place = from + 1; place < Math.min(kept.length, from + 1 + most); place++) {
    if (isBack(kept[place] as number, kept[place - 1] as number)) return place;
  }
  return -1;
}

function isJump(
  track: PreparedTrack,
  one: number,
  other: number,
  { jumpKmPerHour, jumpMetres }: CleaningThresholds,
  usual: number,
): boolean {
  const metres = track.metres(one, other);
  const seconds = track.seconds(one, other);
  // Below this the receiver's own error makes any speed.
  if (metres < 30) return false;
  if (seconds > 0) return (metres / seconds) * 3.6 > jumpKmPerHour;
  return metres > Math.max(jumpMetres, 10 * usual);
}

/** The median step, metres. */
function usualStep(track: PreparedTrack, kept: readonly number[]): number {
  const steps: number[] = [];
  const every = Math.max(1, Math.floor(kept.length / 2000));
  for (let place = 1; place < kept.length; place += every) {
    steps.push(track.metres(kept[place - 1] as number, kept[place] as number));
  }
  return steps.sort((one, other) => one - other)[Math.floor(steps.length / 2)] ?? 0;
}
