import type { Bounds } from '../../api/types.ts';

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** The Web Mercator tiles that touch a box (WGS 84), for each zoom from `minimum` to `maximum`. */
export function tilesWithin([west, south, east, north]: Bounds, minimum: number, maximum: number): TileAddress[] {
  const tiles: TileAddress[] = [];
  for (let z = minimum; z <= maximum; z++) {
    const side = 2 ** z;
    const column = (longitude: number) => clamped(Math.floor(((longitude + 180) / 360) * side), side);
    const row = (latitude: number) => {
      const sine = Math.sin((latitude * Math.PI) / 180);
      return clamped(Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side), side);
    };
    for (let x = column(west); x <= column(east); x++) {
      for (let y = row(north); y <= row(south); y++) tiles.push({ z, x, y });
    }
  }
  return tiles;
}

const clamped = (value: number, side: number): number => Math.min(Math.max(value, 0), side - 1);
