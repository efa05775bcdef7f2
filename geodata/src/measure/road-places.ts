import { nearestLine } from './locate.ts';
import { edgeAt, type RoadGraph } from './road-graph.ts';
import type { SearchStart, ShortestWays } from './shortest-ways.ts';

/** A place joined to the road network: the nearest place on a road and how far off it lies. */
export interface RoadPlace {
  readonly edge: number;
  readonly line: number;
  readonly chainageMetres: number;
  /** The leg between the place and the road, straight; reported apart, never part of a way's length. */
  readonly snapMetres: number;
}

/** Joins a place to the nearest road of the graph; null when none lies within `mostSnapMetres`. */
export function placeOnRoads(roads: RoadGraph, position: readonly number[], mostSnapMetres: number): RoadPlace | null {
  const nearest = nearestLine(roads.index, position, mostSnapMetres);
  if (!nearest) return null;
  const edge = edgeAt(roads, nearest.id, nearest.chainageMetres);
  if (edge === null) return null;
  return { edge, line: nearest.id, chainageMetres: nearest.chainageMetres, snapMetres: nearest.distanceMetres };
}

/** Starts of a search at a place on an edge: both ends of the edge, each at the cost of going there; `initial` is added. */
export function startsAt(
  roads: RoadGraph,
  place: RoadPlace,
  costs: Float64Array,
  origin: number,
  initial = 0,
): SearchStart[] {
  const [toFrom, toTo] = costsToEnds(roads, place, costs);
  return [
    { node: roads.graph.from[place.edge] as number, cost: initial + toFrom, origin },
    { node: roads.graph.to[place.edge] as number, cost: initial + toTo, origin },
  ];
}

/** The nodes a search must settle before `costTo` is final. */
export function nodesOf(roads: RoadGraph, places: readonly (RoadPlace | null)[]): number[] {
  return places.flatMap((place) =>
    place ? [roads.graph.from[place.edge] as number, roads.graph.to[place.edge] as number] : [],
  );
}

/** What it costs to reach a place in the last search, and from which start; null where there is no way. */
export function costTo(
  roads: RoadGraph,
  ways: ShortestWays,
  place: RoadPlace,
): { readonly cost: number; readonly origin: number; readonly node: number } | null {
  const ends = costsToEnds(roads, place, ways.edgeCosts);
  let best: { cost: number; origin: number; node: number } | null = null;
  for (const [index, node] of [
    roads.graph.from[place.edge] as number,
    roads.graph.to[place.edge] as number,
  ].entries()) {
    const cost = ways.costOf(node) + (ends[index] as number);
    if (ways.isSettled(node) && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) {
      best = { cost, origin: ways.originOf(node), node };
    }
  }
  return best;
}

/** Cost of going along one edge from one place on it to another; null when they lie on different edges. */
export function costAlongEdge(roads: RoadGraph, a: RoadPlace, b: RoadPlace, costs: Float64Array): number | null {
  if (a.edge !== b.edge) return null;
  return Math.abs(a.chainageMetres - b.chainageMetres) * costOfMetre(roads, a.edge, costs);
}

/** What a metre of an edge costs. */
export function costOfMetre(roads: RoadGraph, edge: number, costs: Float64Array): number {
  return (costs[edge] as number) / ((roads.toMetres[edge] as number) - (roads.fromMetres[edge] as number));
}

function costsToEnds(roads: RoadGraph, { edge, chainageMetres }: RoadPlace, costs: Float64Array): [number, number] {
  const each = costOfMetre(roads, edge, costs);
  return [
    (chainageMetres - (roads.fromMetres[edge] as number)) * each,
    ((roads.toMetres[edge] as number) - chainageMetres) * each,
  ];
}
