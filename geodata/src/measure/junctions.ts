import { DisjointSets } from './graph.ts';
import type { LineIndex } from './line-index.ts';
import type { LineNetwork } from './line-network.ts';
import { segmentsNear } from './locate.ts';

/** A place on a part of a road where ways meet or end. Stops of one junction have the same `node`. */
export interface Stop {
  readonly part: number;
  readonly chainageMetres: number;
  readonly node: number;
}

/** A part of a road: vertices `first` to `last`. */
export interface RoadPart {
  readonly line: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Where roads really meet: at vertices they share (to 1e-7 degrees, about a centimetre), and where an end
 * comes within `joinMetres` of another road, at its end or its middle. Roads that cross without a common vertex do not meet:
 * that is a bridge, or an error the survey rules report.
 */
export function findJunctions(
  network: LineNetwork,
  index: LineIndex,
  parts: readonly RoadPart[],
  joinMetres: number,
): Stop[] {
  const stops = [...sharedStops(network, parts)];
  const joined: [number, number][] = [];
  const partStarts = Uint32Array.from(parts, ({ first }) => first);
  const ends = stops.length;
  for (let stop = 0; stop < ends; stop++) {
    const { part, chainageMetres } = stops[stop] as Stop;
    const { first, last } = parts[part] as RoadPart;
    const vertex = chainageMetres === network.chainage[first] ? first : last;
    if (chainageMetres !== network.chainage[vertex]) continue;
    for (const meeting of meetingsOf(network, index, partStarts, part, vertex, joinMetres)) {
      joined.push([stop, stops.length]);
      stops.push({ ...meeting, node: stops.length });
    }
  }
  return uniteStops(stops, joined);
}

/** The ends of every part and every vertex that occurs more than once, one stop for each occurrence. */
function* sharedStops({ degrees, chainage }: LineNetwork, parts: readonly RoadPart[]): Generator<Stop> {
  const ids = new PlaceIds(degrees.length / 2);
  const idOf = new Int32Array(degrees.length / 2);
  for (const { first, last } of parts) {
    for (let vertex = first; vertex <= last; vertex++) {
      const id = ids.idOf(degrees[2 * vertex] as number, degrees[2 * vertex + 1] as number);
      idOf[vertex] = id;
      // The same place twice in a row is a repeated vertex, not a meeting.
      if (vertex === first || id !== idOf[vertex - 1]) ids.count(id);
    }
  }
  for (const [part, { first, last }] of parts.entries()) {
    for (let vertex = first; vertex <= last; vertex++) {
      const id = idOf[vertex] as number;
      const isEnd = vertex === first || vertex === last;
      if (isEnd || ids.isShared(id)) yield { part, chainageMetres: chainage[vertex] as number, node: id };
    }
  }
}

/** Where the end of a part comes near other parts, or its own part elsewhere: the nearest place of each stretch near. */
function meetingsOf(
  network: LineNetwork,
  index: LineIndex,
  partStarts: Uint32Array,
  ownPart: number,
  vertex: number,
  joinMetres: number,
): Omit<Stop, 'node'>[] {
  const own = network.chainage[vertex] as number;
  const position = [network.degrees[2 * vertex] as number, network.degrees[2 * vertex + 1] as number];
  const near = segmentsNear(index, position, joinMetres).sort((a, b) => a.distanceMetres - b.distanceMetres);
  const meetings: Omit<Stop, 'node'>[] = [];
  for (const { vertex: segment, chainageMetres } of near) {
    const part = partAt(partStarts, segment);
    // Along one stretch every segment within reach answers; the nearest stands for all of them.
    const isKnown = meetings.some(
      (other) => other.part === part && Math.abs(other.chainageMetres - chainageMetres) <= 4 * joinMetres,
    );
    const isItself = part === ownPart && Math.abs(own - chainageMetres) <= 4 * joinMetres;
    if (!isKnown && !isItself) meetings.push({ part, chainageMetres });
  }
  return meetings;
}

/** Gives stops at one place, and stops joined, the same node. */
function uniteStops(stops: readonly Stop[], joined: readonly (readonly [number, number])[]): Stop[] {
  const sets = new DisjointSets(stops.length);
  const firstAt = new Map<number | string, number>();
  const uniteBy = (key: number | string, stop: number) => {
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, stop);
    else sets.unite(first, stop);
  };
  const joins = new Set(joined.map(([, stop]) => stop));
  stops.forEach(({ part, chainageMetres, node }, stop) => {
    if (!joins.has(stop)) uniteBy(node, stop);
    uniteBy(`${part} ${chainageMetres}`, stop);
  });
  for (const [stop, other] of joined) sets.unite(stop, other);
  return stops.map((stop, number) => ({ ...stop, node: sets.find(number) }));
}

/** The part that owns a vertex. */
function partAt(partStarts: Uint32Array, vertex: number): number {
  let low = 0;
  let high = partStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((partStarts[middle] as number) <= vertex) low = middle;
    else high = middle - 1;
  }
  return low;
}

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
    const x = Math.round(longitude * 1e7);
    const y = Math.round(latitude * 1e7);
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
