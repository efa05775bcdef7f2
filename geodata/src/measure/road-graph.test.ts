import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { coveredMetres } from './gaps.ts';
import { LineIndex } from './line-index.ts';
import { type LineParts, linesIn, prepareLines } from './line-network.ts';
import { reachedStretches } from './reach-area.ts';
import { buildRoadGraph } from './road-graph.ts';
import { placeOnRoads, type RoadPlace } from './road-places.ts';
import { RoadRouter } from './routes.ts';

const earth = geodesic.Geodesic.WGS84;
const origin: [number, number] = [106.7, 21.9];
/** The place `east` and `north` metres of the origin, within a few millimetres. */
function at(east: number, north: number): [number, number] {
  const up = earth.Direct(origin[1], origin[0], 0, north);
  const there = earth.Direct(Number(up.lat2), Number(up.lon2), 90, east);
  return [Number(there.lon2), Number(there.lat2)];
}
const road = (...places: [number, number][]): LineParts => [places];
/** Ends this near to another road are joined to it, metres. */
const joinMetres = 5;
const graphOf = (...roads: LineParts[]) => {
  const lines = linesIn(prepareLines(roads));
  return buildRoadGraph(lines, new LineIndex(lines), () => true, joinMetres);
};
const components = (...roads: LineParts[]) => new Set(graphOf(...roads).graph.components).size;
const metres = () => 1;
const place = (roads: ReturnType<typeof graphOf>, east: number, north: number, most = 100): RoadPlace => {
  const found = placeOnRoads(roads, at(east, north), most);
  if (!found) throw new Error('No road here');
  return found;
};

describe('roads meet', () => {
  const long = road(at(0, 0), at(500, 0), at(1000, 0));

  it('at a vertex they share, at ends, and where an end touches the middle of another', () => {
    expect(components(long, road(at(500, 0), at(500, 300)))).toBe(1);
    expect(components(long, road(at(1000, 0), at(1000, 300)))).toBe(1);
    expect(components(long, road(at(250, 0), at(250, 300)))).toBe(1);
  });

  it('when an end stops short by less than the join distance, and not when by more', () => {
    expect(components(long, road(at(250, 4.9), at(250, 300)))).toBe(1);
    expect(components(long, road(at(250, 5.1), at(250, 300)))).toBe(2);
    expect(components(long, road(at(1003, 3), at(1003, 300)))).toBe(1);
  });

  it('not where they only cross, unless at a vertex that both have', () => {
    expect(components(long, road(at(250, -300), at(250, 300)))).toBe(2);
    expect(components(long, road(at(500, -300), at(500, 0), at(500, 300)))).toBe(1);
  });

  it('and a ring closes on itself, whether its ends are the same vertex or nearly', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100)];
    expect(graphOf(road(...ring, at(0, 0))).graph.nodeCount).toBe(1);
    expect(graphOf(road(...ring, at(0, 3))).graph.nodeCount).toBe(1);
    const closed = graphOf(road(...ring, at(0, 0)));
    const router = new RoadRouter(closed, metres);
    // Half the ring at most separates two places on it, whichever way the line was drawn.
    expect(router.route(place(closed, 50, 0), place(closed, 0, 50))?.metres).toBeCloseTo(100, 1);
  });

  it('parts of one road that do not touch stay apart; roads without length or vertices make no edges', () => {
    expect(
      components([
        [at(0, 0), at(100, 0)],
        [at(200, 0), at(300, 0)],
      ]),
    ).toBe(2);
    const graph = graphOf(road(at(0, 0), at(0, 0)), [[at(5, 5)]], []);
    expect(graph.graph.edgeCount).toBe(0);
    expect(placeOnRoads(graph, at(0, 0), 100)).toBeNull();
  });

  it('a road drawn twice, the second time backwards, adds no way and breaks none', () => {
    const twice = graphOf(long, road(at(1000, 0), at(500, 0), at(0, 0)), road(at(500, 0), at(500, 200)));
    const router = new RoadRouter(twice, metres);
    expect(router.route(place(twice, 10, 0), place(twice, 500, 150))?.metres).toBeCloseTo(640, 1);
  });
});

