import { Delaunay } from 'd3-delaunay';
import { crossingOf, SegmentIndex } from './crossings.ts';
import { areaSquareMetres, type Place } from './frame.ts';
import { distance, itemAt, lastOf, resampled, simplified } from './polyline.ts';
import { isInside, nearestOn, prolonged, vietnameseSide } from './side.ts';
import type { Warp } from './warp.ts';

/** A line between two cells; `outside` stands for everything beyond the province. */
interface Arc {
  readonly left: number;
  readonly right: number;
  readonly places: readonly Place[];
}
export const outside = -1;

interface Cut {
  readonly arc: { left: number; right: number };
  /** Index of the border's place at which the arc ends. */
  readonly index: number;
}

/** A division of the province into cells which share their edges exactly; the north-east side is the border line itself. */
export interface Partition {
  readonly arcs: readonly Arc[];
}

/**
 * Voronoi cells around the seeds, with bent edges, cut off at the border. The first `cellCount` seeds are cells of the
 * province, the others stand for its neighbours. Undefined when these seeds give no clean division.
 */
export function partitioned(
  line: readonly Place[],
  seeds: readonly Place[],
  cellCount: number,
  warp: Warp,
): Partition | undefined {
  const border = prolonged(line);
  const side = vietnameseSide(line);
  const index = new SegmentIndex(400);
  index.add(border, 0);
  const cuts: Cut[] = [];
  const arcs: Arc[] = [];
  for (const edge of bentEdges(seeds, cellCount, warp)) {
    for (const piece of splitAt(edge.places, index)) {
      // A piece between two bays of the border would only cut off a corner nobody could tell from its neighbour.
      if (piece.startsAtBorder && piece.endsAtBorder) continue;
      if (!isInside(itemAt(piece.places, piece.places.length >> 1), side)) continue;
      const cells = { left: edge.left, right: edge.right };
      let places = piece.places;
      if (piece.startsAtBorder) places = [...tied([...places].reverse(), line, cells, cuts)].reverse();
      if (piece.endsAtBorder) places = tied(places, line, cells, cuts);
      arcs.push({ ...cells, places: simplified(places, 9, () => false) });
    }
  }
  const cells = cellsAround(seeds, warp);
  const alongBorder = borderArcs(line, cuts, (place) => cells.find(...warp.unbend(place)));
  if (!alongBorder || !areClean([...arcs, ...alongBorder])) return undefined;
  return { arcs: [...arcs, ...alongBorder] };
}

/** Whether arcs meet at their ends only. */
function areClean(arcs: readonly Arc[]): boolean {
  const index = new SegmentIndex(400);
  arcs.forEach(({ places }, line) => {
    index.add(places, line);
  });
  const isSame = (one: Place, other: Place): boolean => distance(one, other) < 0.001;
  return arcs.every(({ places }, line) =>
    places.every((place, at) => {
      const next = places[at + 1];
      if (!next) return true;
      return index.near(place, next).every(({ from, to, line: other, index: otherAt }) => {
        if (other < line || (other === line && otherAt <= at)) return true;
        if (!crossingOf(place, next, from, to)) return true;
        return isSame(place, from) || isSame(place, to) || isSame(next, from) || isSame(next, to);
      });
    }),
  );
}

const cellsAround = (seeds: readonly Place[], warp: Warp): Delaunay<[number, number]> =>
  Delaunay.from(seeds.map((seed): [number, number] => [...warp.unbend(seed)]));

function bentEdges(seeds: readonly Place[], cellCount: number, warp: Warp): Arc[] {
  const straight = cellsAround(seeds, warp);
  const far = 400_000;
  const { circumcenters } = straight.voronoi([-far, -far, far, far]);
  const { halfedges, triangles } = straight;
  const corners = new Map<number, Place>();
  const corner = (triangle: number): Place => {
    const known = corners.get(triangle);
    if (known) return known;
    const place: Place = [circumcenters[triangle * 2] ?? 0, circumcenters[triangle * 2 + 1] ?? 0];
    corners.set(triangle, place);
    return place;
  };
  const edges: Arc[] = [];
  halfedges.forEach((opposite, edge) => {
    if (opposite < edge) return;
    const cell = (seed: number | undefined): number => (seed !== undefined && seed < cellCount ? seed : outside);
    const left = cell(triangles[edge]);
    const right = cell(triangles[opposite]);
    if (left === right) return;
    const ends = [corner(Math.floor(edge / 3)), corner(Math.floor(opposite / 3))];
    edges.push({ left, right, places: resampled(ends, 110).map((place) => warp.bend(place)) });
  });
  return edges;
}

interface Piece {
  readonly places: readonly Place[];
  readonly startsAtBorder: boolean;
  readonly endsAtBorder: boolean;
}

