import { type Bounds, boundsContain } from '../coordinates/bounds.ts';
import { positionsBounds } from '../coordinates/bounds-of.ts';
import type { Issue } from '../issue.ts';
import type { ReadBudget } from './read-budget.ts';

/** A shape of the file, in order; `geometry` is null for the null shape. */
export type ShapeRecord =
  | {
      readonly row: number;
      readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
      /** It has heights other than 0, which are left away. */
      readonly hadElevation: boolean;
    }
  /** Without `feature` it is about the file. */
  | { readonly issue: Issue };

const headerBytes = 100;
/** Shape types by their last digit: 1 point, 3 line, 5 area, 8 points; +10 with Z, +20 with M, 31 multipatch. */
const kinds = new Set([0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28]);

/** Whether bytes begin as a `.shp` does. */
export function isShapefile(head: Uint8Array): boolean {
  return head.length >= headerBytes && head[0] === 0 && head[1] === 0 && head[2] === 0x27 && head[3] === 0x0a;
}

/** The shapes of a `.shp`, two dimensions. No count in the file is believed before the bytes for it are there. */
export function* shapeRecords(shp: Uint8Array, budget: ReadBudget): Generator<ShapeRecord, void, void> {
  if (!isShapefile(shp)) {
    yield { issue: { code: 'file-unreadable', severity: 'error', context: { reason: 'shp', offset: 0 } } };
    return;
  }
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  let at = headerBytes;
  let row = 0;
  while (at < shp.length) {
    const contentBytes = at + 8 <= shp.length ? 2 * view.getUint32(at + 4, false) : 0;
    const start = at + 8;
    const end = start + contentBytes;
    // Some programs leave a tail of zero bytes behind the last shape.
    if (contentBytes === 0 && shp.subarray(at).every((byte) => byte === 0)) return;
    if (contentBytes < 4 || end > shp.length) {
      yield { issue: { code: 'file-truncated', severity: 'error', context: { read: row } } };
      return;
    }
    const content = new DataView(shp.buffer, shp.byteOffset + start, contentBytes);
    const geometry = shapeOf(content, budget);
    if (geometry === undefined) {
      const context = { reason: 'broken-message' };
      yield { issue: { code: 'feature-unreadable', severity: 'error', feature: row, context } };
    } else yield { row, geometry, hadElevation: hasHeights(content) };
    row++;
    at = end;
  }
}

type Geometry = { readonly type: string; readonly coordinates: unknown };

/** Undefined when the record is broken. */
function shapeOf(view: DataView, budget: ReadBudget): Geometry | null | undefined {
  const type = view.getUint32(0, true);
  if (!kinds.has(type)) return undefined;
  switch (type % 10) {
    case 0:
      return null;
    case 1:
      if (view.byteLength < 20 || !budget.addVertices(1)) return undefined;
      return { type: 'Point', coordinates: positionAt(view, 4) };
    case 8: {
      const count = view.byteLength >= 40 ? view.getUint32(36, true) : -1;
      const positions = count < 0 ? undefined : positionsAt(view, 40, count, budget);
      return positions && { type: 'MultiPoint', coordinates: positions };
    }
    default:
      return partsOf(view, type % 10 === 5, budget);
  }
}

/** Whether a shape of a kind with Z says a height other than 0: of a point its own, of others the range behind the positions. */
function hasHeights(view: DataView): boolean {
  const type = view.getUint32(0, true);
  if (type < 11 || type > 18) return false;
  const heights = (at: number, count: number) =>
    Array.from({ length: count }, (_, place) => at + 8 * place).some(
      // Anything below -1e38 means that there is none.
      (each) =>
        each + 8 <= view.byteLength && Math.abs(view.getFloat64(each, true)) < 1e5 && view.getFloat64(each, true) !== 0,
    );
  if (type === 11) return heights(20, 1);
  const positions =
    type === 18
      ? 40 + 16 * view.getUint32(36, true)
      : 44 + 4 * view.getUint32(36, true) + 16 * view.getUint32(40, true);
  return heights(positions, 2);
}

function partsOf(view: DataView, isArea: boolean, budget: ReadBudget): Geometry | undefined {
  if (view.byteLength < 44) return undefined;
  const partCount = view.getUint32(36, true);
  const count = view.getUint32(40, true);
  const firstPosition = 44 + 4 * partCount;
  if (partCount === 0 || partCount > count || firstPosition > view.byteLength) return undefined;
  const positions = positionsAt(view, firstPosition, count, budget);
  if (!positions) return undefined;
  const parts: [number, number][][] = [];
  for (let part = 0; part < partCount; part++) {
    const start = view.getUint32(44 + 4 * part, true);
    const end = part + 1 < partCount ? view.getUint32(48 + 4 * part, true) : count;
    if (start > end || end > count) return undefined;
    parts.push(positions.slice(start, end));
  }
  if (isArea) return polygonsOf(parts);
  const [line, ...others] = parts;
  return others.length === 0
    ? { type: 'LineString', coordinates: line }
    : { type: 'MultiLineString', coordinates: parts };
}

function positionsAt(view: DataView, start: number, count: number, budget: ReadBudget): [number, number][] | undefined {
  if (start + 16 * count > view.byteLength || !budget.addVertices(count)) return undefined;
  const positions: [number, number][] = [];
  for (let index = 0; index < count; index++) positions.push(positionAt(view, start + 16 * index));
  return positions;
}

const positionAt = (view: DataView, at: number): [number, number] => [
  view.getFloat64(at, true),
  view.getFloat64(at + 8, true),
];

/** Outer rings run clockwise and holes the other way, in any order; a hole belongs to the outer ring it lies in. */
function polygonsOf(rings: readonly [number, number][][]): Geometry {
  const outers: { rings: [number, number][][]; bounds: Bounds }[] = [];
  const holes: [number, number][][] = [];
  for (const ring of rings) {
    if (signedArea(ring) <= 0) outers.push({ rings: [ring], bounds: positionsBounds(ring) });
    else holes.push(ring);
  }
  for (const hole of holes) {
    const [first] = hole;
    const owner =
      first &&
      outers.find(({ bounds, rings: [outer = []] }) => boundsContain(bounds, ...first) && isInRing(outer, first));
    if (owner) owner.rings.push(hole);
    else outers.push({ rings: [hole], bounds: positionsBounds(hole) });
  }
  const [only, ...others] = outers;
  if (others.length === 0) return { type: 'Polygon', coordinates: only?.rings ?? [] };
  return { type: 'MultiPolygon', coordinates: outers.map((outer) => outer.rings) };
}

/** Twice the area, positive when the ring runs counter-clockwise. */
function signedArea(ring: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = ring[at - 1] as readonly [number, number];
    const [bx, by] = ring[at] as readonly [number, number];
    sum += ax * by - bx * ay;
  }
  return sum;
}

function isInRing(ring: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [ax, ay] = ring[at] as readonly [number, number];
    const [bx, by] = ring[before] as readonly [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
