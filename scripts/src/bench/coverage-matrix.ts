import { buildGraph, ShortestWays, seededRandom } from '@phen-dau/geodata';
import { askPython, type BenchGraph, type PeerAnswer, type PostgisPeer } from './coverage-peers.ts';
import { type Answer, type CoverageRow, rowOf, timed } from './coverage-report.ts';

/** Ways from 60 posts to 474 markers beside pgRouting and networkx, and the nearest start of every node beside the matrix. */
export async function benchMatrix(
  graph: BenchGraph,
  postgis: PostgisPeer | null,
  tell: (row: CoverageRow) => void,
): Promise<void> {
  const packed = buildGraph(graph.nodes, graph.from, graph.to);
  const ways = new ShortestWays(packed, graph.costs);
  const ask = () => {
    let total = 0;
    for (const start of graph.starts) {
      ways.search([{ node: start, cost: 0, origin: 0 }], { nodes: graph.ends });
      for (const end of graph.ends) if (ways.isSettled(end)) total += ways.costOf(end);
    }
    return total;
  };
  const fromAll = () => {
    ways.search(graph.starts.map((node, origin) => ({ node, cost: 0, origin })));
    return 0;
  };
  const router = postgis?.canRoute ? postgis : null;
  router?.loadGraph(graph);
  ask();
  fromAll();
  const ours: Answer[] = [];
  const nearest: Answer[] = [];
  const theirs: PeerAnswer[] = [];
  for (let round = 0; round < (graph.nodes > 100_000 ? 3 : 5); round++) {
    ours.push(timed(ask));
    for (let again = 0; again < 3; again++) nearest.push(timed(fromAll));
    if (router) theirs.push(router.matrix(graph));
  }
  const quantity = `60 x 474 ways, ${graph.nodes.toLocaleString('en')} nodes`;
  tell(rowOf({ quantity, ours, peer: 'pgRouting', theirs, bar: graph.nodes > 100_000 ? 2.5 : 1.3 }));
  const { from, to, costs } = graph;
  const networkx =
    graph.nodes > 10_000
      ? null
      : await askPython('matrix', {
          nodes: graph.nodes,
          from: [...from],
          to: [...to],
          costs: [...costs],
          starts: graph.starts,
          ends: graph.ends,
        });
  if (graph.nodes <= 10_000) tell(rowOf({ quantity, ours, peer: 'networkx', theirs: [networkx], bar: 4 }));
  tell(rowOf({ quantity: '  nearest start of every node', ours: nearest, peer: 'the matrix', theirs: ours, bar: 40 }));
}

/** Streets in squares, one in five missing, so that ways wind. */
export function benchGraph(side: number): BenchGraph {
  const random = seededRandom(side);
  const edges: [number, number, number][] = [];
  for (let node = 0; node < side * side; node++) {
    if ((node + 1) % side > 0 && random() < 0.8) edges.push([node, node + 1, 10 + 90 * random()]);
    if (node + side < side * side && random() < 0.8) edges.push([node, node + side, 10 + 90 * random()]);
  }
  const pick = (count: number) => [...new Set(Array.from({ length: count }, () => Math.floor(random() * side * side)))];
  return {
    nodes: side * side,
    from: Uint32Array.from(edges, ([from]) => from),
    to: Uint32Array.from(edges, ([, to]) => to),
    costs: Float64Array.from(edges, ([, , cost]) => cost),
    starts: pick(60),
    ends: pick(474),
  };
}
