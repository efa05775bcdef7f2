/**
 * An undirected graph in compressed rows: node `n` owns arcs `starts[n]` to `starts[n + 1]`; arc `a` leads to `heads[a]` along
 * edge `edges[a]`. An edge from a node to itself has no arcs, no shortest way uses it.
 */
export interface Graph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly starts: Uint32Array;
  readonly heads: Uint32Array;
  readonly edges: Uint32Array;
  /** Nodes with a way between them share a component number. */
  readonly components: Uint32Array;
}

/** Packs edges given by the nodes at their ends. */
export function buildGraph(nodeCount: number, from: Uint32Array, to: Uint32Array): Graph {
  const edgeCount = from.length;
  const starts = new Uint32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) {
    const a = from[edge] as number;
    const b = to[edge] as number;
    if (a === b) continue;
    starts[a + 1] = (starts[a + 1] as number) + 1;
    starts[b + 1] = (starts[b + 1] as number) + 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  }
  const arcs = starts[nodeCount] as number;
  const heads = new Uint32Array(arcs);
  const edges = new Uint32Array(arcs);
  const next = starts.slice();
  const put = (node: number, head: number, edge: number) => {
    const arc = next[node] as number;
    next[node] = arc + 1;
    heads[arc] = head;
    edges[arc] = edge;
  };
  for (let edge = 0; edge < edgeCount; edge++) {
    const a = from[edge] as number;
    const b = to[edge] as number;
    if (a === b) continue;
    put(a, b, edge);
    put(b, a, edge);
  }
  return { nodeCount, edgeCount, from, to, starts, heads, edges, components: componentsOf(nodeCount, from, to) };
}

function componentsOf(nodeCount: number, from: Uint32Array, to: Uint32Array): Uint32Array {
  const sets = new DisjointSets(nodeCount);
  from.forEach((node, edge) => {
    sets.unite(node, to[edge] as number);
  });
  return Uint32Array.from({ length: nodeCount }, (_, node) => sets.find(node));
}

/** Sets that only ever unite (union-find); the lowest number of a set stands for it. */
export class DisjointSets {
  readonly #parents: Uint32Array;

  constructor(count: number) {
    this.#parents = Uint32Array.from({ length: count }, (_, item) => item);
  }

  find(item: number): number {
    let root = item;
    while (this.#parents[root] !== root) {
      const parent = this.#parents[root] as number;
      this.#parents[root] = this.#parents[parent] as number;
      root = parent;
    }
    return root;
  }

  unite(a: number, b: number): void {
    const one = this.find(a);
    const other = this.find(b);
    if (one < other) this.#parents[other] = one;
    else this.#parents[one] = other;
  }
}
