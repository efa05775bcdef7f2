import { boxAround } from './box-around.ts';
import type { GeometryBuffer } from './geometry-buffer.ts';

/** Features sorted along a Z-curve, and the box of each feature (x0, y0, x1, y1 in mercator units, by original index). */
export interface SpatialOrder {
  readonly order: Uint32Array;
  readonly boxes: Int32Array;
}

/** Steps of the Z-curve along each axis: 2^13, leaving 26 bits of a double's 53 for the feature's index. */
const curveBits = 13;
const indexRange = 2 ** 26;

/** Neighbours on the map become neighbours in memory, so that a tile's features come from few cache lines. */
export function spatialOrder(buffer: GeometryBuffer): SpatialOrder {
  const count = buffer.featureCount;
  if (count >= indexRange) throw new Error(`${count} features are more than one packed layer takes`);
  const boxes = featureBoxes(buffer);
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let at = 0; at < boxes.length; at += 4) {
    minX = Math.min(minX, boxes[at] as number);
    minY = Math.min(minY, boxes[at + 1] as number);
    maxX = Math.max(maxX, boxes[at + 2] as number);
    maxY = Math.max(maxY, boxes[at + 3] as number);
  }
  const step = Math.max(maxX - minX, maxY - minY, 1) / (2 ** curveBits - 1);
  const keys = new Float64Array(count);
  for (let feature = 0; feature < count; feature++) {
    const x = ((boxes[4 * feature] as number) + (boxes[4 * feature + 2] as number)) / 2 - minX;
    const y = ((boxes[4 * feature + 1] as number) + (boxes[4 * feature + 3] as number)) / 2 - minY;
    keys[feature] = (spread(Math.floor(x / step)) + 2 * spread(Math.floor(y / step))) * indexRange + feature;
  }
  keys.sort();
  return { order: Uint32Array.from(keys, (key) => key % indexRange), boxes };
}

/** Puts a zero bit between the bits of a number below 2^13. */
function spread(bits: number): number {
  let spreading = bits;
  spreading = (spreading | (spreading << 8)) & 0x00ff00ff;
  spreading = (spreading | (spreading << 4)) & 0x0f0f0f0f;
  spreading = (spreading | (spreading << 2)) & 0x33333333;
  return (spreading | (spreading << 1)) & 0x55555555;
}

function featureBoxes(buffer: GeometryBuffer): Int32Array {
  const boxes = new Int32Array(4 * buffer.featureCount);
  const { values } = buffer.coordinates;
  for (let feature = 0; feature < buffer.featureCount; feature++) {
    const start = buffer.firstVertex.at(buffer.firstPart.at(feature));
    const nextPart = feature + 1 < buffer.featureCount ? buffer.firstPart.at(feature + 1) : buffer.partCount;
    const end = nextPart < buffer.partCount ? buffer.firstVertex.at(nextPart) : buffer.vertexCount;
    boxAround(values, start, end, boxes, 4 * feature);
  }
  return boxes;
}
