import Flatbush from 'flatbush';
import type { MultiPolygon, Position } from 'geojson';
import { orient2d } from 'robust-predicates';
import { positionsBounds } from '../coordinates/bounds-of.ts';
import type { Issue, IssueCode } from '../issue.ts';
import { hasDistinct } from './geometry-shape.ts';

/** The first fault of an area and where it is. */
export interface AreaFault {
  readonly code: Extract<
    IssueCode,
    | 'ring-unclosed'
    | 'geometry-too-short'
    | 'ring-self-crossing'
    | 'rings-crossing'
    | 'hole-outside'
    | 'parts-overlapping'
  >;
  readonly place: readonly [number, number];
}

/**
 * Finds what makes an area invalid (ISO 19125): an open or too short ring, a ring that crosses or touches itself, rings that
 * cross, a hole outside its area, parts one inside another. Null for a sound one. Orientation is decided exactly, so that
 * neighbours which merely share a border are never accused; rings that cross only through common corners are left to
 * PostGIS, which has the last word at import.
 */
export function areaFault(area: MultiPolygon): AreaFault | null {
  const rings: Ring[] = [];
  for (const [part, polygon] of area.coordinates.entries()) {
    for (const [number, ring] of polygon.entries()) {
      const fault = ringShapeFault(ring);
      if (fault) return fault;
      rings.push({ part, hole: number > 0, positions: ring });
    }
    if (polygon.length === 0) return { code: 'geometry-too-short', place: [0, 0] };
  }
  return crossingFault(rings) ?? nestingFault(rings);
}

interface Ring {
  readonly part: number;
  readonly hole: boolean;
  readonly positions: readonly Position[];
}

const same = (a: Position | undefined, b: Position | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1];
const placeOf = (position: Position | undefined): [number, number] => [position?.[0] ?? 0, position?.[1] ?? 0];

function ringShapeFault(ring: readonly Position[]): AreaFault | null {
  const place = placeOf(ring[0]);
  if (!hasDistinct(ring, 3)) return { code: 'geometry-too-short', place };
  return same(ring[0], ring.at(-1)) ? null : { code: 'ring-unclosed', place };
}

/** Segments of all rings, without those of no length. */
interface Segments {
  readonly count: number;
  /** Of each segment: its ring, its number within the ring, and its two ends. */
  readonly ring: Uint32Array;
  readonly number: Uint32Array;
  readonly ends: Float64Array;
  readonly perRing: readonly number[];
}

function segmentsOf(rings: readonly Ring[]): Segments {
  const most = rings.reduce((sum, { positions }) => sum + positions.length - 1, 0);
  const ring = new Uint32Array(most);
  const number = new Uint32Array(most);
  const ends = new Float64Array(most * 4);
  const perRing: number[] = [];
  let count = 0;
  for (const [index, { positions }] of rings.entries()) {
    let inRing = 0;
    for (let at = 1; at < positions.length; at++) {
      const [from, to] = [positions[at - 1], positions[at]];
      if (same(from, to)) continue;
      ring[count] = index;
      number[count] = inRing++;
      ends.set([...placeOf(from), ...placeOf(to)], count * 4);
      count++;
    }
    perRing.push(inRing);
  }
  return { count, ring, number, ends, perRing };
}

