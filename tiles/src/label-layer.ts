import Flatbush from 'flatbush';
import { geometryKinds } from './geometry-buffer.ts';
import { innermostPoint, type RingRange } from './inner-point.ts';
import { layerHeader } from './layer-header.ts';
import type { DetailLevel, PackedLayer } from './packed-layer.ts';

/** Name of the layer that holds the labels of an area layer: `commune:label`. */
export const labelLayerName = (name: string): string => `${name}:label`;

/**
 * One point for each area of a packed layer, where its label has most room, with the same ids and attributes in the same
 * order (so what hides a feature hides its label). Without it a client would label each piece of an area that tiles cut.
 */
export function labelLayer(areas: PackedLayer): PackedLayer {
  const finest = areas.levels.at(-1);
  const index = areas.count > 0 ? new Flatbush(areas.count, 16, Int32Array) : undefined;
  for (let feature = 0; feature < areas.count; feature++) {
    const [x, y] = finest ? placeOf(areas, finest, feature) : [0, 0];
    index?.add(x, y, x, y);
  }
  index?.finish();
  const header = layerHeader(labelLayerName(areas.name), areas.fields);
  return {
    ...areas,
    name: labelLayerName(areas.name),
    index,
    header,
    kinds: new Uint8Array(0),
    firstPart: new Uint32Array(0),
    holes: new Uint8Array(0),
    levels: [],
    byteLength: header.byteLength + (index?.data.byteLength ?? 0),
  };
}

function placeOf(areas: PackedLayer, level: DetailLevel, feature: number): readonly [number, number] {
  const rings = largestPolygon(areas, level, feature);
  const first = rings[0]?.start ?? 0;
  const corner = [level.coordinates[2 * first] ?? 0, level.coordinates[2 * first + 1] ?? 0] as const;
  if (areas.kinds[feature] !== geometryKinds.polygon) return corner;
  return innermostPoint(level.coordinates, rings) ?? corner;
}

/** The rings of the feature's largest polygon, by the box of its outer ring. */
function largestPolygon(areas: PackedLayer, level: DetailLevel, feature: number): RingRange[] {
  let largest: RingRange[] = [];
  let largestSize = -1;
  let current: RingRange[] = [];
  for (let part = areas.firstPart[feature] ?? 0; part < (areas.firstPart[feature + 1] ?? 0); part++) {
    const ring = { start: level.firstVertex[part] ?? 0, end: level.firstVertex[part + 1] ?? 0 };
    if (areas.holes[part] === 1) {
      current.push(ring);
      continue;
    }
    current = [ring];
    const size = boxSize(level.coordinates, ring);
    if (size > largestSize) {
      largestSize = size;
      largest = current;
    }
  }
  return largest;
}

function boxSize(coordinates: Int32Array, { start, end }: RingRange): number {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let vertex = start; vertex < end; vertex++) {
    minX = Math.min(minX, coordinates[2 * vertex] ?? 0);
    maxX = Math.max(maxX, coordinates[2 * vertex] ?? 0);
    minY = Math.min(minY, coordinates[2 * vertex + 1] ?? 0);
    maxY = Math.max(maxY, coordinates[2 * vertex + 1] ?? 0);
  }
  return (maxX - minX) * (maxY - minY);
}