describe('the least way', () => {
  // A square of 100 m with a slow short cut across, and an island of road that nothing joins.
  const roads = graphOf(
    road(at(0, 0), at(100, 0), at(100, 100)),
    road(at(0, 0), at(0, 100), at(100, 100)),
    road(at(0, 0), at(100, 100)),
    road(at(1000, 0), at(1100, 0)),
  );
  const byDistance = new RoadRouter(roads, metres);
  const byTime = new RoadRouter(roads, (line) => (line === 2 ? 3 : 1));
  const start = place(roads, -10, 0);
  const corner = place(roads, 100, 110);
  const island = place(roads, 1050, 20);

  it('is the shortest in metres, the quickest in seconds', () => {
    expect(byDistance.route(start, corner)?.metres).toBeCloseTo(Math.SQRT2 * 100, 2);
    expect(byTime.route(start, corner)).toMatchObject({ cost: expect.closeTo(200, 2), metres: expect.closeTo(200, 2) });
  });

  it('keeps the legs to the road apart and comes as geometry', () => {
    const route = byDistance.route(start, corner);
    expect(route?.snapFromMetres).toBeCloseTo(10, 2);
    expect(route?.snapToMetres).toBeCloseTo(10, 2);
    expect(route?.geometry?.coordinates).toEqual([at(0, 0), at(100, 100)]);
    const within = byDistance.route(place(roads, 70, 0), place(roads, 20, 0));
    expect(within?.stretches).toEqual([
      { line: 0, fromMetres: expect.closeTo(70, 2), toMetres: expect.closeTo(20, 2) },
    ]);
    expect(within?.geometry?.coordinates.length).toBe(2);
  });

  it('to where no road leads is null, in a table NaN, and never 0', () => {
    expect(byDistance.route(start, island)).toBeNull();
    expect(byDistance.nearest([start], [island, null])).toEqual([null, null]);
    expect(Array.from(byDistance.matrix([start, null], [start, island, null]))).toEqual([
      0,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(new RoadRouter(roads, () => Number.POSITIVE_INFINITY).route(start, corner)).toBeNull();
  });

  it('from the nearest of several starts counts the leg before the road when asked', () => {
    const far = place(roads, 100, 50);
    const target = place(roads, 100, 60);
    expect(byDistance.nearest([start, far], [target])[0]).toEqual({ start: 1, cost: expect.closeTo(10, 2) });
    const handicap = byDistance.nearest([start, far], [target], (index) => (index === 1 ? 1000 : 0));
    expect(handicap[0]?.start).toBe(0);
  });

  it('within a cost reaches parts of roads from both sides', () => {
    const reached = coveredMetres(reachedStretches(roads, metres, [start], 120));
    expect(Array.from(reached, Math.round)).toEqual([120, 120, 120, 0]);
    const middle = coveredMetres(reachedStretches(roads, metres, [place(roads, 50, 0)], 20, () => 5));
    expect(middle[0]).toBeCloseTo(30, 4);
  });

  it('reaches as far into an edge between two others as the cost leads, from whichever end', () => {
    const side = (east: number) => road(at(east, 0), at(east, 50));
    const three = graphOf(road(at(0, 0), at(100, 0), at(200, 0), at(300, 0)), side(100), side(200));
    const reached = (east: number, cost: number) => {
      const { starts, from, to } = reachedStretches(three, metres, [place(three, east, 0)], cost);
      return [starts[1], Math.round(from[0] ?? 0), Math.round(to[0] ?? 0)];
    };
    expect(reached(250, 20)).toEqual([1, 230, 270]);
    expect(reached(250, 80)).toEqual([1, 170, 300]);
    expect(reached(50, 80)).toEqual([1, 0, 130]);
  });
});

describe('on random networks', () => {
  const node = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
  const streets = fc.array(fc.array(node, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });

  it('tables, nearest starts and routes agree with each other and with every pair tried', () => {
    fc.assert(
      fc.property(streets, fc.array(node, { minLength: 1, maxLength: 4 }), (lines, spots) => {
        const roads = graphOf(...lines.map((line) => road(...line.map(([x, y]) => at(x * 100, y * 100)))));
        const places = spots.map(([x, y]) => placeOnRoads(roads, at(x * 100 + 30, y * 100 + 10), 150));
        const router = new RoadRouter(roads, metres);
        const table = router.matrix(places, places);
        const nearest = router.nearest(places.slice(0, 2), places);
        const expected = allPairs(roads, places);
        places.forEach((to, column) => {
          places.forEach((from, row) => {
            const cost = table[row * places.length + column] as number;
            const truth = expected[row]?.[column] as number;
            if (Number.isNaN(truth)) expect(cost).toBeNaN();
            else expect(cost).toBeCloseTo(truth, 6);
            const route = from && to && router.route(from, to);
            if (Number.isNaN(cost)) expect(route).toBeNull();
            else {
              expect(route?.cost).toBeCloseTo(cost, 6);
              expect(route?.metres).toBeCloseTo(cost, 6);
            }
          });
          const best = Math.min(
            ...[0, 1].map((row) => table[row * places.length + column] ?? Number.NaN).filter((cost) => cost >= 0),
          );
          if (Number.isFinite(best)) expect(nearest[column]?.cost).toBeCloseTo(best, 6);
          else expect(nearest[column]).toBeNull();
        });
      }),
      { numRuns: 60 },
    );
  });
});

/** Every pair by Floyd and Warshall's algorithm, each place a node of its own: slow, simple, another way to the same figures. */
function allPairs(roads: ReturnType<typeof graphOf>, places: readonly (RoadPlace | null)[]): number[][] {
  const { graph, fromMetres, toMetres } = roads;
  const size = graph.nodeCount + places.length;
  const table = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? 0 : Number.POSITIVE_INFINITY)),
  );
  const join = (a: number, b: number, cost: number) => {
    for (const [row, column] of [
      [a, b],
      [b, a],
    ] as const) {
      const line = table[row] as number[];
      line[column] = Math.min(line[column] as number, cost);
    }
  };
  graph.from.forEach((from, edge) => {
    join(from, graph.to[edge] as number, (toMetres[edge] as number) - (fromMetres[edge] as number));
  });
  places.forEach((place, index) => {
    if (!place) return;
    join(
      graph.nodeCount + index,
      graph.from[place.edge] as number,
      place.chainageMetres - (fromMetres[place.edge] as number),
    );
    join(
      graph.nodeCount + index,
      graph.to[place.edge] as number,
      (toMetres[place.edge] as number) - place.chainageMetres,
    );
    places.forEach((other, second) => {
      if (other?.edge !== place.edge) return;
      join(graph.nodeCount + index, graph.nodeCount + second, Math.abs(place.chainageMetres - other.chainageMetres));
    });
  });
  for (let via = 0; via < size; via++) {
    for (const row of table) {
      for (let column = 0; column < size; column++) {
        const cost = (row[via] as number) + (table[via]?.[column] as number);
        if (cost < (row[column] as number)) row[column] = cost;
      }
    }
  }
  return places.map((from, row) =>
    places.map((to, column) => {
      const cost = table[graph.nodeCount + row]?.[graph.nodeCount + column] as number;
      return from && to && Number.isFinite(cost) ? cost : Number.NaN;
    }),
  );
}
