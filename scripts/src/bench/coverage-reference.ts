import {
  azimuthDegrees,
  destination,
  distanceMetres,
  gapsOf,
  type IntervalTable,
  intervalsOf,
  type LineNetwork,
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

/**
 * Lit stretches of some roads, evenly drawn from all, by bisection on GeographicLib's geodesics, beside the engine's. Slow and
 * plain on purpose; it shares nothing with the engine but the question.
 */
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
    const exact = litByGeodesics(line, lampsNear(data.lamps, line, lightMetres), lightMetres);
    const metres = exact.lit.reduce((sum, [from, to]) => sum + to - from, 0);
    const ours = intervalsOf(covered, road).reduce((sum, [from, to]) => sum + to - from, 0);
    const dark = darkStretches(exact, gapMetres);
    const told = intervalsOf(gaps, road);
    const isSame =
      dark.length === told.length &&
      dark.every(([from, to], index) => {
        const [ourFrom = Number.NaN, ourTo = Number.NaN] = told[index] ?? [];
        return Math.abs(from - ourFrom) <= 1e-3 && Math.abs(to - ourTo) <= 1e-3;
      });
    lit += metres;
    errors += Math.abs(metres - ours);
    worst = Math.max(worst, Math.abs(metres - ours));
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
  const margin = metres / 90_000;
  const [west, east] = [Math.min(...line.map(([x]) => x)) - margin, Math.max(...line.map(([x]) => x)) + margin];
  const [south, north] = [Math.min(...line.map(([, y]) => y)) - margin, Math.max(...line.map(([, y]) => y)) + margin];
  const near: Place[] = [];
  for (let lamp = 0; lamp < lamps.length; lamp += 2) {
    const [x, y] = [lamps[lamp] as number, lamps[lamp + 1] as number];
    if (x >= west && x <= east && y >= south && y <= north) near.push([x, y]);
  }
  return near;
}

interface Exact {
  readonly length: number;
  readonly lit: readonly (readonly [number, number])[];
}

function litByGeodesics(line: readonly Place[], lamps: readonly Place[], reach: number): Exact {
  const pieces: [number, number][] = [];
  let chainage = 0;
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index] as Place;
    const length = distanceMetres(from, to);
    const azimuth = azimuthDegrees(from, to);
    for (const lamp of lamps) {
      const away = (along: number) => distanceMetres(destination(from, azimuth, along), lamp) - reach;
      const atStart = away(0);
      if (atStart >= length) continue;
      const foot = nearestAlong(away, length);
      if (away(foot) >= 0) continue;
      const start = atStart <= 0 ? 0 : lightEnds(away, foot, 0);
      const end = away(length) <= 0 ? length : lightEnds(away, foot, length);
      pieces.push([chainage + start, chainage + end]);
    }
    chainage += length;
  }
  pieces.sort((a, b) => a[0] - b[0]);
  const lit: [number, number][] = [];
  for (const piece of pieces) {
    const last = lit.at(-1);
    if (last && piece[0] <= last[1] + 1e-6) last[1] = Math.max(last[1], piece[1]);
    else lit.push(piece);
  }
  return { length: chainage, lit };
}

function darkStretches({ lit, length }: Exact, gapMetres: number): [number, number][] {
  const ends = [0, ...lit.flat(), length];
  return Array.from({ length: ends.length / 2 }, (_, index): [number, number] => [
    ends[2 * index] ?? 0,
    ends[2 * index + 1] ?? 0,
  ]).filter(([from, to]) => to - from >= gapMetres);
}

/** The distance to a lamp falls to its foot, then rises: thirds of it to a millimetre, flat enough there. */
function nearestAlong(away: (along: number) => number, length: number): number {
  let [low, high] = [0, length];
  while (high - low > 1e-3) {
    const third = (high - low) / 3;
    if (away(low + third) < away(high - third)) high -= third;
    else low += third;
  }
  const middle = (low + high) / 2;
  return [0, length].reduce((best, along) => (away(along) < away(best) ? along : best), middle);
}

function lightEnds(away: (along: number) => number, inside: number, outside: number): number {
  let [light, dark] = [inside, outside];
  for (let halving = 0; halving < 30; halving++) {
    const middle = (light + dark) / 2;
    if (away(middle) > 0) dark = middle;
    else light = middle;
  }
  return (light + dark) / 2;
}
