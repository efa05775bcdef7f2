import { meridianArcMetres, parallelRadiusMetres, radiansPerDegree } from './ellipsoid.ts';

/**
 * Positions prepared for local frames (see `ellipsoid.ts`): four numbers each, side by side because they are always read
 * together: longitude in radians, meridian arc, radius of the parallel and ½ N sin φ cos φ (the bend), metres.
 */
export interface Positions {
  readonly count: number;
  readonly values: Float64Array;
}

/** Numbers of one position in `Positions.values`. */
export const positionStride = 4;

/** Prepares `[longitude, latitude, …]` pairs in degrees, WGS 84. */
export function preparePositions(degrees: Float64Array): Positions {
  const positions = emptyPositions(degrees.length >> 1);
  for (let index = 0; index < positions.count; index++) {
    setPosition(positions.values, index, degrees[2 * index] as number, degrees[2 * index + 1] as number);
  }
  return positions;
}

/** Prepares `[longitude, latitude]` each, degrees, WGS 84; heights are ignored. */
export function preparePlaces(places: readonly (readonly number[])[]): Positions {
  const positions = emptyPositions(places.length);
  for (let index = 0; index < places.length; index++) {
    const place = places[index] as readonly number[];
    setPosition(positions.values, index, place[0] as number, place[1] as number);
  }
  return positions;
}

/** Room for `count` positions. */
export function emptyPositions(count: number): Positions {
  return { count, values: new Float64Array(positionStride * count) };
}

/** Overwrites one prepared position from degrees. */
export function setPosition(values: Float64Array, index: number, longitude: number, latitude: number): void {
  const φ = latitude * radiansPerDegree;
  const sine = Math.sin(φ);
  const cosine = Math.cos(φ);
  const parallel = parallelRadiusMetres(sine, cosine);
  const place = positionStride * index;
  values[place] = longitude * radiansPerDegree;
  values[place + 1] = meridianArcMetres(φ, sine, cosine);
  values[place + 2] = parallel;
  values[place + 3] = 0.5 * parallel * sine;
}

/**
 * Distance between two prepared positions, metres on the ellipsoid. The frame is centred between them, which makes its
 * error of third order vanish by symmetry: measured against GeographicLib below 0.01 mm up to 2 km, 1 mm at 10 km.
 */
export function separationMetres(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const p = positionStride * i;
  const q = positionStride * j;
  const half = 0.5 * ((b[q] as number) - (a[p] as number));
  const x = half * ((a[p + 2] as number) + (b[q + 2] as number));
  const y = (b[q + 1] as number) - (a[p + 1] as number) + half * half * ((b[q + 3] as number) - (a[p + 3] as number));
  return Math.sqrt(x * x + y * y);
}
