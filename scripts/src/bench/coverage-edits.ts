import {
  type CoverageFeatures,
  CoverageState,
  coverageOfPost,
  type LineNetwork,
  measureDefaults,
  prepareLines,
  preparePositions,
  prepareWorks,
  worksOf,
} from '@phen-dau/geodata';
import type { CoverageData } from './coverage-data.ts';
import { timed } from './coverage-report.ts';
import { judge, median } from './measure.ts';

const lightMetres = 30;
const borderMetres = 500;
const accessMetres = 30;

/** What one edit costs in the state that planning keeps: a lamp moved, and a vertex of a road with all it affects. */
export function benchEdits(scale: number, data: CoverageData, roads: LineNetwork, log: (line: string) => void): void {
  const state = new CoverageState(
    {
      roads,
      isUsable: () => true,
      lamps: preparePositions(data.lamps),
      border: prepareLines(data.sectors.map((sector) => [sector])),
      markerDegrees: data.markers,
    },
    { lightMetres, borderMetres, accessMetres },
  );
  const edits = (count: number, edit: (number: number) => number) =>
    Array.from({ length: count }, (_, number) => timed(() => edit(number * 7919)).milliseconds).sort((a, b) => a - b);
  const lampCount = data.lamps.length / 2;
  const lamps = edits(2000, (number) => {
    const lamp = number % lampCount;
    const change = state.setLamp(lamp, [(data.lamps[2 * lamp] as number) + 1e-5, data.lamps[2 * lamp + 1] as number]);
    return change.roads.length;
  });
  const vertices = edits(500, (number) => {
    const road = number % data.roads.length;
    return state.setRoad(road, [movedVertex(data.roads[road] ?? [])]).roads.length;
  });
  const p99 = lamps[Math.floor(0.99 * (lamps.length - 1))] as number;
  const verdict = judge(`one lamp moved x${scale}, p99`, p99 <= 1);
  log(`  one lamp moved x${scale}: ${spread(lamps)} (bar: p99 at most 1 ms: ${verdict}) [2000 edits]`);
  const middle = median(vertices);
  const bar =
    scale === 1 ? ` (bar: median at most 8 ms: ${judge(`one road vertex moved x${scale}`, middle <= 8)})` : '';
  log(`  one road vertex moved, its light, border and markers x${scale}: ${spread(vertices)}${bar} [500 edits]`);
}

/**
 * The same edit as the pages take it that keep no state: the works packed anew, then every figure of the post, ways and
 * reach too. So it goes after a commit to the register; while somebody drags a vertex, the state above answers.
 */
export function benchPageEdits(data: CoverageData, log: (line: string) => void): void {
  const features = featuresOf(data);
  const roads = features['patrol-road'] ?? [];
  const parts = { pack: [] as number[], measure: [] as number[] };
  for (let turn = 0; turn < 12; turn++) {
    const place = (turn * 7919) % roads.length;
    const changed = roads.map((road, index) =>
      index === place
        ? { ...road, geometry: { type: 'LineString' as const, coordinates: movedVertex(data.roads[place] ?? []) } }
        : road,
    );
    const start = performance.now();
    const named = worksOf({ ...features, 'patrol-road': changed });
    const prepared = prepareWorks(named.works, measureDefaults);
    const packed = performance.now();
    coverageOfPost(prepared, named, `post ${place % 60}`, { from: null, to: null }, '2026-06-01');
    parts.pack.push(packed - start);
    parts.measure.push(performance.now() - packed);
  }
  const [pack, measure] = [median(parts.pack.slice(2)), median(parts.measure.slice(2))];
  log(
    `  the same without a state, works packed anew, all measures, ways and reach of the post x1: median ` +
      `${(pack + measure).toFixed(1)} ms, of it ${pack.toFixed(1)} ms packing (bar: median at most 8 ms: ` +
      `${judge('one road vertex moved, all measures without a state', pack + measure <= 8)}) [10 edits]`,
  );
}

function movedVertex(line: readonly (readonly [number, number])[]): [number, number][] {
  return line.map(([x, y], vertex) => [vertex === 3 ? x + 1e-5 : x, y]);
}

/** The bench's works as the register would give them, of 60 posts. */
function featuresOf({ roads, lamps, markers, posts, sectors }: CoverageData): CoverageFeatures {
  const owner = (index: number) => ({ post_id: `post ${index % 60}` });
  const point = (name: string, degrees: Float64Array, index: number, properties: object) => ({
    id: `${name} ${index}`,
    geometry: { type: 'Point' as const, coordinates: [degrees[2 * index] ?? 0, degrees[2 * index + 1] ?? 0] },
    properties: { ...properties },
  });
  const line = (name: string, coordinates: [number, number][], index: number, properties: object) => ({
    id: `${name} ${index}`,
    geometry: { type: 'LineString' as const, coordinates },
    properties: { ...owner(index), ...properties },
  });
  const count = (degrees: Float64Array) => Array.from({ length: degrees.length / 2 }, (_, index) => index);
  return {
    'border-post': count(posts).map((index) => point('post', posts, index, { name: `${index}` })),
    'border-line': sectors.map((sector, index) => line('sector', sector, index, {})),
    'border-marker': count(markers).map((index) => point('marker', markers, index, owner(index))),
    'patrol-road': roads.map((road, index) =>
      line('road', road, index, { kind: 'patrol', surface: 'concrete', status: 'usable' }),
    ),
    'solar-lamp': count(lamps).map((index) => point('lamp', lamps, index, { status: 'working', ...owner(index) })),
  };
}

function spread(times: readonly number[]): string {
  const at = (share: number) => ((times[Math.floor(share * (times.length - 1))] as number) * 1000).toFixed(0);
  return `median ${at(0.5)} us, p99 ${at(0.99)} us`;
}
