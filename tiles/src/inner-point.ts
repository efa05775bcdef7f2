/** A closed ring as x, y, x, y, … with its place in a larger array: vertices `start` to `end` (not included). */
export interface RingRange {
  readonly start: number;
  readonly end: number;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  /** Half its width. */
  readonly half: number;
  /** Distance of its middle from the boundary; negative outside. */
  readonly depth: number;
}

/** More vertices than this do not move a label noticeably. */
const mostVertices = 400;

/**
 * The place deepest inside an area (its pole of inaccessibility, to a fiftieth of its size), where a label has most room.
 * The first ring is the outer one, the others are holes. Cells that could still hold a deeper place are quartered, the most
 * promising first. Undefined for an area so thin that no place inside is found.
 */
export function innermostPoint(
  coordinates: Int32Array,
  rings: readonly RingRange[],
): readonly [number, number] | undefined {
  const lines = rings.map((ring) => thinned(coordinates, ring));
  const [outer] = lines;
  if (!outer) return undefined;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < outer.length; at += 2) {
    minX = Math.min(minX, outer[at] as number);
    maxX = Math.max(maxX, outer[at] as number);
    minY = Math.min(minY, outer[at + 1] as number);
    maxY = Math.max(maxY, outer[at + 1] as number);
  }
  const size = Math.max(maxX - minX, maxY - minY);
  const precision = size / 50;
  const cellAt = (x: number, y: number, half: number): Cell => ({ x, y, half, depth: depthAt(x, y, lines) });
  const promise = ({ depth, half }: Cell) => depth + half * Math.SQRT2;
  let best = cellAt((minX + maxX) / 2, (minY + maxY) / 2, 0);
  const waiting = [cellAt((minX + maxX) / 2, (minY + maxY) / 2, size / 2)];
  for (let round = 0; waiting.length > 0 && round < 2000; round++) {
    let next = 0;
    for (let index = 1; index < waiting.length; index++) {
      if (promise(waiting[index] as Cell) > promise(waiting[next] as Cell)) next = index;
    }
    const [cell] = waiting.splice(next, 1);
    if (!cell || promise(cell) - best.depth <= precision) break;
    const half = cell.half / 2;
    for (const right of [-half, half]) {
      for (const down of [-half, half]) {
        const quarter = cellAt(cell.x + right, cell.y + down, half);
        if (quarter.depth > best.depth) best = quarter;
        if (promise(quarter) - best.depth > precision) waiting.push(quarter);
      }
    }
  }
  return best.depth > 0 ? [Math.round(best.x), Math.round(best.y)] : undefined;
}

/** The ring with no more vertices than needed, still closed. */
function thinned(coordinates: Int32Array, { start, end }: RingRange): Float64Array {
  const step = Math.ceil((end - start) / mostVertices);
  const vertices: number[] = [];
  for (let vertex = start; vertex < end - 1; vertex += step) vertices.push(vertex);
  vertices.push(end - 1);
  return Float64Array.from(
    vertices.flatMap((vertex) => [coordinates[2 * vertex] ?? 0, coordinates[2 * vertex + 1] ?? 0]),
  );
}

function depthAt(x: number, y: number, lines: readonly Float64Array[]): number {
  let isInside = false;
  let nearest = Infinity;
  for (const line of lines) {
    for (let at = 0; at + 3 < line.length; at += 2) {
      const ax = line[at] as number;
      const ay = line[at + 1] as number;
      const bx = line[at + 2] as number;
      const by = line[at + 3] as number;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      const dx = bx - ax;
      const dy = by - ay;
      const squared = dx * dx + dy * dy;
      const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
      nearest = Math.min(nearest, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2);
    }
  }
  return (isInside ? 1 : -1) * Math.sqrt(nearest);
}
