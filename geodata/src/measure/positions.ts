import { meridianArcMetres, parallelRadiusMetres, radiansPerDegree } from './ellipsoid.ts';

/**
 * Positions prepared for local frames (see `ellipsoid.ts`): one entry for each position in every array.
 * `longitude` is in radians, the rest in metres. `bend` is ½ N sin φ cos φ.
 */
export interface Positions {
  readonly count: number;
  readonly longitude: Float64Array;
  readonly arc: Float64Array;
  readonly parallel: Float64Array;
  readonly bend: Float64Array;
}

/** Prepares `[longitude, latitude, …]` pairs in degrees, WGS 84. */
export function preparePositions(degrees: Float64Array): Positions {
  const positions = emptyPositions(degrees.length >> 1);
  for (let index = 0; index < positions.count; index++) {
    setPosition(positions, index, degrees[2 * index] as number, degrees[2 * index + 1] as number);
  }
  return positions;
}

/** Room for `count` positions. */
export function emptyPositions(count: number): Positions {
  return {
    count,
    longitude: new Float64Array(count),
    arc: new Float64Array(count),
    parallel: new Float64Array(count),
    bend: new Float64Array(count),
  };
}

/** Overwrites one prepared position. */
export function setPosition(positions: Positions, index: number, longitude: number, latitude: number): void {
  const φ = latitude * radiansPerDegree;
  const sine = Math.sin(φ);
  const cosine = Math.cos(φ);
  const parallel = parallelRadiusMetres(sine, cosine);
  positions.longitude[index] = longitude * radiansPerDegree;
  positions.arc[index] = meridianArcMetres(φ, sine, cosine);
  positions.parallel[index] = parallel;
  positions.bend[index] = 0.5 * parallel * sine;
}
