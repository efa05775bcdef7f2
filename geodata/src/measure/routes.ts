import type { LineString, Position } from 'geojson';
import { edgeCosts, type RoadGraph } from './road-graph.ts';
import { costAlongEdge, costTo, nodesOf, type RoadPlace, startsAt } from './road-places.ts';
import { ShortestWays } from './shortest-ways.ts';
import { sliceLine } from './slice.ts';

/** A stretch of a way: along `line` from one chainage to another; against the road's direction when `from` is the greater. */
export interface WayStretch {
  readonly line: number;
  readonly fromMetres: number;
  readonly toMetres: number;
}

/** The least way between two places on roads. The legs from the places to the roads are apart, in no other figure. */
export interface Route {
  /** What the search minimised: metres, or seconds. */
  readonly cost: number;
  readonly metres: number;
  readonly snapFromMetres: number;
  readonly snapToMetres: number;
  readonly stretches: readonly WayStretch[];
  /** The way on the roads; null when both places share one spot of road. */
  readonly geometry: LineString | null;
}

/** The least way between two places in figures: its cost, and the metres of road of that very way. Legs are in neither. */
export type WayFigures = Pick<Route, 'cost' | 'metres'>;

/** Searches on one road graph with one kind of cost, such as metres or seconds. */
export class RoadRouter {
  readonly roads: RoadGraph;
  readonly costs: Float64Array;
  readonly #ways: ShortestWays;

  /** `costOfMetre` of a road: 1 for metres; seconds a metre for time; Infinity for a road closed to this traveller. */
  constructor(roads: RoadGraph, costOfMetre: (line: number) => number) {
    this.roads = roads;
    this.costs = edgeCosts(roads, costOfMetre);
    this.#ways = new ShortestWays(roads.graph, this.costs);
  }

  /**
   * Costs from every place of `from` (rows) to every place of `to` (columns), legs to the roads left out. NaN where there is no
   * way or a place is not on any road: never 0.
   */
  matrix(from: readonly (RoadPlace | null)[], to: readonly (RoadPlace | null)[]): Float64Array {
    const table = new Float64Array(from.length * to.length).fill(Number.NaN);
    const nodes = nodesOf(this.roads, to);
    for (const [row, start] of from.entries()) {
      if (!start) continue;
      this.#ways.search(startsAt(this.roads, start, this.costs, row), { nodes });
      for (const [column, end] of to.entries()) {
        const cost = end && this.#leastCost(start, end);
        if (cost !== null) table[row * to.length + column] = cost;
      }
    }
    return table;
  }

  /** The least ways from one place to others as `route` gives them, without their courses: one search for all. Null: no way. */
  waysFrom(from: RoadPlace | null, to: readonly (RoadPlace | null)[]): (WayFigures | null)[] {
    if (!from) return to.map(() => null);
    this.#ways.search(startsAt(this.roads, from, this.costs, 0), { nodes: nodesOf(this.roads, to) });
    return to.map((end) => {
      const way = end && this.#leastWay(from, end);
      return way && { cost: way.cost, metres: lengthOf(way.stretches) };
    });
  }

  /**
   * For every place of `to` the start from which it is reached at least cost, with that cost; null where there is no way. One
   * search for all. `initial` is the cost of each start before the road (its leg on foot), counted in comparing and in `cost`.
   */
  nearest(
    from: readonly (RoadPlace | null)[],
    to: readonly (RoadPlace | null)[],
    initial: (start: number) => number = () => 0,
  ): ({ readonly start: number; readonly cost: number } | null)[] {
    const { roads, costs } = this;
    this.#ways.search(
      from.flatMap((place, start) => (place ? startsAt(roads, place, costs, start, initial(start)) : [])),
      { nodes: nodesOf(roads, to) },
    );
    const startsOnEdge = new Map<number, number[]>();
    for (const [start, place] of from.entries()) {
      if (place) startsOnEdge.set(place.edge, [...(startsOnEdge.get(place.edge) ?? []), start]);
    }
    return to.map((end) => {
      if (!end) return null;
      const through = costTo(roads, this.#ways, end);
      let best = through && Number.isFinite(through.cost) ? { start: through.origin, cost: through.cost } : null;
      for (const start of startsOnEdge.get(end.edge) ?? []) {
        const along = costAlongEdge(roads, from[start] as RoadPlace, end, costs);
        if (along === null || !Number.isFinite(along)) continue;
        const cost = along + initial(start);
        if (!best || cost < best.cost) best = { start, cost };
      }
      return best;
    });
  }

