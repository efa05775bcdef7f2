import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from './graph.ts';
import { type SearchStart, ShortestWays } from './shortest-ways.ts';

const nodeCount = 12;
const node = fc.nat(nodeCount - 1);
/** Edges of no length, millimetres beside hundreds of kilometres, and closed ones. */
const edgeCost = fc.oneof(
  fc.constant(0),
  fc.constant(Number.POSITIVE_INFINITY),
  fc.double({ min: 1e-3, max: 1, noNaN: true }),
  fc.double({ min: 1, max: 500_000, noNaN: true }),
);
const edges = fc.array(fc.tuple(node, node, edgeCost), { maxLength: 30 });
/** Starts that lie farther apart than any edge is long, too. */
const starts = fc.array(
  fc.record({ node, cost: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e8, noNaN: true })), origin: fc.nat(5) }),
  { minLength: 1, maxLength: 4 },
);
type Edges = readonly (readonly [number, number, number])[];

function waysOn(given: Edges): ShortestWays {
  const graph = buildGraph(
    nodeCount,
    Uint32Array.from(given, ([from]) => from),
    Uint32Array.from(given, ([, to]) => to),
  );
  return new ShortestWays(
    graph,
    Float64Array.from(given, ([, , cost]) => cost),
  );
}

/** Every edge tried until nothing gets less. */
function leastCosts(given: Edges, from: readonly SearchStart[]): number[] {
  const costs = Array.from({ length: nodeCount }, () => Number.POSITIVE_INFINITY);
  for (const { node: start, cost } of from) costs[start] = Math.min(costs[start] ?? 0, cost);
  for (let round = 0; round <= nodeCount; round++) {
    for (const [a, b, cost] of given) {
      costs[b] = Math.min(costs[b] ?? 0, (costs[a] ?? 0) + cost);
      costs[a] = Math.min(costs[a] ?? 0, (costs[b] ?? 0) + cost);
    }
  }
  return costs;
}

const nodes = Array.from({ length: nodeCount }, (_, number) => number);

describe('least costs', () => {
  it('are those of trying every edge, to the last digit, whatever was searched before', () => {
    fc.assert(
      fc.property(edges, starts, starts, (given, before, from) => {
        const ways = waysOn(given);
        ways.search(before, { mostCost: 1000 });
        ways.search(from);
        const expected = leastCosts(given, from);
        expect(nodes.map((each) => ways.costOf(each))).toEqual(expected);
        expect(nodes.map((each) => ways.isSettled(each))).toEqual(expected.map(Number.isFinite));
      }),
      { numRuns: 500 },
    );
  });

  it('are final up to the most that may be spent, and of the nodes that were waited for', () => {
    fc.assert(
      fc.property(
        edges,
        starts,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        node,
        (given, from, mostCost, wanted) => {
          const ways = waysOn(given);
          const expected = leastCosts(given, from);
          ways.search(from, { mostCost });
          const within = expected.map((cost) => cost <= mostCost);
          expect(nodes.map((each) => ways.isSettled(each))).toEqual(within);
          for (const each of nodes) if (within[each]) expect(ways.costOf(each)).toBe(expected[each]);
          ways.search(from, { nodes: [wanted] });
          expect(ways.isSettled(wanted)).toBe(Number.isFinite(expected[wanted]));
          if (ways.isSettled(wanted)) expect(ways.costOf(wanted)).toBe(expected[wanted]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are what the edges of the way add up to, from a start of that origin', () => {
    fc.assert(
      fc.property(edges, starts, (given, from) => {
        const ways = waysOn(given);
        ways.search(from);
        for (const each of nodes) {
          const way = ways.wayTo(each);
          if (!way) continue;
          let cost = ways.costOf(each);
          for (const { edge } of way.toReversed()) cost -= given[edge]?.[2] ?? Number.NaN;
          const origin = ways.originOf(each);
          const nearest = Math.min(
            ...from.filter((start) => start.origin === origin).map((start) => Math.abs(start.cost - cost)),
          );
          expect(nearest).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 300 },
    );
  });
});
