import type { TileAddress } from './address.ts';
import { type Path, reservePath } from './clip.ts';
import { worldUnits } from './mercator.ts';
import { type DetailLevel, stretchLength, tileBuffer, tileExtent } from './packed-layer.ts';

/** A tile's place in mercator units. */
export interface TileFrame {
  readonly z: number;
  /** Its north-west corner. */
  readonly originX: number;
  readonly originY: number;
  /** Tile units in one mercator unit. */
  readonly scale: number;
  /** The tile with its buffer. */
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function tileFrame({ z, x, y }: TileAddress): TileFrame {
  const size = worldUnits / 2 ** z;
  const originX = x * size - worldUnits / 2;
  const originY = y * size - worldUnits / 2;
  const reach = (size * tileBuffer) / tileExtent;
  return {
    z,
    originX,
    originY,
    scale: tileExtent / size,
    minX: originX - reach,
    minY: originY - reach,
    maxX: originX + size + reach,
    maxY: originY + size + reach,
  };
}

/**
 * Collects the vertices of a part that zoom needs, in tile units. Of a stretch that lies wholly on one side of the tile
 * only the first and the last are taken: whatever it does out there, the clipped result is the same.
 */
export function gatherPart(
  frame: TileFrame,
  level: DetailLevel,
  part: number,
  zoom: number,
  inside: boolean,
  path: Path,
): void {
  const start = level.firstVertex[part] as number;
  const end = level.firstVertex[part + 1] as number;
  path.length = 0;
  reservePath(path, 2 * (end - start));
  let box = level.firstBox[part] as number;
  if (inside || box === (level.firstBox[part + 1] as number)) {
    gatherRange(frame, level, start, end, zoom, path);
    return;
  }
  const { boxes, zooms } = level;
  for (let from = start; from < end; from += stretchLength, box++) {
    const to = Math.min(from + stretchLength, end);
    const at = 4 * box;
    const away =
      (boxes[at] as number) > frame.maxX ||
      (boxes[at + 1] as number) > frame.maxY ||
      (boxes[at + 2] as number) < frame.minX ||
      (boxes[at + 3] as number) < frame.minY;
    if (!away) {
      gatherRange(frame, level, from, to, zoom, path);
      continue;
    }
    let first = from;
    while (first < to && (zooms[first] as number) > zoom) first++;
    if (first === to) continue;
    let last = to - 1;
    while ((zooms[last] as number) > zoom) last--;
    gatherRange(frame, level, first, first + 1, zoom, path);
    if (last > first) gatherRange(frame, level, last, last + 1, zoom, path);
  }
}

function gatherRange(frame: TileFrame, level: DetailLevel, from: number, to: number, zoom: number, path: Path): void {
  const { coordinates, zooms } = level;
  const { originX, originY, scale } = frame;
  const { values } = path;
  let { length } = path;
  for (let vertex = from; vertex < to; vertex++) {
    if ((zooms[vertex] as number) > zoom) continue;
    values[length] = ((coordinates[2 * vertex] as number) - originX) * scale;
    values[length + 1] = ((coordinates[2 * vertex + 1] as number) - originY) * scale;
    length += 2;
  }
  path.length = length;
}
