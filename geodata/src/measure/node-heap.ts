const absent = -1;

/**
 * Nodes waiting to be settled, least cost first: an indexed heap with four children a node. Four make it half as deep as
 * two, and all children lie in one cache line; the index allows a cost to be lowered in place.
 */
export class NodeHeap {
  readonly #nodes: Int32Array;
  readonly #costs: Float64Array;
  readonly #places: Int32Array;
  #size = 0;

  constructor(nodeCount: number) {
    this.#nodes = new Int32Array(nodeCount);
    this.#costs = new Float64Array(nodeCount);
    this.#places = new Int32Array(nodeCount).fill(absent);
  }

  get size(): number {
    return this.#size;
  }

  /** Cost of the node `takeLeast` will give. */
  get leastCost(): number {
    return this.#costs[0] as number;
  }

  /** Puts a node in, or lowers its cost when it is in already. */
  lower(node: number, cost: number): void {
    const known = this.#places[node] as number;
    let place = known === absent ? this.#size++ : known;
    const nodes = this.#nodes;
    const costs = this.#costs;
    const places = this.#places;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentCost = costs[parent] as number;
      if (parentCost <= cost) break;
      const parentNode = nodes[parent] as number;
      nodes[place] = parentNode;
      costs[place] = parentCost;
      places[parentNode] = place;
      place = parent;
    }
    nodes[place] = node;
    costs[place] = cost;
    places[node] = place;
  }

  takeLeast(): number {
    const nodes = this.#nodes;
    const costs = this.#costs;
    const places = this.#places;
    const least = nodes[0] as number;
    places[least] = absent;
    const size = --this.#size;
    if (size === 0) return least;
    const node = nodes[size] as number;
    const cost = costs[size] as number;
    let place = 0;
    for (;;) {
      const first = 4 * place + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let child = first;
      let childCost = costs[first] as number;
      for (let other = first + 1; other < end; other++) {
        const otherCost = costs[other] as number;
        if (otherCost < childCost) {
          child = other;
          childCost = otherCost;
        }
      }
      if (childCost >= cost) break;
      const childNode = nodes[child] as number;
      nodes[place] = childNode;
      costs[place] = childCost;
      places[childNode] = place;
      place = child;
    }
    nodes[place] = node;
    costs[place] = cost;
    places[node] = place;
    return least;
  }

  clear(): void {
    for (let place = 0; place < this.#size; place++) this.#places[this.#nodes[place] as number] = absent;
    this.#size = 0;
  }
}
