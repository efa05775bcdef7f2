/**
 * Nodes waiting to be settled, least cost first: a heap with four children a node. Four make it half as deep as two, and all
 * children lie in one cache line. A node whose cost is lowered is put in once more, and whoever takes the older one out passes it
 * over: an index to lower costs in place was written to at every step of every sift, all over the memory (twice as slow).
 */
export class NodeHeap {
  #nodes = new Int32Array(1024);
  #costs = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Cost of the node `takeLeast` will give. */
  get leastCost(): number {
    return this.#costs[0] as number;
  }

  put(node: number, cost: number): void {
    if (this.#size === this.#nodes.length) this.#grow();
    const nodes = this.#nodes;
    const costs = this.#costs;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentCost = costs[parent] as number;
      if (parentCost <= cost) break;
      nodes[place] = nodes[parent] as number;
      costs[place] = parentCost;
      place = parent;
    }
    nodes[place] = node;
    costs[place] = cost;
  }

  takeLeast(): number {
    const nodes = this.#nodes;
    const costs = this.#costs;
    const least = nodes[0] as number;
    const size = --this.#size;
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
      nodes[place] = nodes[child] as number;
      costs[place] = childCost;
      place = child;
    }
    nodes[place] = node;
    costs[place] = cost;
    return least;
  }

  clear(): void {
    this.#size = 0;
  }

  #grow(): void {
    const nodes = new Int32Array(2 * this.#nodes.length);
    const costs = new Float64Array(nodes.length);
    nodes.set(this.#nodes);
    costs.set(this.#costs);
    this.#nodes = nodes;
    this.#costs = costs;
  }
}
