import { distanceMetres, trackGap } from '@phen-dau/geodata';
import type { LngLat } from '../../api/types.ts';
import type { Fix } from '../../state/recording.ts';

/** Nearer positions cannot be told apart on the map, and a day's walk has thirty thousand. */
const drawnEveryMetres = 4;

/** The line of a recording as it grows, one fix after the other. */
export interface TrackLine {
  readonly stretches: readonly (readonly LngLat[])[];
  readonly lengthMetres: number;
  readonly last: Fix | undefined;
}

export const emptyLine: TrackLine = { stretches: [], lengthMetres: 0, last: undefined };

/** The line with one more fix; `isApart` when a pause lies before it. */
export function extended(line: TrackLine, fix: Fix, { isApart }: { readonly isApart: boolean }): TrackLine {
  const { last } = line;
  if (!last || isApart || isGap(last, fix)) {
    return { stretches: [...line.stretches, [fix.position]], lengthMetres: line.lengthMetres, last: fix };
  }
  const lengthMetres = line.lengthMetres + distanceMetres([...last.position], [...fix.position]);
  const open = line.stretches.at(-1) ?? [];
  const drawnLast = open.at(-1);
  const isNear = drawnLast && distanceMetres([...drawnLast], [...fix.position]) < drawnEveryMetres;
  const stretches = isNear ? line.stretches : [...line.stretches.slice(0, -1), [...open, fix.position]];
  return { stretches, lengthMetres, last: fix };
}

/**
 * Whether what lies between two fixes was not recorded: that is never drawn. Long silence in one place is somebody who stands
 * still. How long a silence was that a clock was set back in, nobody knows.
 */
export const isGap = (before: Fix, after: Fix): boolean =>
  (after.at < before.at || after.at - before.at > trackGap.seconds * 1000) &&
  distanceMetres([...before.position], [...after.position]) > trackGap.metres;
