import type { GeometryBuffer } from './geometry-buffer.ts';
import { geometryKinds } from './geometry-buffer.ts';

/**
 * Finds the vertices where polygon boundaries part: those whose two neighbours are not the same in every ring that passes
 * through. Between two such corners a boundary is the same for both neighbours, so simplified on its own it stays the
 * same for both: no slivers and no overlaps. One byte per vertex, 1 for a corner.
 */
export function findCorners(buffer: GeometryBuffer): Uint8Array {
  const corners = new Uint8Array(buffer.vertexCount);
  const places = numberPlaces(buffer);
  const before = new Int32Array(places.count).fill(-1);
  const after = new Int32Array(places.count).fill(-1);
  const parting = new Uint8Array(places.count);
  forEachRing(buffer, (start, end) => {
    for (let vertex = start; vertex < end; vertex++) {
      const place = places.of[vertex] as number;
      const previous = places.of[vertex === start ? end - 1 : vertex - 1] as number;
      const next = places.of[vertex === end - 1 ? start : vertex + 1] as number;
      if (before[place] === -1) {
        before[place] = previous;
        after[place] = next;
      } else {
        const same = before[place] === previous && after[place] === next;
        const opposite = before[place] === next && after[place] === previous;
        if (!same && !opposite) parting[place] = 1;
      }
    }
  });
  forEachRing(buffer, (start, end) => {
    for (let vertex = start; vertex < end; vertex++) corners[vertex] = parting[places.of[vertex] as number] as number;
  });
  return corners;
}

/** Calls back with the vertex range of every ring. */
export function forEachRing(buffer: GeometryBuffer, visit: (start: number, end: number) => void): void {
  for (let feature = 0; feature < buffer.featureCount; feature++) {
    if (buffer.kinds.values[feature] !== geometryKinds.polygon) continue;
    const lastPart = feature + 1 < buffer.featureCount ? buffer.firstPart.at(feature + 1) : buffer.partCount;
    for (let part = buffer.firstPart.at(feature); part < lastPart; part++) {
      const end = part + 1 < buffer.partCount ? buffer.firstVertex.at(part + 1) : buffer.vertexCount;
      visit(buffer.firstVertex.at(part), end);
    }
  }
}

/** Gives equal vertices equal numbers, by a hash table of open addressing (a Map of 4 million keys costs 10x the memory). */
function numberPlaces(buffer: GeometryBuffer): { readonly of: Int32Array; readonly count: number } {
  const { values } = buffer.coordinates;
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, buffer.vertexCount * 2)));
  const vertexInSlot = new Int32Array(slots).fill(-1);
  const of = new Int32Array(buffer.vertexCount);
  let count = 0;
  forEachRing(buffer, (start, end) => {
    for (let vertex = start; vertex < end; vertex++) {
      const x = values[2 * vertex] as number;
      const y = values[2 * vertex + 1] as number;
      let slot = hash(x, y) & (slots - 1);
      for (;;) {
        const other = vertexInSlot[slot] as number;
        if (other === -1) {
          vertexInSlot[slot] = vertex;
          of[vertex] = count++;
          break;
        }
        if (values[2 * other] === x && values[2 * other + 1] === y) {
          of[vertex] = of[other] as number;
          break;
        }
        slot = (slot + 1) & (slots - 1);
      }
    }
  });
  return { of, count };
}

function hash(x: number, y: number): number {
  let mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
