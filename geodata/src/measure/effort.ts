import { isInPeriod, localDay, marchMetres, type Period } from './match-tracks.ts';
import type { MeasureParameters } from './parameters.ts';
import type { TrackWork } from './works.ts';

/**
 * What patrols did, in sums: unlike coverage, walking a road twice counts twice; carrying five devices counts once. Of tracks of
 * the kind `patrol` alone: a survey covers a road (`activeRoads`), but is no patrol.
 */
export interface Effort {
  /** Patrols with at least one dated track. Codes are each post's own: two posts' `T01` are two patrols. */
  readonly patrols: number;
  /** Distinct pairs of patrol and local day with movement: one patrol of three days is three. */
  readonly patrolDays: number;
  /** Kilometres patrols went: of tracks of one patrol that ran at the same time only one counts. */
  readonly kilometres: number;
  readonly hours: number;
  /** Sum of all tracks of patrols whatever their number: kilometres of devices, kept apart from those of patrols. */
  readonly deviceKilometres: number;
  /** Tracks of patrols left out because they have no date. */
  readonly undatedTracks: number;
}

interface March {
  readonly start: number;
  readonly end: number;
  readonly metres: number;
}

/**
 * Effort of tracks in a period. Days are never joined by a line and a five-person patrol counts once: of the tracks of one
 * patrol, the set of marches that do not overlap in time with the greatest length is taken, which is the best record one
 * carrier could have made; hours are those with any track running. Surveys arrive as one track a day (`tracksByDay`); of a track
 * that runs through midnight all the same, nobody knows when it rested: its hours are its whole time, its days all it touches, and
 * all of them are of the period in which it began, so that the months of a year add up to it.
 */
export function effortOf(
  tracks: readonly TrackWork[],
  period: Period,
  parameters: MeasureParameters,
  metresOf: (track: TrackWork) => number = (track) => marchMetres(track, parameters.fixGapMetres),
): Effort {
  const patrols = new Map<string, March[]>();
  const patrolDays = new Set<string>();
  let deviceMetres = 0;
  let undatedTracks = 0;
  for (const track of tracks) {
    if (track.kind !== patrolKind) continue;
    const day = localDay(track.startedAt, parameters.dayStartsMinutesEast);
    if (day === null || track.startedAt === null) {
      undatedTracks++;
      continue;
    }
    if (!isInPeriod(day, period)) continue;
    const metres = metresOf(track);
    deviceMetres += metres;
    const patrol = patrolOf(track);
    const start = Date.parse(track.startedAt);
    // A track without an end, or with one before its start, is a moment: it has length but no duration.
    const end = Math.max(start, track.endedAt === null ? start : Date.parse(track.endedAt) || start);
    patrols.set(patrol, [...(patrols.get(patrol) ?? []), { start, end, metres }]);
    const lastDay = localDay(new Date(end).toISOString(), parameters.dayStartsMinutesEast) ?? day;
    for (let each = day; each <= lastDay; each++) patrolDays.add(`${patrol} ${each}`);
  }
  const marches = [...patrols.values()];
  return {
    patrols: patrols.size,
    patrolDays: patrolDays.size,
    kilometres: marches.reduce((sum, each) => sum + longestRecord(each), 0) / 1000,
    hours: marches.reduce((sum, each) => sum + timeOfAny(each), 0) / 3_600_000,
    deviceKilometres: deviceMetres / 1000,
    undatedTracks,
  };
}

const patrolKind = 'patrol';

/** Tracks of one patrol have the same. Within a post, so that the figures of posts add up to those of the province. */
function patrolOf({ id, postId, patrolCode }: TrackWork): string {
  return JSON.stringify(patrolCode === null ? [id] : [postId, patrolCode]);
}

/** The greatest length of marches that do not overlap in time (weighted interval scheduling). Equal moments overlap. */
function longestRecord(marches: readonly March[]): number {
  const byEnd = [...marches].sort((a, b) => a.end - b.end || a.start - b.start);
  const best: number[] = [0];
  byEnd.forEach(({ start, end, metres }, index) => {
    let before = index;
    // A march may begin the moment another ends, but two marches of one moment are two devices.
    while (before > 0 && ((byEnd[before - 1] as March).end > start || (byEnd[before - 1] as March).start === end))
      before--;
    best.push(Math.max(best[index] as number, (best[before] as number) + metres));
  });
  return best[marches.length] as number;
}

/** Milliseconds in which at least one march was under way. */
function timeOfAny(marches: readonly March[]): number {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, end } of [...marches].sort((a, b) => a.start - b.start)) {
    total += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return total;
}