  /** The least way from one place to another; null where there is none. */
  route(from: RoadPlace, to: RoadPlace): Route | null {
    const { roads, costs } = this;
    this.#ways.search(startsAt(roads, from, costs, 0), { nodes: nodesOf(roads, [to]) });
    const way = this.#leastWay(from, to);
    if (!way) return null;
    const { cost, stretches } = way;
    return {
      cost,
      metres: lengthOf(stretches),
      snapFromMetres: from.snapMetres,
      snapToMetres: to.snapMetres,
      stretches,
      geometry: geometryOf(roads, stretches),
    };
  }

  #leastCost(from: RoadPlace, to: RoadPlace): number | null {
    const through = costTo(this.roads, this.#ways, to)?.cost ?? Number.POSITIVE_INFINITY;
    const along = costAlongEdge(this.roads, from, to, this.costs) ?? Number.POSITIVE_INFINITY;
    const cost = Math.min(through, along);
    return Number.isFinite(cost) ? cost : null;
  }

  /** The least way from where the last search started. */
  #leastWay(from: RoadPlace, to: RoadPlace): Pick<Route, 'cost' | 'stretches'> | null {
    const cost = this.#leastCost(from, to);
    if (cost === null) return null;
    const isAlong = cost === costAlongEdge(this.roads, from, to, this.costs);
    return { cost, stretches: isAlong ? [stretchBetween(from, to)] : this.#through(from, to) };
  }

  /** The stretches of a way through nodes, from the last search. */
  #through(from: RoadPlace, to: RoadPlace): WayStretch[] {
    const { graph, lines, fromMetres, toMetres } = this.roads;
    const chainageAt = (edge: number, node: number) =>
      graph.from[edge] === node ? (fromMetres[edge] as number) : (toMetres[edge] as number);
    const arrival = costTo(this.roads, this.#ways, to)?.node ?? 0;
    const way = this.#ways.wayTo(arrival) ?? [];
    const first = way[0];
    const leaving = first ? otherEnd(graph, first.edge, first.to) : arrival;
    // On a ring that one junction closes both ends of the edge are that node: the nearer end is meant.
    const nearEnd = ({ edge, chainageMetres }: RoadPlace, node: number) => {
      const ends = [fromMetres[edge] as number, toMetres[edge] as number] as const;
      if (graph.from[edge] !== graph.to[edge]) return chainageAt(edge, node);
      return chainageMetres - ends[0] <= ends[1] - chainageMetres ? ends[0] : ends[1];
    };
    const start = { line: from.line, fromMetres: from.chainageMetres, toMetres: nearEnd(from, leaving) };
    const middle = way.map(({ edge, to: node }) => ({
      line: lines[edge] as number,
      fromMetres: chainageAt(edge, otherEnd(graph, edge, node)),
      toMetres: chainageAt(edge, node),
    }));
    const end = { line: to.line, fromMetres: nearEnd(to, arrival), toMetres: to.chainageMetres };
    // A place at a node makes a stretch without length.
    return [start, ...middle, end].filter((stretch) => stretch.fromMetres !== stretch.toMetres);
  }
}

const lengthOf = (stretches: readonly WayStretch[]) =>
  stretches.reduce((sum, { fromMetres, toMetres }) => sum + Math.abs(toMetres - fromMetres), 0);

function stretchBetween(from: RoadPlace, to: RoadPlace): WayStretch {
  return { line: from.line, fromMetres: from.chainageMetres, toMetres: to.chainageMetres };
}

function otherEnd(graph: { from: Uint32Array; to: Uint32Array }, edge: number, node: number): number {
  return graph.from[edge] === node ? (graph.to[edge] as number) : (graph.from[edge] as number);
}

function geometryOf({ roads }: RoadGraph, stretches: readonly WayStretch[]): LineString | null {
  const coordinates: Position[] = [];
  for (const { line, fromMetres, toMetres } of stretches) {
    const held = roads[line];
    const slice =
      held && sliceLine(held.network, held.line, Math.min(fromMetres, toMetres), Math.max(fromMetres, toMetres));
    if (!slice) continue;
    const along = slice.type === 'LineString' ? slice.coordinates : slice.coordinates.flat();
    if (fromMetres > toMetres) along.reverse();
    const last = coordinates.at(-1);
    const isJoined = last && last[0] === along[0]?.[0] && last[1] === along[0]?.[1];
    coordinates.push(...(isJoined ? along.slice(1) : along));
  }
  return coordinates.length > 1 ? { type: 'LineString', coordinates } : null;
}
