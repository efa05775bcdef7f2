import type { LineString, MultiLineString } from 'geojson';
import { coveredMetres, gapsOf } from './gaps.ts';
import type { IntervalTable } from './intervals.ts';
import type { LineNetwork } from './line-network.ts';
import { emptyPositions, preparePositions, separationMetres, setPosition } from './positions.ts';
import { positionAt, sliceLine } from './slice.ts';

/** A stretch of a line that a measure does not cover. */
export interface Gap {
  /** The id of the road or sector. */
  readonly line: string;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly metres: number;
  readonly geometry: LineString | MultiLineString;
  /** The post nearest to the gap's middle, in a straight line; null when there are no posts. */
  readonly nearestPost: { readonly id: string; readonly metres: number } | null;
}

/** What a measure of lines says: metres covered of all, and what is missing, the longest gap first. */
export interface LineMeasure {
  readonly metres: number;
  readonly totalMetres: number;
  /** `metres / totalMetres`; null when there is nothing to cover (a post without roads), which is neither 0 nor 1. */
  readonly share: number | null;
  readonly gaps: readonly Gap[];
  /** What is covered of each line, `[fromMetres, toMetres]` in order; lines in the order measured. */
  readonly lines: readonly {
    readonly line: string;
    readonly totalMetres: number;
    readonly covered: readonly (readonly [number, number])[];
  }[];
}

/** Posts as a gap names them. */
export type NamedPlaces = readonly { readonly id: string; readonly position: readonly number[] }[];

/** Adds up what a table covers of all lines of a network, and lists the gaps of at least `gapMetres`. */
export function measureOf(
  network: LineNetwork,
  covered: IntervalTable,
  { gapMetres, nameOf, posts }: { gapMetres: number; nameOf: (line: number) => string; posts: NamedPlaces },
): LineMeasure {
  const metres = coveredMetres(covered).reduce((sum, each) => sum + each, 0);
  const totalMetres = network.lengthMetres.reduce((sum, each) => sum + each, 0);
  const gapTable = gapsOf(network.lengthMetres, covered, gapMetres);
  const nearest = nearestOf(posts);
  const gaps: Gap[] = [];
  for (let line = 0; line < network.lineCount; line++) {
    for (let index = gapTable.starts[line] as number; index < (gapTable.starts[line + 1] as number); index++) {
      const fromMetres = gapTable.from[index] as number;
      const toMetres = gapTable.to[index] as number;
      const geometry = sliceLine(network, line, fromMetres, toMetres);
      if (!geometry) continue;
      const middle = positionAt(network, line, (fromMetres + toMetres) / 2);
      gaps.push({
        line: nameOf(line),
        fromMetres,
        toMetres,
        metres: toMetres - fromMetres,
        geometry,
        nearestPost: middle && nearest(middle),
      });
    }
  }
  gaps.sort((a, b) => b.metres - a.metres);
  const lines = Array.from({ length: network.lineCount }, (_, line) => ({
    line: nameOf(line),
    totalMetres: network.lengthMetres[line] as number,
    covered: intervalsOf(covered, line),
  }));
  return { metres, totalMetres, share: shareOf(metres, totalMetres), gaps, lines };
}

/** The intervals of one line of a table. */
export function intervalsOf({ starts, from, to }: IntervalTable, line: number): [number, number][] {
  const intervals: [number, number][] = [];
  for (let index = starts[line] as number; index < (starts[line + 1] as number); index++) {
    intervals.push([from[index] as number, to[index] as number]);
  }
  return intervals;
}

/** A share, or null when the whole is nothing. Rounding never makes it more than 1. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(1, part / whole) : null;
}

/**
 * Finds the place nearest to a position in a straight line (to some kilometres exactly, farther well enough to choose); null
 * without places.
 */
export function nearestOf(
  places: NamedPlaces,
): (position: readonly [number, number]) => { readonly id: string; readonly metres: number } | null {
  const there = preparePositions(Float64Array.from(places.flatMap(({ position }) => position.slice(0, 2)))).values;
  const here = emptyPositions(1).values;
  return ([longitude, latitude]) => {
    setPosition(here, 0, longitude, latitude);
    let best: { id: string; metres: number } | null = null;
    for (const [number, { id }] of places.entries()) {
      const metres = separationMetres(here, 0, there, number);
      if (!best || metres < best.metres) best = { id, metres };
    }
    return best;
  };
}
