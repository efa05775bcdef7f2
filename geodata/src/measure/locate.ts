import type { LineIndex } from './line-index.ts';
import type { LineNetwork } from './line-network.ts';
import { positionStride, setPosition } from './positions.ts';
import { boxAroundPoint, mostSegments } from './runs.ts';
import { positionOnSegment } from './slice.ts';
import { SlotList } from './slot-list.ts';

/** Where a place lies on a line (ISO 19148: absolute method, metres from the start vertex). */
export interface LinePlace {
  /** The number the line has in the index. */
  readonly id: number;
  readonly network: LineNetwork;
  readonly line: number;
  /** First vertex of the nearest segment. */
  readonly vertex: number;
  readonly chainageMetres: number;
  /** Distance of the place from the line, negative on its left, positive on its right, 0 on it. */
  readonly offsetMetres: number;
  readonly distanceMetres: number;
}

const found = new SlotList();
const place = new Float64Array(positionStride);

/**
 * The nearest place on any indexed line; null when none is within `mostMetres`. Of lines at equal distance (two that share a
 * junction) the one with the lower number answers, so the answer does not depend on the order of the data.
 */
export function nearestLine(index: LineIndex, position: readonly number[], mostMetres: number): LinePlace | null {
  for (let reach = Math.min(firstReachMetres, mostMetres); ; reach = Math.min(4 * reach, mostMetres)) {
    let best: LinePlace | null = null;
    for (const candidate of linesNear(index, position, reach)) {
      if (!best || isNearer(candidate, best)) best = candidate;
    }
    if (best || reach >= mostMetres) return best;
  }
}

/** Where most of what stands beside a road finds it; farther is looked for in steps. */
const firstReachMetres = 25;

/** The nearest place on each indexed line that has one within `reachMetres` (at exactly that distance too), by number. */
export function linesNear(index: LineIndex, position: readonly number[], reachMetres: number): LinePlace[] {
  const best = new Map<number, LinePlace>();
  for (const candidate of runsNear(index, position, reachMetres)) {
    const known = best.get(candidate.id);
    if (!known || isNearer(candidate, known)) best.set(candidate.id, candidate);
  }
  return [...best.values()].sort((a, b) => a.id - b.id);
}

/**
 * The nearest place on each *run* within reach, by number and chainage: on a road with hairpins there are several on one line.
 * Runs are some hundred metres long, so the list holds every leg of the road that passes.
 */
export function runsNear(index: LineIndex, position: readonly number[], reachMetres: number): LinePlace[] {
  const places: LinePlace[] = [];
  const count = gatherAround(index, position, reachMetres);
  for (let item = 0; item < count; item++) {
    const slot = found.slots[item] as number;
    const segments = measureRun(index, slot);
    let nearest = 0;
    for (let segment = 1; segment < segments; segment++) {
      if (distanceTo(segment) < distanceTo(nearest)) nearest = segment;
    }
    if (distanceTo(nearest) <= reachMetres) places.push(placeOn(index, slot, nearest));
  }
  return places.sort(byPlace);
}

/** The nearest place on each *segment* within reach, by number and chainage. */
export function segmentsNear(index: LineIndex, position: readonly number[], reachMetres: number): LinePlace[] {
  const count = gatherAround(index, position, reachMetres);
  const places: LinePlace[] = [];
  for (let item = 0; item < count; item++) {
    const slot = found.slots[item] as number;
    const segments = measureRun(index, slot);
    for (let segment = 0; segment < segments; segment++) {
      if (distanceTo(segment) <= reachMetres) places.push(placeOn(index, slot, segment));
    }
  }
  return places.sort(byPlace);
}

/** Whatever order the index has them in: it differs between one packed at once and one edited, the answer must not. */
function byPlace(a: LinePlace, b: LinePlace): number {
  return a.id - b.id || a.chainageMetres - b.chainageMetres || a.vertex - b.vertex;
}

/** Prepares `place` and gathers the runs within reach of it. */
function gatherAround(index: LineIndex, position: readonly number[], reachMetres: number): number {
  if (!(reachMetres >= 0) || index.isEmpty) return 0;
  setPosition(place, 0, position[0] as number, position[1] as number);
  return index.gather(boxAroundPoint(place, 0, reachMetres * 1.01 + 1e-3), found);
}

/** The position of a place on a line: the foot of the perpendicular, `[longitude, latitude]`. */
export function footOf({ network, vertex, chainageMetres }: LinePlace): [number, number] {
  for (const end of [vertex, vertex + 1]) {
    if (network.chainage[end] === chainageMetres) {
      return [network.degrees[2 * end] as number, network.degrees[2 * end + 1] as number];
    }
  }
  return positionOnSegment(network, vertex, chainageMetres);
}

function isNearer(a: LinePlace, b: LinePlace): boolean {
  const apart = a.distanceMetres - b.distanceMetres;
  if (Math.abs(apart) > 1e-6) return apart < 0;
  return a.id === b.id ? a.chainageMetres < b.chainageMetres : a.id < b.id;
}

/** Of each segment of the run last measured: how far along it its nearest place lies (0 to 1), the distance, and the offset. */
const feet = new Float64Array(3 * mostSegments);
const distanceTo = (segment: number) => feet[3 * segment + 1] as number;

/** Finds the place nearest to `place` of each segment of one run, in a frame at `place` itself; says how many there are. */
function measureRun(index: LineIndex, slot: number): number {
  const [λ, s] = [place[0] as number, place[1] as number];
  const network = index.networkAt(slot);
  const run = index.runAt(slot);
  const { values } = network.positions;
  const first = network.runs.first[run] as number;
  const last = network.runs.last[run] as number;
  let ax = 0;
  let ay = 0;
  for (let end = first; end <= last; end++) {
    const at = positionStride * end;
    const Δλ = (values[at] as number) - λ;
    const bx = (values[at + 2] as number) * Δλ;
    const by = (values[at + 1] as number) - s + (values[at + 3] as number) * Δλ * Δλ;
    if (end > first) {
      const dx = bx - ax;
      const dy = by - ay;
      const square = dx * dx + dy * dy;
      const along = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0;
      const x = ax + along * dx;
      const y = ay + along * dy;
      const distance = Math.sqrt(x * x + y * y);
      const foot = 3 * (end - 1 - first);
      feet[foot] = along;
      feet[foot + 1] = distance;
      // The place is the frame's origin: it lies to the right of A-B when A x B is not negative.
      feet[foot + 2] = distance > 0 && dx * ay - dy * ax < 0 ? -distance : distance;
    }
    ax = bx;
    ay = by;
  }
  return last - first;
}

/** The place on a segment of the run last measured. */
function placeOn(index: LineIndex, slot: number, segment: number): LinePlace {
  const network = index.networkAt(slot);
  const vertex = (network.runs.first[index.runAt(slot)] as number) + segment;
  const along = feet[3 * segment] as number;
  const start = network.chainage[vertex] as number;
  const finish = network.chainage[vertex + 1] as number;
  return {
    id: index.idAt(slot),
    network,
    line: index.lineAt(slot),
    vertex,
    chainageMetres: along === 1 ? finish : start + along * (finish - start),
    offsetMetres: feet[3 * segment + 2] as number,
    distanceMetres: distanceTo(segment),
  };
}