function crossingFault(rings: readonly Ring[]): AreaFault | null {
  const { count, ring, number, perRing, ends } = segmentsOf(rings);
  if (count === 0) return null;
  const segment = (at: number): Segment => [
    ends[at * 4] ?? 0,
    ends[at * 4 + 1] ?? 0,
    ends[at * 4 + 2] ?? 0,
    ends[at * 4 + 3] ?? 0,
  ];
  const index = new Flatbush(count);
  for (let at = 0; at < count; at++) index.add(...boxOfSegment(segment(at)));
  index.finish();
  let fault: AreaFault | null = null;
  for (let one = 0; one < count && !fault; one++) {
    const mine = segment(one);
    const [ringOfMine = 0, numberOfMine = 0] = [ring[one], number[one]];
    const last = (perRing[ringOfMine] ?? 0) - 1;
    // All is done in the filter: lists of candidates for every segment would cost more than the test itself.
    index.search(...boxOfSegment(mine), (other) => {
      if (other <= one || fault) return false;
      const sameRing = ring[other] === ringOfMine;
      const meeting = meetingOf(mine, segment(other));
      if (meeting === 'apart') return false;
      const apart = Math.abs((number[other] ?? 0) - numberOfMine);
      // Neighbours share their corner; other rings may touch at a point.
      if (meeting === 'touching' && (!sameRing || apart === 1 || apart === last)) return false;
      fault = { code: sameRing ? 'ring-self-crossing' : 'rings-crossing', place: crossingPlace(mine, segment(other)) };
      return false;
    });
  }
  return fault;
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

const boxOfSegment = ([ax, ay, bx, by]: Segment): [number, number, number, number] => [
  Math.min(ax, bx),
  Math.min(ay, by),
  Math.max(ax, bx),
  Math.max(ay, by),
];

/** How two segments lie to one another. */
function meetingOf([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): 'apart' | 'touching' | 'crossing' {
  const c = Math.sign(orient2d(ax, ay, bx, by, cx, cy));
  const d = Math.sign(orient2d(ax, ay, bx, by, dx, dy));
  if (c === d && c !== 0) return 'apart';
  const a = Math.sign(orient2d(cx, cy, dx, dy, ax, ay));
  const b = Math.sign(orient2d(cx, cy, dx, dy, bx, by));
  if (a === b && a !== 0) return 'apart';
  if (c === 0 && d === 0) {
    // On one line: their projections on the longer axis meet in nothing, a point or a stretch.
    const alongX = Math.abs(bx - ax) >= Math.abs(by - ay);
    const [a1, a2, c1, c2] = alongX ? [ax, bx, cx, dx] : [ay, by, cy, dy];
    const overlap = Math.min(Math.max(a1, a2), Math.max(c1, c2)) - Math.max(Math.min(a1, a2), Math.min(c1, c2));
    return overlap < 0 ? 'apart' : overlap === 0 ? 'touching' : 'crossing';
  }
  return a !== 0 && b !== 0 && c !== 0 && d !== 0 ? 'crossing' : 'touching';
}

function crossingPlace([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): [number, number] {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const along = cross === 0 ? 0 : ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const share = Math.min(1, Math.max(0, along));
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}

/** Holes must lie in their own part, parts and other holes outside one another. Rings do not cross here any more. */
function nestingFault(rings: readonly Ring[]): AreaFault | null {
  if (rings.length < 2) return null;
  const boxes = new Flatbush(rings.length);
  for (const { positions } of rings) boxes.add(...positionsBounds(positions));
  boxes.finish();
  for (const [index, ring] of rings.entries()) {
    const [minX, minY, maxX, maxY] = positionsBounds(ring.positions);
    let inOwn = false;
    for (const other of boxes.search(minX, minY, maxX, maxY, (candidate) => candidate !== index)) {
      const container = rings[other];
      if (!container || !insideOf(ring.positions, container.positions)) continue;
      if (ring.hole && !container.hole && container.part === ring.part) inOwn = true;
      const shellInShell = !ring.hole && !container.hole && !inAHole(ring, rings, container.part);
      const holeInHole = ring.hole && container.hole && container.part === ring.part;
      if (shellInShell || holeInHole) return { code: 'parts-overlapping', place: placeOf(ring.positions[0]) };
    }
    if (ring.hole && !inOwn) return { code: 'hole-outside', place: placeOf(ring.positions[0]) };
  }
  return null;
}

const inAHole = (ring: Ring, rings: readonly Ring[], part: number): boolean =>
  rings.some((other) => other.hole && other.part === part && insideOf(ring.positions, other.positions));

/** Whether a ring lies in another that it does not cross: its first corner that is not on the other decides. */
function insideOf(positions: readonly Position[], container: readonly Position[]): boolean {
  for (const position of positions) {
    const side = sideOf(placeOf(position), container);
    if (side !== 'on') return side === 'in';
  }
  return false;
}

function sideOf([x, y]: readonly [number, number], ring: readonly Position[]): 'in' | 'out' | 'on' {
  let inside = false;
  for (let at = 1; at < ring.length; at++) {
    const [ax, ay] = placeOf(ring[at - 1]);
    const [bx, by] = placeOf(ring[at]);
    const inRows = ay > y !== by > y;
    if (!inRows && !(Math.min(ay, by) <= y && y <= Math.max(ay, by))) continue;
    const turn = orient2d(ax, ay, bx, by, x, y);
    if (
      turn === 0 &&
      x >= Math.min(ax, bx) &&
      x <= Math.max(ax, bx) &&
      y >= Math.min(ay, by) &&
      y <= Math.max(ay, by)
    ) {
      return 'on';
    }
    // Robust orientation is positive clockwise: the point is left of a rising edge.
    if (inRows && turn < 0 === by < ay) inside = !inside;
  }
  return inside ? 'in' : 'out';
}

/** A fault as an issue. */
export const areaIssue = ({ code, place }: AreaFault, feature: number): Issue => ({
  code,
  severity: 'error',
  feature,
  place,
});
