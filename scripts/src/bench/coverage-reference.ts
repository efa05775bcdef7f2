import {
  gapsOf,
  growBounds,
  type IntervalTable,
  intervalsOf,
  type LineNetwork,
  leftByGeodesics,
  nearPlacesByGeodesics,
  positionsBounds,
} from '@phen-dau/geodata';
import type { CoverageData } from './coverage-data.ts';

type Place = readonly [number, number];

/** How far lit metres are from those of exact geodesics. */
export interface ReferenceCheck {
  readonly roads: number;
  /** Sum of all roads' errors as a share of the lit metres, percent: errors do not cancel. */
  readonly totalPercent: number;
  readonly worstMillimetres: number;
  /** Gaps of the roads checked, here and by the engine. */
  readonly gaps: number;
  readonly wrongGaps: number;
}

/** Lit stretches of some roads, evenly drawn from all, by bisection on GeographicLib's geodesics, beside the engine's. */
export function referenceCheck(
  data: CoverageData,
  network: LineNetwork,
  covered: IntervalTable,
  { roads = 300, lightMetres, gapMetres }: { roads?: number; lightMetres: number; gapMetres: number },
): ReferenceCheck {
  const step = Math.max(1, Math.floor(data.roads.length / roads));
  const numbers = Array.from({ length: Math.min(roads, data.roads.length) }, (_, index) => index * step);
  const gaps = gapsOf(network.lengthMetres, covered, gapMetres);
  let [lit, errors, worst, gapCount, wrongGaps] = [0, 0, 0, 0, 0];
  for (const road of numbers) {
    const line = data.roads[road] ?? [];
    const judged = nearPlacesByGeodesics(line, lampsNear(data.lamps, line, lightMetres), lightMetres);
    const ours = intervalsOf(covered, road).reduce((sum, [from, to]) => sum + to - from, 0);
    const dark = leftByGeodesics(judged, gapMetres);
    const told = intervalsOf(gaps, road);
    const isSame =
      dark.length === told.length &&
      dark.every(([from, to], index) => {
        const [ourFrom = Number.NaN, ourTo = Number.NaN] = told[index] ?? [];
        return Math.abs(from - ourFrom) <= 1e-3 && Math.abs(to - ourTo) <= 1e-3;
      });
    lit += judged.coveredMetres;
    const apart = Math.abs(judged.coveredMetres - ours);
    errors += apart;
    worst = Math.max(worst, apart);
    gapCount += dark.length;
    wrongGaps += isSame ? 0 : 1;
  }
  return {
    roads: numbers.length,
    totalPercent: (100 * errors) / lit,
    worstMillimetres: 1000 * worst,
    gaps: gapCount,
    wrongGaps,
  };
}

function lampsNear(lamps: Float64Array, line: readonly Place[], metres: number): Place[] {
  const [west, south, east, north] = growBounds(positionsBounds(line), metres);
  const near: Place[] = [];
  for (let lamp = 0; lamp < lamps.length; lamp += 2) {
    const [x, y] = [lamps[lamp] as number, lamps[lamp + 1] as number];
    if (x >= west && x <= east && y >= south && y <= north) near.push([x, y]);
  }
  return near;
}
