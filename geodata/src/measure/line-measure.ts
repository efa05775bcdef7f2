import type { LineString, MultiLineString } from 'geojson';
import { coveredMetres, gapsOf } from './gaps.ts';
import type { IntervalTable } from './intervals.ts';
import type { NetworkLine } from './line-network.ts';
import { emptyPositions, positionStride, preparePlaces, separationMetres, setPosition } from './positions.ts';
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

/** What a measure says of one line: a part of a `LineMeasure`. */
export interface LinePart {
  readonly metres: number;
  /** In order. */
  readonly gaps: readonly Gap[];
  readonly line: LineMeasure['lines'][number];
}

/** A line of works, by the id of the work. */
export interface WorkLine extends NetworkLine {
  readonly id: string;
}

/** Measures what a table of one line covers of it, with the gaps of at least `gapMetres`. */
export function measureLine(
  { id, network, line }: WorkLine,
  covered: IntervalTable,
  gapMetres: number,
  posts: NamedPlaces,
): LinePart {
  const lengthMetres = network.lengthMetres.subarray(line, line + 1);
  const [metres = 0] = coveredMetres(covered);
  const nearest = nearestOf(posts);
  const gaps = intervalsOf(gapsOf(lengthMetres, covered, gapMetres), 0).flatMap(([fromMetres, toMetres]): Gap[] => {
    const geometry = sliceLine(network, line, fromMetres, toMetres);
    if (!geometry) return [];
    const middle = positionAt(network, line, (fromMetres + toMetres) / 2);
    const nearestPost = middle && nearest(middle);
    return [{ line: id, fromMetres, toMetres, metres: toMetres - fromMetres, geometry, nearestPost }];
  });
  return { metres, gaps, line: { line: id, totalMetres: lengthMetres[0] ?? 0, covered: intervalsOf(covered, 0) } };
}

/** Adds up what was measured of lines, in their order. */
export function measureOf(parts: readonly LinePart[]): LineMeasure {
  const metres = parts.reduce((sum, part) => sum + part.metres, 0);
  const totalMetres = parts.reduce((sum, { line }) => sum + line.totalMetres, 0);
  const gaps = parts.flatMap((part) => part.gaps);
  gaps.sort((a, b) => b.metres - a.metres);
  return { metres, totalMetres, share: shareOf(metres, totalMetres), gaps, lines: parts.map(({ line }) => line) };
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

type Nearest = (position: readonly [number, number]) => { readonly id: string; readonly metres: number } | null;
const nearestKnown = new WeakMap<NamedPlaces, Nearest>();

/**
 * Finds the place nearest to a position in a straight line (to some kilometres exactly, farther well enough to choose); null
 * without places.
 */
export function nearestOf(places: NamedPlaces): Nearest {
  const known = nearestKnown.get(places) ?? nearestAmong(places);
  nearestKnown.set(places, known);
  return known;
}

function nearestAmong(places: NamedPlaces): Nearest {
  const there = preparePlaces(places.map(({ position }) => position)).values;
  const here = emptyPositions(1).values;
  return ([longitude, latitude]) => {
    setPosition(here, 0, longitude, latitude);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let number = 0; number < places.length; number++) {
      // Far to the north or south: no need to say how far. Parallels bend by less than the hundredth.
      const north = Math.abs((there[positionStride * number + 1] as number) - (here[1] as number));
      if (north > 1.01 * least + 1000) continue;
      const metres = separationMetres(here, 0, there, number);
      if (metres >= least && best >= 0) continue;
      best = number;
      least = metres;
    }
    const nearest = places[best];
    return nearest ? { id: nearest.id, metres: least } : null;
  };
}
