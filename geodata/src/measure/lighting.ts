import { rememberingNear } from './changes.ts';
import { countLamps, type LampWork, lampsNear } from './lamps.ts';
import { type LineMeasure, shareOf, type WorkLine } from './line-measure.ts';
import { nearestLine } from './locate.ts';
import { preparePlaces } from './positions.ts';
import { boxAroundLine, boxAroundPoint } from './runs.ts';
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

/** Lamps of a post (null: of all) that have not been removed, and how many of them work. */
export function countsOf({ lamps, parameters }: PreparedWorks, postId: string | null) {
  const { removedStatuses, workingStatuses } = parameters;
  const isInstalled = (status: string) => !removedStatuses.includes(status);
  return {
    installed: countLamps(lamps, postId, isInstalled),
    working: countLamps(lamps, postId, (status) => isInstalled(status) && workingStatuses.includes(status)),
  };
}

/** What lamps are like along roads of `totalMetres`, on each of which they stand at the chainages of `lampsBeside`. */
export function lampFigures(
  { installed, working }: ReturnType<typeof countsOf>,
  chainages: readonly (readonly number[])[],
  totalMetres: number,
): Omit<LightingMeasure, keyof LineMeasure> {
  const onRoads = chainages.reduce((sum, { length }) => sum + length, 0);
  return {
    installed,
    working,
    workingShare: shareOf(working, installed),
    lampsPerKm: totalMetres > 0 ? onRoads / (totalMetres / 1000) : null,
    medianSpacingMetres: medianSpacing(chainages),
  };
}

interface LampPlace {
  readonly road: WorkLine;
  readonly chainageMetres: number;
  readonly distanceMetres: number;
}
const nearestRoads = rememberingNear<LampWork, LampPlace | null>();
const placesBeside = rememberingNear<WorkLine, readonly LampPlace[]>();
const chainagesBeside = new WeakMap<
  readonly LampPlace[],
  { readonly lightMetres: number; readonly chainages: readonly number[] }
>();

/** Farther than any lamp shines: what stands within it is looked for once, however the reach of lamps is moved. Metres. */
const besideMetres = 100;

/** Where along a usable road the working lamps stand that light it and have no other usable road nearer, in order. Metres. */
export function lampsBeside(prepared: PreparedWorks, road: WorkLine): readonly number[] {
  const { lamps, usable, parameters } = prepared;
  const { lightMetres } = parameters;
  const reach = Math.max(besideMetres, lightMetres);
  // A lamp at reach of the road has its nearest road at most as far again.
  const box = () => boxAroundLine(road, 2.02 * reach + 2);
  const places = placesBeside(road, `${reach}`, [lamps.grid, usable], box, () =>
    nearestRoadsOf(prepared, lampsNear(lamps, road, reach * 1.01 + 1), reach).filter((place) => place.road === road),
  );
  const known = chainagesBeside.get(places);
  if (known?.lightMetres === lightMetres) return known.chainages;
  const lit = places.filter(({ distanceMetres }) => distanceMetres <= lightMetres);
  const chainages = lit.map(({ chainageMetres }) => chainageMetres).sort((a, b) => a - b);
  chainagesBeside.set(places, { lightMetres, chainages });
  return chainages;
}

/** The nearest usable road of each lamp, of those that have one within reach. */
function nearestRoadsOf({ usable, roads }: PreparedWorks, lamps: readonly LampWork[], reach: number): LampPlace[] {
  const told = `${reach}`;
  const indexes = [usable];
  return lamps.flatMap((lamp) => {
    const box = () => boxAroundPoint(preparePlaces([lamp.position]).values, 0, reach * 1.01 + 1);
    const place = nearestRoads(lamp, told, indexes, box, () => {
      const nearest = nearestLine(usable, lamp.position, reach);
      if (!nearest) return null;
      const { id, chainageMetres, distanceMetres } = nearest;
      return { road: roads[id] as WorkLine, chainageMetres, distanceMetres };
    });
    return place ?? [];
  });
}

function medianSpacing(roads: readonly (readonly number[])[]): number | null {
  const spacings: number[] = [];
  for (const chainages of roads) {
    for (const [index, metres] of chainages.entries()) {
      if (index > 0) spacings.push(metres - (chainages[index - 1] as number));
    }
  }
  const ordered = Float64Array.from(spacings).sort();
  const middle = ordered.length >> 1;
  if (ordered.length === 0) return null;
  if (ordered.length % 2 === 1) return ordered[middle] as number;
  return ((ordered[middle - 1] as number) + (ordered[middle] as number)) / 2;
}
