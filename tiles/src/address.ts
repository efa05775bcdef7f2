import { latitudeOfMercatorShare, longitudeOfMercatorShare } from './mercator.ts';

/** The place of a tile in the web-mercator pyramid (XYZ: y grows southwards). */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** West, south, east, north in degrees, WGS 84. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Above this zoom one tile unit is finer than the centimetre the coordinates are stored in. */
export const deepestZoom = 22;

const wholeNumber = /^(0|[1-9]\d{0,7})$/;

/** The address written as three path segments; undefined when they name no tile of the pyramid. */
export function parseTileAddress(z: string, x: string, y: string): TileAddress | undefined {
  if (!wholeNumber.test(z) || !wholeNumber.test(x) || !wholeNumber.test(y)) return undefined;
  const address = { z: Number(z), x: Number(x), y: Number(y) };
  return isTileAddress(address) ? address : undefined;
}

/** Whether the three numbers name a tile of the pyramid between zoom 0 and `deepestZoom`. */
export function isTileAddress({ z, x, y }: TileAddress): boolean {
  if (!Number.isInteger(z) || z < 0 || z > deepestZoom) return false;
  const side = 2 ** z;
  return Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < side && y < side;
}

/** The ground a tile covers, without its buffer. */
export function tileBounds({ z, x, y }: TileAddress): Bounds {
  const side = 2 ** z;
  return [
    longitudeOfMercatorShare(x / side),
    latitudeOfMercatorShare((y + 1) / side),
    longitudeOfMercatorShare((x + 1) / side),
    latitudeOfMercatorShare(y / side),
  ];
}
