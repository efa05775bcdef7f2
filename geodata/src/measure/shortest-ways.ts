import type { Graph } from './graph.ts';
import { NodeHeap } from './node-heap.ts';

/** Where a search starts: a node, the cost of being there, and the number the nodes reached from it shall carry. */
export interface SearchStart {
  readonly node: number;
  readonly cost: number;
  readonly origin: number;
}

/** When a search may stop: as soon as all these nodes are settled (those out of reach aside), or beyond this cost. */
export interface SearchEnd {
  readonly nodes?: readonly number[];
  readonly mostCost?: number;
}

const noArc = 0xffffffff;

/**
 * Least costs on a graph by Dijkstra's algorithm; one object serves any number of searches, each forgets the last. Costs of
 * edges are what the caller says (metres, seconds), not negative; an edge of infinite cost is closed.
 */
export class ShortestWays {
  readonly graph: Graph;
  readonly edgeCosts: Float64Array;
  /** Cost of each node after a search: Infinity where the search did not come; final where `isSettled`. */
  readonly costs: Float64Array;
  /** The start each reached node was reached from. */
  readonly origins: Int32Array;
  readonly #arcCosts: Float64Array;
  readonly #arrivals: Uint32Array;
  readonly #settled: Uint8Array;
  readonly #wanted: Uint8Array;
  readonly #touched: Uint32Array;
  readonly #heap: NodeHeap;
  #touchedCount = 0;

  constructor(graph: Graph, edgeCosts: Float64Array) {
    this.graph = graph;
    this.edgeCosts = edgeCosts;
    this.#arcCosts = Float64Array.from(graph.edges, (edge) => edgeCosts[edge] as number);
    this.costs = new Float64Array(graph.nodeCount).fill(Number.POSITIVE_INFINITY);
    this.origins = new Int32Array(graph.nodeCount);
    this.#arrivals = new Uint32Array(graph.nodeCount);
    this.#settled = new Uint8Array(graph.nodeCount);
    this.#wanted = new Uint8Array(graph.nodeCount);
    this.#touched = new Uint32Array(graph.nodeCount);
    this.#heap = new NodeHeap(graph.nodeCount);
  }

  search(starts: readonly SearchStart[], { nodes, mostCost = Number.POSITIVE_INFINITY }: SearchEnd = {}): void {
    this.#forget();
    for (const { node, cost, origin } of starts) {
      if (cost < (this.costs[node] as number)) this.#reach(node, cost, origin, noArc);
    }
    let missing = nodes ? this.#want(nodes, starts) : -1;
    const heap = this.#heap;
    const { costs, origins } = this;
    const { starts: rows, heads } = this.graph;
    const arcCosts = this.#arcCosts;
    while (heap.size > 0 && missing !== 0) {
      const cost = heap.leastCost;
      if (cost > mostCost) break;
      const node = heap.takeLeast();
      this.#settled[node] = 1;
      if (this.#wanted[node] === 1) missing--;
      const origin = origins[node] as number;
      const end = rows[node + 1] as number;
      for (let arc = rows[node] as number; arc < end; arc++) {
        const head = heads[arc] as number;
        const through = cost + (arcCosts[arc] as number);
        if (through < (costs[head] as number)) this.#reach(head, through, origin, arc);
      }
    }
    if (nodes) for (const node of nodes) this.#wanted[node] = 0;
  }

  /** Whether the cost of a node is final: a node beyond the end of the search may show a cost that is not. */
  isSettled(node: number): boolean {
    return this.#settled[node] === 1;
  }

  /** The edges from the start of the last search to a node, in order, each with the node it is left by; null out of reach. */
  wayTo(node: number): { readonly edge: number; readonly to: number }[] | null {
    if (!this.isSettled(node)) return null;
    const way: { edge: number; to: number }[] = [];
    let at = node;
    for (let arc = this.#arrivals[at] as number; arc !== noArc; arc = this.#arrivals[at] as number) {
      const edge = this.graph.edges[arc] as number;
      way.push({ edge, to: at });
      at = this.graph.from[edge] === at ? (this.graph.to[edge] as number) : (this.graph.from[edge] as number);
    }
    return way.reverse();
  }

  #reach(node: number, cost: number, origin: number, arc: number): void {
    if (this.costs[node] === Number.POSITIVE_INFINITY) this.#touched[this.#touchedCount++] = node;
    this.costs[node] = cost;
    this.origins[node] = origin;
    this.#arrivals[node] = arc;
    this.#heap.lower(node, cost);
  }

  /** Marks the nodes to wait for; says how many of them lie in a component with a start. */
  #want(nodes: readonly number[], starts: readonly SearchStart[]): number {
    const { components } = this.graph;
    const reachable = new Set(starts.map(({ node }) => components[node]));
    let missing = 0;
    for (const node of nodes) {
      if (this.#wanted[node] === 1 || !reachable.has(components[node] as number)) continue;
      this.#wanted[node] = 1;
      missing++;
    }
    return missing;
  }

  #forget(): void {
    for (let index = 0; index < this.#touchedCount; index++) {
      const node = this.#touched[index] as number;
      this.costs[node] = Number.POSITIVE_INFINITY;
      this.#settled[node] = 0;
    }
    this.#touchedCount = 0;
    this.#heap.clear();
  }
}
