import { destination } from '../geodesic.ts';

/** [west, south, east, north] in degrees, WGS 84. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Where features may lie while the register knows no commune and no border: Viet Nam with its seas. */
export const vietNam: Bounds = [102.1, 6, 118, 23.5];

/** Whether a position lies in or on the bounds. */
export function boundsContain([west, south, east, north]: Bounds, longitude: number, latitude: number): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The bounds moved outwards by so many metres on every side, measured on the ellipsoid at each edge's middle. */
export function growBounds([west, south, east, north]: Bounds, metres: number): Bounds {
  const longitude = (west + east) / 2;
  // A degree of longitude is shortest at the edge farther from the equator: measured there, no side grows too little.
  const latitude = Math.abs(north) > Math.abs(south) ? north : south;
  return [
    destination([west, latitude], 270, metres)[0],
    destination([longitude, south], 180, metres)[1],
    destination([east, latitude], 90, metres)[0],
    destination([longitude, north], 0, metres)[1],
  ];
}
