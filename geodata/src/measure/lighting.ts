import { type LineMeasure, shareOf } from './line-measure.ts';
import { remembering } from './remembering.ts';
import type { PreparedWorks } from './works.ts';

/** Lighting of roads: metres within reach of a working lamp, and the lamps themselves. */
export interface LightingMeasure extends LineMeasure {
  /** Lamps of the post that have not been removed, working or not. */
  readonly installed: number;
  readonly working: number;
  readonly workingShare: number | null;
  /** Working lamps that stand on these roads, for each kilometre of them; null without roads. */
  readonly lampsPerKm: number | null;
  /** Median distance along the road between neighbouring lamps of one road; null with fewer than two on every road. */
  readonly medianSpacingMetres: number | null;
}

/** Counts the lamps of a post (null: all) and places the working ones on the roads given (numbers of `prepared.roads`). */
export function lampFigures(
  prepared: PreparedWorks,
  roads: readonly number[],
  postId: string | null,
  totalMetres: number,
): Omit<LightingMeasure, keyof LineMeasure> {
  const { lightMetres } = prepared.parameters;
  const placed = prepared.lampPlaces(lightMetres);
  const chainages = roads.map((road) =>
    (placed.get(road) ?? []).flatMap(({ chainageMetres, distanceMetres }) =>
      distanceMetres <= lightMetres ? [chainageMetres] : [],
    ),
  );
  const onRoads = chainages.reduce((sum, { length }) => sum + length, 0);
  const { installed, working } = countLamps(prepared, postId);
  return {
    installed,
    working,
    workingShare: shareOf(working, installed),
    lampsPerKm: totalMetres > 0 ? onRoads / (totalMetres / 1000) : null,
    medianSpacingMetres: medianSpacing(chainages),
  };
}

const counted = remembering<{ readonly installed: number; readonly working: number }>();

function countLamps({ works, parameters, lamps }: PreparedWorks, postId: string | null) {
  const { removedStatuses, workingStatuses } = parameters;
  return counted(lamps, postId, removedStatuses, () => {
    const own = works.lamps.filter(
      ({ status, postId: owner }) => !removedStatuses.includes(status) && (postId === null || owner === postId),
    );
    return { installed: own.length, working: own.filter(({ status }) => workingStatuses.includes(status)).length };
  });
}

function medianSpacing(roads: readonly (readonly number[])[]): number | null {
  const spacings = roads.flatMap((chainages) => {
    const ordered = [...chainages].sort((a, b) => a - b);
    return ordered.slice(1).map((metres, index) => metres - (ordered[index] as number));
  });
  spacings.sort((a, b) => a - b);
  const middle = spacings.length >> 1;
  if (spacings.length === 0) return null;
  if (spacings.length % 2 === 1) return spacings[middle] as number;
  return ((spacings[middle - 1] as number) + (spacings[middle] as number)) / 2;
}
