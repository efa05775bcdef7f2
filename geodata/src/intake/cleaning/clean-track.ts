import { findDuplicates } from './duplicates.ts';
import { findInaccurate } from './inaccurate.ts';
import { findJumps } from './jumps.ts';
import { findLoops } from './loops.ts';
import { findRests } from './rests.ts';
import { findDisorder } from './time-order.ts';
import {
  type CleaningThresholds,
  type CutFinder,
  cleaningDefaults,
  PreparedTrack,
  type TrackCut,
  type TrackPart,
} from './track-cut.ts';

/** In this order: what the device itself doubts must not make others look wrong; times must run forward before a speed means anything, and a jump would look like a rest that ended. */
const finders: readonly CutFinder[] = [findInaccurate, findDisorder, findDuplicates, findJumps, findRests, findLoops];

/**
 * What one part of a track would be better without, in the order of the track. Each finding looks at what the earlier kinds
 * leave, so that no fix is cut twice; taking all of them is `applyCuts(part, cleanTrack(part))`.
 */
export function cleanTrack(part: TrackPart, thresholds: CleaningThresholds = cleaningDefaults): TrackCut[] {
  const track = new PreparedTrack(part);
  const removed = new Uint8Array(track.count);
  const found: TrackCut[] = [];
  for (const find of finders) {
    const kept: number[] = [];
    for (let at = 0; at < track.count; at++) if (removed[at] === 0) kept.push(at);
    const cuts = find(track, kept, thresholds);
    for (const { effect, from, to } of cuts) if (effect !== 'split') removed.fill(1, from, to + 1);
    // One by one: a spread of a hundred thousand would not fit the stack.
    for (const cut of cuts) found.push(cut);
  }
  return found.sort((one, other) => one.from - other.from);
}

/**
 * The track without what was cut: one part, or several where it was split. Parts of fewer than two fixes are left out. The part
 * given is not changed: to undo a cut, leave it out of the list.
 */
export function applyCuts(part: TrackPart, cuts: readonly TrackCut[]): TrackPart[] {
  const count = part.positions.length;
  const removed = new Uint8Array(count);
  const splitBefore = new Uint8Array(count + 1);
  for (const { effect, from, to } of cuts) {
    if (effect !== 'split') removed.fill(1, from, to + 1);
    if (effect !== 'remove') splitBefore.fill(1, effect === 'split' ? from + 1 : from, to + 1);
  }
  const parts: number[][] = [[]];
  let splits = false;
  for (let at = 0; at < count; at++) {
    splits ||= splitBefore[at] === 1;
    if (removed[at] === 1) continue;
    if (splits) parts.push([]);
    splits = false;
    parts.at(-1)?.push(at);
  }
  return parts.filter((kept) => kept.length > 1).map((kept) => partOf(part, kept));
}

function partOf({ positions, fixes }: TrackPart, kept: readonly number[]): TrackPart {
  const picked = kept.map((at) => positions[at] as readonly [number, number]);
  if (!fixes) return { positions: picked };
  const pick = (values: Float64Array) => Float64Array.from(kept, (at) => values[at] ?? Number.NaN);
  const { times, elevationsMetres, accuracyMetres } = fixes;
  return {
    positions: picked,
    fixes: { times: pick(times), elevationsMetres: pick(elevationsMetres), accuracyMetres: pick(accuracyMetres) },
  };
}
