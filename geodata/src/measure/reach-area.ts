import { IntervalBuilder, type IntervalTable } from './intervals.ts';
import { edgeCosts, type RoadGraph } from './road-graph.ts';
import { costOfMetre, type RoadPlace, startsAt } from './road-places.ts';
import { ShortestWays } from './shortest-ways.ts';

/**
 * The stretches of road reached from any of the places at a cost of at most `mostCost` (seconds or metres, as `costOfMetre`
 * counts), parts of roads included: what to draw instead of a circle. `initial` is a place's cost before the road.
 */
export function reachedStretches(
  roads: RoadGraph,
  costOfLineMetre: (line: number) => number,
  from: readonly (RoadPlace | null)[],
  mostCost: number,
  initial: (start: number) => number = () => 0,
): IntervalTable {
  const { graph, lines, lineEdges, fromMetres, toMetres } = roads;
  const costs = edgeCosts(roads, costOfLineMetre);
  const ways = new ShortestWays(graph, costs);
  ways.search(
    from.flatMap((place, start) => (place ? startsAt(roads, place, costs, start, initial(start)) : [])),
    { mostCost },
  );
  const startsOnLine = new Map<number, { place: RoadPlace; rest: number }[]>();
  for (const [start, place] of from.entries()) {
    const rest = mostCost - initial(start);
    if (place && rest > 0) startsOnLine.set(place.line, [...(startsOnLine.get(place.line) ?? []), { place, rest }]);
  }
  const builder = new IntervalBuilder(roads.roads.length);
  for (let line = 0; line < roads.roads.length; line++) {
    for (let edge = lineEdges[line] as number; edge < (lineEdges[line + 1] as number); edge++) {
      const each = costOfMetre(roads, edge, costs);
      const start = fromMetres[edge] as number;
      const end = toMetres[edge] as number;
      const fromStart = metresLeft(ways, graph.from[edge] as number, mostCost, each);
      const fromEnd = metresLeft(ways, graph.to[edge] as number, mostCost, each);
      builder.add(start, Math.min(end, start + fromStart));
      builder.add(Math.max(start, end - fromEnd), end);
      for (const { place, rest } of startsOnLine.get(lines[edge] as number) ?? []) {
        if (place.edge !== edge) continue;
        const around = rest / each;
        builder.add(Math.max(start, place.chainageMetres - around), Math.min(end, place.chainageMetres + around));
      }
    }
    builder.endLine();
  }
  return builder.build();
}

/** How far the rest of the cost leads from a node along an edge; 0 from a node that is out of reach. */
function metresLeft(ways: ShortestWays, node: number, mostCost: number, each: number): number {
  return ways.isSettled(node) ? (mostCost - ways.costOf(node)) / each : 0;
}
