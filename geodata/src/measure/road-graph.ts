import { buildGraph, type Graph } from './graph.ts';
import { findJunctions, type RoadPart, type Stop } from './junctions.ts';
import { LineIndex } from './line-index.ts';
import type { NetworkLine } from './line-network.ts';

/**
 * The road network as a graph: nodes where roads meet or end, edges the stretches between. Edge `e` is the stretch of road
 * `lines[e]` from chainage `fromMetres[e]` (node `graph.from[e]`) to `toMetres[e]` (node `graph.to[e]`).
 */
export interface RoadGraph {
  /** All roads by number, those that are not in the graph too. */
  readonly roads: readonly NetworkLine[];
  readonly graph: Graph;
  readonly lines: Uint32Array;
  readonly fromMetres: Float64Array;
  readonly toMetres: Float64Array;
  /** Edges of line `i`, by chainage: `lineEdges[i]` to `lineEdges[i + 1]`. */
  readonly lineEdges: Uint32Array;
  /** The roads of the graph, for finding the road nearest to a place; roads without length are left out. */
  readonly index: LineIndex;
}

/**
 * Builds the graph of the roads `usable` indexes by their numbers, which `isUsable` accepts. Ends within `joinMetres` of another
 * road are joined to it, for survey tracks end some metres before the road they join; the step between costs nothing. The same roads in the same order give the same graph; what ends
 * come near to is known from the last graph where the index was not edited since.
 */
export function buildRoadGraph(
  roads: readonly NetworkLine[],
  usable: LineIndex,
  isUsable: (road: number) => boolean,
  joinMetres: number,
): RoadGraph {
  const parts = [...partsOf(roads, isUsable)];
  const stops = findJunctions(roads, usable, parts, joinMetres);
  const nodes = new Map<number, number>();
  const nodeOf = ({ node }: Stop) => {
    const known = nodes.get(node);
    if (known !== undefined) return known;
    nodes.set(node, nodes.size);
    return nodes.size - 1;
  };
  const room = stops.length;
  const lines = new Uint32Array(room);
  const fromMetres = new Float64Array(room);
  const toMetres = new Float64Array(room);
  const from = new Uint32Array(room);
  const to = new Uint32Array(room);
  const lineEdges = new Uint32Array(roads.length + 1);
  let count = 0;
  for (let stop = 0; stop < stops.length; stop++) {
    const start = stops[stop] as Stop;
    const end = stops[stop + 1];
    const node = nodeOf(start);
    if (end?.part !== start.part || end.chainageMetres === start.chainageMetres) continue;
    const { road: line } = parts[start.part] as RoadPart;
    lines[count] = line;
    fromMetres[count] = start.chainageMetres;
    toMetres[count] = end.chainageMetres;
    from[count] = node;
    to[count++] = nodeOf(end);
    lineEdges[line + 1] = (lineEdges[line + 1] as number) + 1;
  }
  for (let line = 0; line < roads.length; line++) {
    lineEdges[line + 1] = (lineEdges[line + 1] as number) + (lineEdges[line] as number);
  }
  const hasLength = (road: number) => lengthMetresOf(roads[road] as NetworkLine) > 0;
  const isWhole = roads.every((_, road) => !isUsable(road) || hasLength(road));
  return {
    roads,
    graph: buildGraph(nodes.size, from.slice(0, count), to.slice(0, count)),
    lines: lines.slice(0, count),
    fromMetres: fromMetres.slice(0, count),
    toMetres: toMetres.slice(0, count),
    lineEdges,
    index: isWhole ? usable : new LineIndex(roads, (road) => isUsable(road) && hasLength(road)),
  };
}

/** What each edge costs: its metres times what a metre of its road costs (1 for metres, seconds a metre for time). */
export function edgeCosts(roads: RoadGraph, costOfMetre: (line: number) => number): Float64Array {
  return Float64Array.from(
    roads.lines,
    (line, edge) => ((roads.toMetres[edge] as number) - (roads.fromMetres[edge] as number)) * costOfMetre(line),
  );
}

/** The edge of a line that holds a chainage; null for a line that is not in the graph. At a junction, the edge before it. */
export function edgeAt(roads: RoadGraph, line: number, chainageMetres: number): number | null {
  let found: number | null = null;
  for (let edge = roads.lineEdges[line] as number; edge < (roads.lineEdges[line + 1] as number); edge++) {
    if (found === null || (roads.fromMetres[edge] as number) < chainageMetres) found = edge;
  }
  return found;
}

/** Length of a road, metres; NaN where it has none that is known. */
export function lengthMetresOf({ network, line }: NetworkLine): number {
  return network.lengthMetres[line] as number;
}

function* partsOf(roads: readonly NetworkLine[], isUsable: (road: number) => boolean): Generator<RoadPart> {
  for (const [road, held] of roads.entries()) {
    if (!isUsable(road)) continue;
    const known = vertexRanges.get(held) ?? vertexRangesOf(held);
    vertexRanges.set(held, known);
    for (const [first, last] of known) yield { held, road, first, last };
  }
}

const vertexRanges = new WeakMap<NetworkLine, readonly (readonly [number, number])[]>();

/** The first and last vertex of each part with a segment. */
function vertexRangesOf({ network: { lineStarts, startsSegment }, line }: NetworkLine): [number, number][] {
  const ranges: [number, number][] = [];
  let first = lineStarts[line] as number;
  const end = lineStarts[line + 1] as number;
  for (let vertex = first; vertex < end; vertex++) {
    if (startsSegment[vertex] === 1) continue;
    if (vertex > first) ranges.push([first, vertex]);
    first = vertex + 1;
  }
  return ranges;
}
