import { rememberingNear } from './changes.ts';
import { DisjointSets } from './graph.ts';
import type { LineIndex } from './line-index.ts';
import type { NetworkLine } from './line-network.ts';
import { segmentsNear } from './locate.ts';
import { boxAroundLine } from './runs.ts';

/** A place on a part of a road where ways meet or end. Stops of one junction have the same `node`. */
export interface Stop {
  readonly part: number;
  readonly chainageMetres: number;
  readonly node: number;
}

/** A part of a road, vertices `first` to `last` of its network; `road` is the road's number. */
export interface RoadPart {
  readonly held: NetworkLine;
  readonly road: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Where roads really meet: at vertices they share (to 1e-7 degrees, about a centimetre), and where an end
 * comes within `joinMetres` of another road, at its end or its middle. Roads that cross without a common vertex do not meet:
 * that is a bridge, or an error the survey rules report. `index` is of the `roads` whose parts are given, by their numbers.
 * Stops in the order of parts and chainage.
 */
export function findJunctions(
  roads: readonly NetworkLine[],
  index: LineIndex,
  parts: readonly RoadPart[],
  joinMetres: number,
): Stop[] {
  const { stops, ends } = sharedStops(parts);
  const partsOf = new Map<NetworkLine, { readonly part: RoadPart; readonly number: number }[]>();
  for (const [number, part] of parts.entries()) {
    const known = partsOf.get(part.held);
    if (known) known.push({ part, number });
    else partsOf.set(part.held, [{ part, number }]);
  }
  const joined: [number, number][] = [];
  for (const [held, own] of partsOf) {
    const box = () => boxAroundLine(held, joinMetres * 1.01 + 1e-3);
    const meetings = meetingsKnown(held, `${joinMetres}`, [index], box, () =>
      own.flatMap(({ part }, place) =>
        [part.first, part.last].flatMap((vertex, end) =>
          meetingsOf(roads, index, part, vertex, joinMetres).map((meeting) => ({ ...meeting, place, end })),
        ),
      ),
    );
    for (const { place, end, road, vertex, chainageMetres } of meetings) {
      const met = partsOf.get(road)?.find(({ part }) => vertex <= part.last);
      const start = ends[2 * (own[place]?.number ?? 0) + end];
      if (!met || start === undefined) continue;
      joined.push([start, stops.length]);
      stops.push({ part: met.number, chainageMetres, node: -1 });
    }
  }
  return uniteStops(stops, joined);
}

/** A place where the end of a part comes near another road; `vertex` starts the segment of it. */
interface Meeting {
  readonly road: NetworkLine;
  readonly vertex: number;
  readonly chainageMetres: number;
}
const meetingsKnown = rememberingNear<
  NetworkLine,
  readonly (Meeting & { readonly place: number; readonly end: number })[]
>();

/** The ends of every part and every vertex that occurs more than once, one stop for each; and which stops are ends. */
function sharedStops(parts: readonly RoadPart[]): { readonly stops: Stop[]; readonly ends: readonly number[] } {
  const vertexCount = parts.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const ids = new PlaceIds(vertexCount);
  const idOf = new Int32Array(vertexCount);
  let place = 0;
  for (const { held, first, last } of parts) {
    const { degrees } = held.network;
    for (let vertex = first; vertex <= last; vertex++, place++) {
      const id = ids.idOf(degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number);
      idOf[place] = id;
      // The same place twice in a row is a repeated vertex, not a meeting.
      if (vertex === first || id !== idOf[place - 1]) ids.count(id);
    }
  }
  const stops: Stop[] = [];
  const ends: number[] = [];
  place = 0;
  for (const [part, { held, first, last }] of parts.entries()) {
    for (let vertex = first; vertex <= last; vertex++, place++) {
      const id = idOf[place] as number;
      const isEnd = vertex === first || vertex === last;
      if (isEnd) ends.push(stops.length);
      if (isEnd || ids.isShared(id)) {
        stops.push({ part, chainageMetres: held.network.chainage[vertex] as number, node: id });
      }
    }
  }
  return { stops, ends };
}

/** Where the end of a part comes near other parts, or its own part elsewhere: the nearest place of each stretch near. */
function meetingsOf(
  roads: readonly NetworkLine[],
  index: LineIndex,
  { held, first, last }: RoadPart,
  vertex: number,
  joinMetres: number,
): Meeting[] {
  const { chainage, degrees } = held.network;
  const position = [degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number];
  const near = segmentsNear(index, position, joinMetres)
    // A road without length leads nowhere.
    .filter(({ network, line }) => (network.lengthMetres[line] as number) > 0)
    .sort((a, b) => a.distanceMetres - b.distanceMetres);
  const meetings: Meeting[] = [];
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 4 * joinMetres;
  for (const { id, network, vertex: segment, chainageMetres } of near) {
    const road = roads[id] as NetworkLine;
    // Along one stretch every segment within reach answers; the nearest stands for all of them.
    const isKnown = meetings.some(
      (other) =>
        other.road === road &&
        isSamePart(network, other.vertex, segment) &&
        isNear(other.chainageMetres, chainageMetres),
    );
    const isOwnPart = road === held && segment >= first && segment < last;
    const isItself = isOwnPart && isNear(chainage[vertex] as number, chainageMetres);
    if (!isKnown && !isItself) meetings.push({ road, vertex: segment, chainageMetres });
  }
  return meetings;
}

/** Whether two segments of a line, by the vertices that start them, are of one part. */
function isSamePart({ startsSegment }: NetworkLine['network'], a: number, b: number): boolean {
  return !startsSegment.subarray(Math.min(a, b), Math.max(a, b)).includes(0);
}

/** Stops by part and chainage; those at one place, and those joined, have the same node. */
function uniteStops(stops: readonly Stop[], joined: readonly (readonly [number, number])[]): Stop[] {
  const sets = new DisjointSets(stops.length);
  const firstAt = new Map<number, number>();
  for (const [number, { node }] of stops.entries()) {
    const first = firstAt.get(node);
    if (first !== undefined) sets.unite(first, number);
    else if (node >= 0) firstAt.set(node, number);
  }
  for (const [stop, other] of joined) sets.unite(stop, other);
  const ordered = stops.map((stop, number) => ({ ...stop, number }));
  ordered.sort((a, b) => a.part - b.part || a.chainageMetres - b.chainageMetres);
  for (const [place, { part, chainageMetres, number }] of ordered.entries()) {
    const next = ordered[place + 1];
    if (next?.part === part && next.chainageMetres === chainageMetres) sets.unite(number, next.number);
  }
  return ordered.map(({ part, chainageMetres, number }) => ({ part, chainageMetres, node: sets.find(number) }));
}

/** The whole number of a longitude or latitude; positions that have the same two are one vertex. */
export const placeNumber = (degrees: number): number => Math.round(degrees * 1e7);

/** Numbers for places, the same for coordinates that agree to 1e-7 degrees; open addressing, for a million vertices in 0.1 s. */
class PlaceIds {
  readonly #keys: Int32Array;
  readonly #ids: Int32Array;
  readonly #counts: Uint8Array;
  readonly #mask: number;
  #next = 0;

  constructor(most: number) {
    let size = 16;
    while (size < 2 * most) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(2 * size);
    this.#ids = new Int32Array(size).fill(-1);
    this.#counts = new Uint8Array(most);
  }

  idOf(longitude: number, latitude: number): number {
    const x = placeNumber(longitude);
    const y = placeNumber(latitude);
    const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca77);
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask;
    while (this.#ids[slot] !== -1) {
      if (this.#keys[2 * slot] === x && this.#keys[2 * slot + 1] === y) return this.#ids[slot] as number;
      slot = (slot + 1) & this.#mask;
    }
    this.#keys[2 * slot] = x;
    this.#keys[2 * slot + 1] = y;
    this.#ids[slot] = this.#next;
    return this.#next++;
  }

  count(id: number): void {
    this.#counts[id] = Math.min(2, (this.#counts[id] as number) + 1);
  }

  isShared(id: number): boolean {
    return this.#counts[id] === 2;
  }
}
