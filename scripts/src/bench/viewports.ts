import { seededRandom } from '@phen-dau/geodata';
import type { TileAddress } from '@phen-dau/tiles';
import { syntheticBounds } from './synthetic.ts';

/** The distinct tiles of people looking around: views of 3 x 3 tiles at zooms 8 to 14 over the province. */
export function viewportTiles(views: number): TileAddress[] {
  const random = seededRandom(99);
  const [west, south, east, north] = syntheticBounds;
  const tiles = new Map<string, TileAddress>();
  for (let view = 0; view < views; view++) {
    const z = 8 + Math.floor(random() * 7);
    const side = 2 ** z;
    const longitude = west + random() * (east - west);
    const latitude = south + random() * (north - south);
    const northing = Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI;
    const x = Math.floor(((longitude + 180) / 360) * side);
    const y = Math.floor(((1 - northing) / 2) * side);
    for (const right of [-1, 0, 1]) {
      for (const down of [-1, 0, 1]) tiles.set(`${z}/${x + right}/${y + down}`, { z, x: x + right, y: y + down });
    }
  }
  return [...tiles.values()];
}
