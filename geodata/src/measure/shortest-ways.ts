import { CostBuckets } from './cost-buckets.ts';
import type { Graph } from './graph.ts';

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
/** Marks of a node: visited at the cost it has; waited for, until it is visited first. */
const visited = 1;
const wanted = 2;

/**
 * Least costs on a graph by Dijkstra's algorithm; one object serves any number of searches, each forgets the last. Costs of
 * edges are what the caller says (metres, seconds), not negative; an edge of infinite cost is closed.
 */
export class ShortestWays {
  readonly graph: Graph;
  readonly edgeCosts: Float64Array;
  /**
   * What is read and written together lies together, 16 bytes each: of an arc its cost and its head, of a node its cost, its
   * origin and the arc it was reached by. On graphs larger than a processor's cache that is most of the time.
   */
  readonly #arcCosts: Float64Array;
  readonly #arcHeads: Uint32Array;
  readonly #nodeCosts: Float64Array;
  readonly #nodeNumbers: Uint32Array;
  readonly #marks: Uint8Array;
  readonly #buckets: CostBuckets;
  /** Costs below it, and at most `#mostCost`, are final. */
  #finalBelow = 0;
  #mostCost = 0;

  constructor(graph: Graph, edgeCosts: Float64Array) {
    this.graph = graph;
    this.edgeCosts = edgeCosts;
    this.#arcCosts = new Float64Array(2 * graph.heads.length);
    this.#arcHeads = new Uint32Array(this.#arcCosts.buffer);
    for (let arc = 0; arc < graph.heads.length; arc++) {
      this.#arcCosts[2 * arc] = edgeCosts[graph.edges[arc] as number] as number;
      this.#arcHeads[4 * arc + 2] = graph.heads[arc] as number;
    }
    this.#nodeCosts = new Float64Array(2 * graph.nodeCount);
    this.#nodeNumbers = new Uint32Array(this.#nodeCosts.buffer);
    this.#marks = new Uint8Array(graph.nodeCount);
    this.#buckets = new CostBuckets(edgeCosts);
  }

  /**
   * Searches from all starts at once, each at its own cost; an infinite one is no start. Until the next search `costOf`,
   * `originOf` and `wayTo` answer for this one. Costs are in the unit of the edges' and exact sums of them: nothing is rounded.
   */
  search(starts: readonly SearchStart[], { nodes, mostCost = Number.POSITIVE_INFINITY }: SearchEnd = {}): void {
    const costs = this.#nodeCosts.fill(Number.POSITIVE_INFINITY);
    const marks = this.#marks.fill(0);
    const buckets = this.#buckets;
    buckets.clear();
    this.#mostCost = mostCost;
    this.#finalBelow = 0;
    // Starts may lie farther apart than the ring of buckets is long: each waits until its bucket is emptied.
    const later = starts.filter(({ cost }) => Number.isFinite(cost)).sort((a, b) => b.cost - a.cost);
    let missing = nodes ? this.#want(nodes, starts) : -1;
    let bucket = 0;
    while (missing !== 0) {
      const next = later.at(-1);
      if (buckets.waiting === 0) {
        if (!next) break;
        bucket = buckets.bucketOf(next.cost);
      }
      // Rounding aside no cost in this bucket is less.
      if (bucket > mostCost * buckets.perCost) break;
      for (let start = next; start && buckets.bucketOf(start.cost) <= bucket; start = later.at(-1)) {
        later.pop();
        this.#reach(start.node, start.cost, start.origin, noArc);
      }
      missing -= this.#empty(bucket, costs, marks);
      bucket++;
      this.#finalBelow = bucket;
    }
    if (missing !== 0 && buckets.waiting === 0 && later.length === 0) this.#finalBelow = Number.POSITIVE_INFINITY;
  }

  /** Visits the nodes of a bucket, again where a cost was lowered, until all are final; says how many were waited for. */
  #empty(bucket: number, costs: Float64Array, marks: Uint8Array): number {
    const buckets = this.#buckets;
    const numbers = this.#nodeNumbers;
    const rows = this.graph.starts;
    const arcCosts = this.#arcCosts;
    const arcHeads = this.#arcHeads;
    let found = 0;
    for (let node = buckets.take(bucket); node >= 0; node = buckets.take(bucket)) {
      const mark = marks[node] as number;
      // Visited at this cost already: it had been put in again.
      if ((mark & visited) !== 0) continue;
      if ((mark & wanted) !== 0) found++;
      marks[node] = visited;
      const cost = costs[2 * node] as number;
      const origin = numbers[4 * node + 2] as number;
      const end = rows[node + 1] as number;
      for (let arc = rows[node] as number; arc < end; arc++) {
        const head = arcHeads[4 * arc + 2] as number;
        const through = cost + (arcCosts[2 * arc] as number);
        if (through < (costs[2 * head] as number)) {
          costs[2 * head] = through;
          numbers[4 * head + 2] = origin;
          numbers[4 * head + 3] = arc;
          marks[head] = (marks[head] as number) & wanted;
          buckets.put(head, through);
        }
      }
    }
    return found;
  }

  /** Whether the cost of a node is final: that of a node beyond the end of the search may not be. */
  isSettled(node: number): boolean {
    const cost = this.costOf(node);
    return cost <= this.#mostCost && this.#buckets.bucketOf(cost) < this.#finalBelow;
  }

  /** Cost of a node after a search: Infinity where the search did not come; final where `isSettled`. */
  costOf(node: number): number {
    return this.#nodeCosts[2 * node] as number;
  }

  /** The origin of the start a node was reached from; of no meaning where the search did not come. */
  originOf(node: number): number {
    return this.#nodeNumbers[4 * node + 2] as number;
  }

  /** The edges from the start of the last search to a node, in order, each with the node it is left by; null out of reach. */
  wayTo(node: number): { readonly edge: number; readonly to: number }[] | null {
    if (!this.isSettled(node)) return null;
    const way: { edge: number; to: number }[] = [];
    let at = node;
    const arrivalAt = () => this.#nodeNumbers[4 * at + 3] as number;
    for (let arc = arrivalAt(); arc !== noArc; arc = arrivalAt()) {
      const edge = this.graph.edges[arc] as number;
      way.push({ edge, to: at });
      at = this.graph.from[edge] === at ? (this.graph.to[edge] as number) : (this.graph.from[edge] as number);
    }
    return way.reverse();
  }

  #reach(node: number, cost: number, origin: number, arc: number): void {
    if (!(cost < this.costOf(node))) return;
    this.#nodeCosts[2 * node] = cost;
    this.#nodeNumbers[4 * node + 2] = origin;
    this.#nodeNumbers[4 * node + 3] = arc;
    this.#marks[node] = (this.#marks[node] as number) & wanted;
    this.#buckets.put(node, cost);
  }

  /** Marks the nodes to wait for; says how many of them lie in a component with a start. */
  #want(nodes: readonly number[], starts: readonly SearchStart[]): number {
    const { components } = this.graph;
    const reachable = new Set(starts.map(({ node }) => components[node]));
    let missing = 0;
    for (const node of nodes) {
      if (this.#marks[node] === wanted || !reachable.has(components[node] as number)) continue;
      this.#marks[node] = wanted;
      missing++;
    }
    return missing;
  }
}
