import type { Position } from 'geojson';
import { azimuthDegrees, destination, distanceMetres } from '../geodesic.ts';

/**
 * The engine's questions of one line answered a second time, by bisection on geodesics of WGS 84 (Karney's algorithms,
 * GeographicLib), for tests and benches to judge the engine by. Positions are [longitude, latitude] in degrees, stretches
 * [from, to] in metres from the start of their line. It shares no plane, index or interval with the engine, and tries every
 * place against every segment: slow on purpose, so that it is plain enough to be believed.
 */
type Line = readonly Readonly<Position>[];
type Stretch = readonly [from: number, to: number];

/** A line, and what of it is within reach: in order, apart from each other. */
export interface JudgedLine {
  readonly lengthMetres: number;
  readonly covered: readonly Stretch[];
  /** Together. */
  readonly coveredMetres: number;
}

/** What of a line lies within `reachMetres` of a place, as a road is lit by lamps. */
export function nearPlacesByGeodesics(line: Line, places: Line, reachMetres: number): JudgedLine {
  const distances = places.map((place) => (from: Readonly<Position>) => distanceMetres(from, place));
  // Near the foot the curve is flat: at a millimetre from it the distance is right to a ten-millionth of one.
  return judged(line, distances, { reachMetres, footMetres: 1e-3 });
}

/** What of a line lies within `reachMetres` of another, as the border is reached from a road. */
export function nearLineByGeodesics(line: Line, other: Line, reachMetres: number): JudgedLine {
  const distances = segmentsOf(other).map(({ at, lengthMetres }) => (from: Readonly<Position>) => {
    const distance = (metres: number) => distanceMetres(from, at(metres));
    return distance(least(distance, lengthMetres, 1e-2));
  });
  return judged(line, distances, { reachMetres, footMetres: 1 });
}

/** What is not covered of a line, in stretches of at least `minimumMetres`. */
export function leftByGeodesics({ lengthMetres, covered }: JudgedLine, minimumMetres: number): Stretch[] {
  const ends = [0, ...covered.flat(), lengthMetres];
  return Array.from(
    { length: ends.length / 2 },
    (_, stretch): Stretch => [ends[2 * stretch] ?? Number.NaN, ends[2 * stretch + 1] ?? Number.NaN],
  ).filter(([from, to]) => to - from >= minimumMetres);
}

/** Where between `inside` and `outside` the `excess` of the distance over the reach turns positive, to a micrometre in 10 km. */
export function reachEndMetres(excess: (metres: number) => number, inside: number, outside: number): number {
  let [near, far] = [inside, outside];
  for (let halving = 0; halving < 34; halving++) {
    const middle = (near + far) / 2;
    if (excess(middle) > 0) far = middle;
    else near = middle;
  }
  return (near + far) / 2;
}

/** The union of what is within reach by each distance. Along a segment a distance falls, then rises. */
function judged(
  line: Line,
  distances: readonly ((from: Readonly<Position>) => number)[],
  { reachMetres, footMetres }: { reachMetres: number; footMetres: number },
): JudgedLine {
  const pieces: Stretch[] = [];
  let chainage = 0;
  for (const { at, lengthMetres } of segmentsOf(line)) {
    for (const distance of distances) {
      const excess = (metres: number) => distance(at(metres)) - reachMetres;
      const [atStart, atEnd] = [excess(0), excess(lengthMetres)];
      if (Math.max(atStart, atEnd) >= lengthMetres) continue;
      const foot = least(excess, lengthMetres, footMetres);
      if (excess(foot) >= 0) continue;
      const from = atStart <= 0 ? 0 : reachEndMetres(excess, foot, 0);
      const to = atEnd <= 0 ? lengthMetres : reachEndMetres(excess, foot, lengthMetres);
      pieces.push([chainage + from, chainage + to]);
    }
    chainage += lengthMetres;
  }
  const covered = joined(pieces);
  const coveredMetres = covered.reduce((sum, [from, to]) => sum + to - from, 0);
  return { lengthMetres: chainage, covered, coveredMetres };
}

/** The pieces in order, those less than a micrometre apart as one: that is rounding at a vertex. */
function joined(pieces: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [from, to] of pieces.toSorted(([one], [other]) => one - other)) {
    const last = stretches.at(-1);
    if (last && from <= last[1] + 1e-6) stretches[stretches.length - 1] = [last[0], Math.max(last[1], to)];
    else stretches.push([from, to]);
  }
  return stretches;
}

/** The geodesics of a line: the length of each, and its place so many metres from its start. */
function segmentsOf(line: Line): { lengthMetres: number; at: (metres: number) => [number, number] }[] {
  return line.slice(1).flatMap((to, index) => {
    const from = line[index];
    if (!from) return [];
    const azimuth = azimuthDegrees(from, to);
    return [{ lengthMetres: distanceMetres(from, to), at: (metres: number) => destination(from, azimuth, metres) }];
  });
}

/** Where a curve that falls, then rises is least between 0 and `most`, to `fine`: by thirds. */
function least(curve: (metres: number) => number, most: number, fine: number): number {
  let [low, high] = [0, most];
  while (high - low > fine) {
    const third = (high - low) / 3;
    if (curve(low + third) < curve(high - third)) high -= third;
    else low += third;
  }
  return [0, most, (low + high) / 2].reduce((best, metres) => (curve(metres) < curve(best) ? metres : best));
}
