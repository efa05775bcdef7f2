/** More would be swept through for a few very long edges. */
const mostBuckets = 4096;

/**
 * Nodes waiting to be visited, by cost: buckets of equal width laid out in a ring that is as long as the dearest edge. Putting a
 * node in is one write, whereas a heap compares its way up and down, each step a branch no processor foresees (3 times slower).
 * Inside a bucket nodes come in no order; whoever visits them does so again when a cost has been lowered since.
 */
export class CostBuckets {
  /** Buckets per unit of cost. */
  readonly perCost: number;
  readonly #nodes: Int32Array[];
  readonly #counts: Int32Array;
  readonly #mask: number;
  #waiting = 0;

  /** For edges of these costs; infinite ones are closed. */
  constructor(edgeCosts: Float64Array) {
    let most = 0;
    let sum = 0;
    let count = 0;
    for (const cost of edgeCosts) {
      if (!Number.isFinite(cost)) continue;
      if (cost > most) most = cost;
      sum += cost;
      count++;
    }
    const width = Math.max((widthOfMean * sum) / Math.max(count, 1), most / (mostBuckets - 2));
    this.perCost = width > 0 ? 1 / width : 1;
    const buckets = 2 ** Math.ceil(Math.log2(most * this.perCost + 2));
    this.#nodes = Array.from({ length: buckets }, () => new Int32Array(16));
    this.#counts = new Int32Array(buckets);
    this.#mask = buckets - 1;
  }

  /** How many nodes are in; one whose cost was lowered is in more than once. */
  get waiting(): number {
    return this.#waiting;
  }

  /** The number of the bucket of a cost; at most one dearest edge ahead of the bucket that is being emptied. */
  bucketOf(cost: number): number {
    return Math.floor(cost * this.perCost);
  }

  put(node: number, cost: number): void {
    const place = Math.floor(cost * this.perCost) & this.#mask;
    const count = this.#counts[place] as number;
    let nodes = this.#nodes[place] as Int32Array;
    if (count === nodes.length) nodes = this.#grow(place);
    nodes[count] = node;
    this.#counts[place] = count + 1;
    this.#waiting++;
  }

  /** Takes a node out of a bucket; -1 when it is empty. */
  take(bucket: number): number {
    const place = bucket & this.#mask;
    const count = (this.#counts[place] as number) - 1;
    if (count < 0) return -1;
    this.#counts[place] = count;
    this.#waiting--;
    return (this.#nodes[place] as Int32Array)[count] as number;
  }

  clear(): void {
    if (this.#waiting > 0) this.#counts.fill(0);
    this.#waiting = 0;
  }

  #grow(place: number): Int32Array {
    const old = this.#nodes[place] as Int32Array;
    const grown = new Int32Array(2 * old.length);
    grown.set(old);
    this.#nodes[place] = grown;
    return grown;
  }
}

/** Width of a bucket in mean edges: narrower ones are swept through empty, in wider ones nodes are visited again. */
const widthOfMean = 0.35;
