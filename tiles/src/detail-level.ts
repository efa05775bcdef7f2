import { boxAround } from './box-around.ts';
import { type GeometryKind, geometryKinds } from './geometry-buffer.ts';
import { type DetailLevel, stretchLength } from './packed-layer.ts';

/** The parts of a layer at full detail, before stretches are boxed and coarser levels cut. */
export interface FullDetail {
  readonly coordinates: Int32Array;
  readonly zooms: Uint8Array;
  readonly firstVertex: Uint32Array;
  readonly holes: Uint8Array;
  /** Kind of the feature each part belongs to. */
  readonly partKinds: Uint8Array;
}

/** A part with fewer vertices cannot be drawn: a line needs two, a closed ring four. */
const fewestVertices: Readonly<Record<GeometryKind, number>> = {
  [geometryKinds.point]: 1,
  [geometryKinds.line]: 2,
  [geometryKinds.polygon]: 4,
};

/** Levels for all zooms up to `maxZoom`, coarsest first. */
export function cutLevels(full: FullDetail, maxZoom: number): DetailLevel[] {
  let finest = boxed(full, maxZoom);
  const levels = [finest];
  const neededAt = countByZoom(full.zooms, maxZoom);
  for (let zoom = maxZoom - 1; zoom >= 0; zoom--) {
    if ((neededAt[zoom] ?? 0) * 2 > finest.zooms.length) continue;
    finest = boxed(thin({ ...full, ...finest }, zoom), zoom);
    levels.unshift(finest);
  }
  return levels;
}

/** How many vertices each zoom needs. */
function countByZoom(zooms: Uint8Array, maxZoom: number): Uint32Array {
  const counts = new Uint32Array(maxZoom + 1);
  for (const zoom of zooms) counts[zoom] = (counts[zoom] ?? 0) + 1;
  for (let zoom = 1; zoom <= maxZoom; zoom++) counts[zoom] = (counts[zoom] ?? 0) + (counts[zoom - 1] ?? 0);
  return counts;
}

/** Only the vertices needed at `zoom`; parts that come to nothing lose the rest, holes go with their outer ring. */
function thin(from: FullDetail, zoom: number): FullDetail {
  const parts = from.holes.length;
  const coordinates = new Int32Array(from.coordinates.length);
  const zooms = new Uint8Array(from.zooms.length);
  const firstVertex = new Uint32Array(parts + 1);
  let kept = 0;
  let outerRingLost = false;
  for (let part = 0; part < parts; part++) {
    const start = kept;
    const end = from.firstVertex[part + 1] as number;
    for (let vertex = from.firstVertex[part] as number; vertex < end; vertex++) {
      const needed = from.zooms[vertex] as number;
      if (needed > zoom) continue;
      coordinates[2 * kept] = from.coordinates[2 * vertex] as number;
      coordinates[2 * kept + 1] = from.coordinates[2 * vertex + 1] as number;
      zooms[kept++] = needed;
    }
    const isHole = from.holes[part] === 1;
    const tooFew = kept - start < fewestVertices[from.partKinds[part] as GeometryKind];
    if (!isHole) outerRingLost = tooFew;
    if (tooFew || outerRingLost) kept = start;
    firstVertex[part + 1] = kept;
  }
  return { ...from, coordinates: coordinates.slice(0, 2 * kept), zooms: zooms.slice(0, kept), firstVertex };
}

function boxed({ coordinates, zooms, firstVertex }: FullDetail, upToZoom: number): DetailLevel {
  const parts = firstVertex.length - 1;
  const firstBox = new Uint32Array(parts + 1);
  for (let part = 0; part < parts; part++) {
    const length = (firstVertex[part + 1] as number) - (firstVertex[part] as number);
    firstBox[part + 1] =
      (firstBox[part] as number) + (length > 2 * stretchLength ? Math.ceil(length / stretchLength) : 0);
  }
  const boxes = new Int32Array((firstBox[parts] as number) * 4);
  for (let part = 0; part < parts; part++) {
    const end = firstVertex[part + 1] as number;
    let vertex = firstVertex[part] as number;
    for (let box = firstBox[part] as number; box < (firstBox[part + 1] as number); box++) {
      const stop = Math.min(vertex + stretchLength, end);
      boxAround(coordinates, vertex, stop, boxes, box * 4);
      vertex = stop;
    }
  }
  return { upToZoom, coordinates, zooms, firstVertex, firstBox, boxes };
}
