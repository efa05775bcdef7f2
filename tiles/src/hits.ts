import type { TilePart } from './packed-layer.ts';
import type { TileFrame } from './tile-frame.ts';

/** The features whose boxes touch a tile. */
export interface Hits {
  count: number;
  features: Int32Array;
  /** West and north of the feature's box: of a single point, the point. Mercator units. */
  x: Int32Array;
  y: Int32Array;
  /** 1 when the whole feature is in the buffered tile, so that it need not be clipped. */
  inside: Uint8Array;
}

export const newHits = (): Hits => ({
  count: 0,
  features: new Int32Array(0),
  x: new Int32Array(0),
  y: new Int32Array(0),
  inside: new Uint8Array(0),
});

/** Fills `hits` with the features of a part that touch the buffered tile. */
export function findHits(frame: TileFrame, { packed, hidden }: TilePart, hits: Hits): void {
  hits.count = 0;
  if (!packed.index) return;
  if (hits.features.length < packed.count) {
    hits.features = new Int32Array(packed.count);
    hits.x = new Int32Array(packed.count);
    hits.y = new Int32Array(packed.count);
    hits.inside = new Uint8Array(packed.count);
  }
  const { features, x, y, inside } = hits;
  const { minX, minY, maxX, maxY } = frame;
  let count = 0;
  // The filter sees each box as the index walks over it; taking what we need there saves a second look-up and the
  // index's own list of results.
  packed.index.search(minX, minY, maxX, maxY, (feature, x0, y0, x1, y1) => {
    if (hidden !== undefined && hidden[feature] === 1) return false;
    features[count] = feature;
    x[count] = x0;
    y[count] = y0;
    inside[count] = x0 >= minX && y0 >= minY && x1 <= maxX && y1 <= maxY ? 1 : 0;
    count++;
    return false;
  });
  hits.count = count;
}
