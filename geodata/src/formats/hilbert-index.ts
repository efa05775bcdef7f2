import { indexLevels, indexNodeBytes } from './flatgeobuf-layout.ts';

/** Boxes of features, four numbers each: minimum x and y, maximum x and y. */
export type Boxes = ArrayLike<number>;

/** The order in which features lie along a Hilbert curve by the middles of their boxes: near in the file is near on the map. */
export function hilbertOrder(
  boxes: Boxes,
  count: number,
  extent: readonly [number, number, number, number],
): Uint32Array {
  const [west, south, east, north] = extent;
  const acrossX = 0xffff / (east - west || 1);
  const acrossY = 0xffff / (north - south || 1);
  const middle = (low: number, high: number, from: number, scale: number) =>
    Math.floor(((low + high) / 2 - from) * scale) & 0xffff;
  const places = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const box = index * 4;
    const minX = boxes[box] ?? 0;
    const minY = boxes[box + 1] ?? 0;
    const maxX = boxes[box + 2] ?? 0;
    const maxY = boxes[box + 3] ?? 0;
    places[index] = alongCurve(middle(minX, maxX, west, acrossX), middle(minY, maxY, south, acrossY));
  }
  // Place and number packed into one double sort natively; 2^32 places leave room for two million numbers.
  if (count <= 2 ** 21) {
    const packed = places.map((place, index) => place * 2 ** 21 + index).sort();
    return Uint32Array.from(packed, (value) => value % 2 ** 21);
  }
  return Uint32Array.from({ length: count }, (_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}

/** How far along a Hilbert curve of 16 levels a cell of its 65,536 x 65,536 grid lies. */
function alongCurve(column: number, row: number): number {
  let x = column;
  let y = row;
  let place = 0;
  for (let side = 1 << 15; side > 0; side >>= 1) {
    const right = (x & side) === 0 ? 0 : 1;
    const upper = (y & side) === 0 ? 0 : 1;
    place += side * side * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = side - 1 - (x & (side - 1));
        y = side - 1 - (y & (side - 1));
      }
      const turned = x;
      x = y;
      y = turned;
    }
  }
  return place;
}

/**
 * FlatGeobuf's packed R-tree over features in their final order: root first, leaves last. A leaf holds where its feature
 * begins behind the index, an inner node the number of its first child.
 */
export function packedIndex(
  boxes: Boxes,
  order: Uint32Array,
  offsets: ArrayLike<number>,
  nodeSize: number,
): Uint8Array {
  const levels = indexLevels(order.length, nodeSize);
  const total = levels.reduce((sum, nodes) => sum + nodes, 0);
  const view = new DataView(new ArrayBuffer(total * indexNodeBytes));
  let levelStart = total - order.length;
  for (const [at, feature] of order.entries()) {
    const node = (levelStart + at) * indexNodeBytes;
    for (let side = 0; side < 4; side++) view.setFloat64(node + side * 8, boxes[feature * 4 + side] ?? 0, true);
    setOffset(view, node, offsets[at] ?? 0);
  }
  for (let level = 1; level < levels.length; level++) {
    const childStart = levelStart;
    const childEnd = childStart + (levels[level - 1] ?? 0);
    levelStart -= levels[level] ?? 0;
    for (let node = levelStart, child = childStart; child < childEnd; node++, child += nodeSize) {
      const box = [
        Number.POSITIVE_INFINITY,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ];
      for (let one = child; one < Math.min(child + nodeSize, childEnd); one++) {
        for (let side = 0; side < 4; side++) {
          const value = view.getFloat64(one * indexNodeBytes + side * 8, true);
          box[side] = side < 2 ? Math.min(box[side] ?? value, value) : Math.max(box[side] ?? value, value);
        }
      }
      for (const [side, value] of box.entries()) view.setFloat64(node * indexNodeBytes + side * 8, value, true);
      setOffset(view, node * indexNodeBytes, child);
    }
  }
  return new Uint8Array(view.buffer);
}

/** As two halves: a BigInt for each node would cost more than the rest of the node. */
function setOffset(view: DataView, node: number, offset: number): void {
  view.setUint32(node + 32, offset % 2 ** 32, true);
  view.setUint32(node + 36, Math.floor(offset / 2 ** 32), true);
}