/** The pieces into which the border cuts an edge. */
function splitAt(places: readonly Place[], border: SegmentIndex): Piece[] {
  const pieces: Piece[] = [];
  let current: Place[] = [itemAt(places, 0)];
  let startsAtBorder = false;
  for (let index = 1; index < places.length; index++) {
    const a = itemAt(places, index - 1);
    const b = itemAt(places, index);
    const crossings: Place[] = [];
    for (const { from, to } of border.near(a, b)) {
      const crossing = crossingOf(a, b, from, to);
      if (crossing && !crossings.some((other) => distance(other, crossing) < 1e-6)) crossings.push(crossing);
    }
    crossings.sort((one, other) => distance(a, one) - distance(a, other));
    for (const crossing of crossings) {
      pieces.push({ places: [...current, crossing], startsAtBorder, endsAtBorder: true });
      current = [crossing];
      startsAtBorder = true;
    }
    current.push(b);
  }
  pieces.push({ places: current, startsAtBorder, endsAtBorder: false });
  return pieces;
}

/** The line with its last place tied to a place of the border: to one of the border's ends where it parts from a neighbour. */
function tied(
  places: readonly Place[],
  line: readonly Place[],
  arc: { left: number; right: number },
  cuts: Cut[],
): Place[] {
  const end = lastOf(places);
  const outer = arc.left === outside || arc.right === outside;
  const towardsFirst = distance(end, itemAt(line, 0)) < distance(end, lastOf(line));
  const index = outer ? (towardsFirst ? 0 : line.length - 1) : nearestOn(line, end).index;
  cuts.push({ arc, index });
  const knot = itemAt(line, index);
  const start = itemAt(places, 0);
  const reach = Math.min(distance(start, end), Math.max(60, 3 * distance(end, knot)));
  return [
    start,
    ...places
      .slice(1, -1)
      .map((place): Place => {
        const share = Math.max(0, 1 - distance(place, end) / reach) ** 2;
        return [place[0] + share * (knot[0] - end[0]), place[1] + share * (knot[1] - end[1])];
      })
      .filter((place) => distance(place, knot) > 12),
    knot,
  ];
}

function borderArcs(line: readonly Place[], cuts: readonly Cut[], cellAt: (place: Place) => number): Arc[] | undefined {
  const ordered = [...cuts].sort((a, b) => a.index - b.index);
  if (ordered[0]?.index !== 0 || ordered.at(-1)?.index !== line.length - 1) return undefined;
  const arcs: Arc[] = [];
  for (let index = 1; index < ordered.length; index++) {
    const from = itemAt(ordered, index - 1);
    const to = itemAt(ordered, index);
    if (to.index - from.index < 4) return undefined;
    const common = [from.arc.left, from.arc.right].filter(
      (cell) => cell !== outside && (cell === to.arc.left || cell === to.arc.right),
    );
    const [only] = common;
    const cell = common.length > 1 ? cellAt(itemAt(line, (from.index + to.index) >> 1)) : only;
    if (cell === undefined || !common.includes(cell)) return undefined;
    arcs.push({ left: outside, right: cell, places: line.slice(from.index, to.index + 1) });
  }
  return arcs;
}

/** The one ring around all cells of a group; undefined when they do not hang together or enclose a foreign cell. */
export function ringOf(partition: Partition, isIn: (cell: number) => boolean): Place[] | undefined {
  const byEnd = new Map<string, { places: readonly Place[]; used: boolean }[]>();
  const key = ([x, y]: Place): string => `${x.toFixed(3)},${y.toFixed(3)}`;
  let left = 0;
  for (const arc of partition.arcs) {
    if (isIn(arc.left) === isIn(arc.right)) continue;
    const entry = { places: arc.places, used: false };
    left++;
    for (const end of [itemAt(arc.places, 0), lastOf(arc.places)]) {
      byEnd.set(key(end), [...(byEnd.get(key(end)) ?? []), entry]);
    }
  }
  const first = [...byEnd.values()][0]?.[0];
  if (!first) return undefined;
  const ring: Place[] = [...first.places];
  first.used = true;
  left--;
  while (key(lastOf(ring)) !== key(itemAt(ring, 0))) {
    const next = byEnd.get(key(lastOf(ring)))?.find((entry) => !entry.used);
    if (!next) return undefined;
    next.used = true;
    left--;
    const forward = key(itemAt(next.places, 0)) === key(lastOf(ring));
    ring.push(...(forward ? next.places : [...next.places].reverse()).slice(1));
  }
  if (left > 0 || areaSquareMetres(ring) < 2e6) return undefined;
  return anticlockwise(ring);
}

function anticlockwise(ring: readonly Place[]): Place[] {
  let twice = 0;
  for (let index = 1; index < ring.length; index++) {
    const a = itemAt(ring, index - 1);
    const b = itemAt(ring, index);
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice > 0 ? [...ring] : [...ring].reverse();
}
