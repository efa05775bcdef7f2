import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  buildGraph,
  CoverageState,
  coveredByLines,
  coveredByPointGrid,
  coveredMetres,
  gapsOf,
  LineIndex,
  type LineNetwork,
  PointGrid,
  prepareLines,
  preparePositions,
  ShortestWays,
} from '@phen-dau/geodata';
import type { EngineAlone } from './coverage-alone.ts';
import { type CoverageData, coverageData } from './coverage-data.ts';
import { askPython, type BenchGraph, type PeerAnswer, PostgisPeer } from './coverage-peers.ts';
import { litByTurf } from './coverage-turf.ts';

/** A quantity measured beside a peer in the same run. */
export interface CoverageRow {
  readonly quantity: string;
  /** Medians, milliseconds; null: the peer is not installed, or was not asked at this scale. */
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number | null;
  readonly ratio: number | null;
  /** The least ratio the issue asks for; null: no bar. */
  readonly bar: number | null;
  /** How far the peer's value lies from ours, as a share of ours. */
  readonly apart: number | null;
}

type Answer = Exclude<PeerAnswer, null>;

const lightMetres = 30;
const borderMetres = 500;
const gapMetres = 50;

/**
 * Measures coverage and network distance beside PostGIS and pgRouting (with `databaseUrl`, a database of its own to fill),
 * Turf, Shapely and networkx, as far as they are installed: rounds in turn, medians, one process. `most` leaves out larger
 * scales; x100 takes minutes, nearly all of them the peers'.
 */
export async function benchCoverage({
  databaseUrl,
  most = 100,
  log = console.log,
}: {
  databaseUrl?: string | undefined;
  most?: number;
  log?: (line: string) => void;
}): Promise<CoverageRow[]> {
  const postgis = databaseUrl ? new PostgisPeer(databaseUrl) : null;
  const rows: CoverageRow[] = [];
  const tell = (row: CoverageRow) => {
    rows.push(row);
    log(lineOf(row));
  };
  for (const scale of [1, 10, 100].filter((each) => each <= most)) {
    const data = coverageData(scale);
    const roads = prepareLines(data.roads.map((road) => [road]));
    postgis?.load(data);
    await benchLit(scale, data, roads, postgis, tell);
    benchBorder(scale, data, roads, postgis, tell);
    benchEdits(scale, data, roads, log);
  }
  tellAlone(most, log);
  for (const side of [70, 221, 700].slice(0, most >= 100 ? 3 : 2)) await benchMatrix(benchGraph(side), postgis, tell);
  postgis?.close();
  return rows;
}

async function benchLit(
  scale: number,
  data: CoverageData,
  roads: LineNetwork,
  postgis: PostgisPeer | null,
  tell: (row: CoverageRow) => void,
): Promise<void> {
  const lamps = preparePositions(data.lamps);
  // Kept between questions, as the server keeps it and as PostGIS its index.
  const grid = new PointGrid(lamps, lightMetres);
  const ask = () => {
    const covered = coveredByPointGrid(roads, grid, lightMetres);
    gapsOf(roads.lengthMetres, covered, gapMetres);
    return sum(coveredMetres(covered));
  };
  for (let warm = 0; warm < 3; warm++) ask();
  const ours: Answer[] = [];
  const theirs: PeerAnswer[] = [];
  for (let round = 0; round < (scale === 100 ? 3 : 5); round++) {
    for (let again = 0; again < 3; again++) ours.push(timed(ask));
    if (postgis) theirs.push(postgis.lit(lightMetres));
  }
  const quantity = `lit metres and gaps x${scale}`;
  const bar = scale === 1 ? null : 150;
  tell(rowOf(quantity, ours, 'PostGIS geography', theirs, bar));
  const pairs = Array.from({ length: data.lamps.length / 2 }, (_, lamp) => [
    data.lamps[2 * lamp],
    data.lamps[2 * lamp + 1],
  ]);
  const shapely = scale > 10 ? null : await askPython('lit', { roads: data.roads, lamps: pairs, reach: lightMetres });
  tell(rowOf(quantity, ours, 'Shapely', [shapely], null));
  const turf = scale > 1 ? null : timed(() => litByTurf(data, lightMetres));
  tell(rowOf(quantity, ours, 'Turf', [turf], 2000));
  const build = Array.from({ length: 5 }, () => timed(() => new PointGrid(lamps, lightMetres).slotCount));
  tell(rowOf(`  its index, built once x${scale}`, build, 'none', [], null));
}

/** Growth and memory, of a process in which no peer has left anything behind. */
function tellAlone(most: number, log: (line: string) => void): void {
  const program = fileURLToPath(new URL('./coverage-alone.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, String(most)], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(`The engine by itself could not be measured: ${stderr}`);
  const { scales, peakMegabytes }: EngineAlone = JSON.parse(stdout);
  const [first, last] = [scales[0], scales.at(-1)];
  if (!first || !last) return;
  const growth = last.milliseconds / first.milliseconds;
  const found = last.stretches / first.stretches;
  log(
    `growth of lit metres x1 -> x${last.scale}: ${growth.toFixed(0)} in processor time (bar: at most ${last.scale}; ` +
      `pairs of a lamp and a road it may light grew ${(last.pairs / first.pairs).toFixed(0)}-fold, ` +
      `stretches found grew ${found.toFixed(0)}-fold); x1 ${first.milliseconds.toFixed(2)} ms, ` +
      `x${last.scale} ${last.milliseconds.toFixed(1)} ms`,
  );
  log(`peak memory of the engine at x${last.scale}: ${peakMegabytes.toFixed(0)} MB (bar: at most 400)`);
}

function benchBorder(
  scale: number,
  data: CoverageData,
  roads: LineNetwork,
  postgis: PostgisPeer | null,
  tell: (row: CoverageRow) => void,
): void {
  const sectors = prepareLines(data.sectors.map((sector) => [sector]));
  const index = new LineIndex(roads);
  const ask = () => sum(coveredMetres(coveredByLines(sectors, index, borderMetres)));
  for (let warm = 0; warm < 5; warm++) ask();
  const ours: Answer[] = [];
  const theirs: PeerAnswer[] = [];
  for (let round = 0; round < 3; round++) {
    for (let again = 0; again < 5; again++) ours.push(timed(ask));
    if (postgis && scale <= 10) theirs.push(postgis.border(borderMetres));
  }
  const quantity = `border within 500 m, 60 posts x${scale}`;
  tell(rowOf(quantity, ours, 'PostGIS, 32 segments', theirs, 100));
  const build = Array.from({ length: 3 }, () => timed(() => new LineIndex(roads).runCount));
  tell(rowOf(`  its index, built once x${scale}`, build, 'none', [], null));
}

function benchEdits(scale: number, data: CoverageData, roads: LineNetwork, log: (line: string) => void): void {
  const state = new CoverageState(
    {
      roads,
      isUsable: () => true,
      lamps: preparePositions(data.lamps),
      border: prepareLines(data.sectors.map((sector) => [sector])),
      markerDegrees: data.markers,
    },
    { lightMetres, borderMetres, accessMetres: 30 },
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
    const line = (data.roads[road] ?? []).map(([x, y], vertex) => [vertex === 3 ? x + 1e-5 : x, y]);
    return state.setRoad(road, [line]).roads.length;
  });
  log(`  one lamp moved x${scale}: ${spread(lamps)} (bar: p99 at most 1 ms); one road vertex: ${spread(vertices)}`);
}

async function benchMatrix(
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
  postgis?.loadGraph(graph);
  ask();
  fromAll();
  const ours: Answer[] = [];
  const nearest: Answer[] = [];
  const theirs: PeerAnswer[] = [];
  for (let round = 0; round < (graph.nodes > 100_000 ? 1 : 5); round++) {
    ours.push(timed(ask));
    for (let again = 0; again < 3; again++) nearest.push(timed(fromAll));
    if (postgis) theirs.push(postgis.matrix(graph));
  }
  const quantity = `60 x 474 ways, ${graph.nodes.toLocaleString('en')} nodes`;
  tell(rowOf(quantity, ours, 'pgRouting', theirs, graph.nodes > 100_000 ? 2.5 : 1.3));
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
  tell(rowOf(quantity, ours, 'networkx', [networkx], 4));
  tell(rowOf('  nearest start of every node', nearest, 'the matrix', ours, 40));
}

/** Streets in squares, one in five missing, so that ways wind. */
function benchGraph(side: number): BenchGraph {
  let state = side;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
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

function timed(ask: () => number): Answer {
  const start = performance.now();
  const value = ask();
  return { milliseconds: performance.now() - start, value };
}

function median(answers: readonly PeerAnswer[]): number | null {
  const times = answers.flatMap((answer) => (answer ? [answer.milliseconds] : [])).sort((a, b) => a - b);
  return times[times.length >> 1] ?? null;
}

function rowOf(
  quantity: string,
  ours: readonly Answer[],
  peer: string,
  theirs: readonly PeerAnswer[],
  bar: number | null,
): CoverageRow {
  const mine = median(ours) as number;
  const other = median(theirs);
  const [own, value] = [ours[0]?.value, theirs[0]?.value];
  const apart = own && value !== undefined ? value / own - 1 : null;
  return { quantity, ours: mine, peer, theirs: other, ratio: other === null ? null : other / mine, bar, apart };
}

function lineOf({ quantity, ours, peer, theirs, ratio, bar, apart }: CoverageRow): string {
  const value = apart === null ? '' : `, value ${(100 * apart).toExponential(1)} % off`;
  const beside = theirs === null ? `${peer}: -` : `${peer}: ${theirs.toFixed(1)} ms, ${ratio?.toFixed(1)}x${value}`;
  const verdict = bar === null || ratio === null ? '' : ` (bar ${bar}x: ${ratio >= bar ? 'met' : 'MISSED'})`;
  return `${quantity.padEnd(44)} ${ours.toFixed(2).padStart(9)} ms   ${beside}${verdict}`;
}

function spread(times: readonly number[]): string {
  const at = (share: number) => ((times[Math.floor(share * (times.length - 1))] as number) * 1000).toFixed(0);
  return `median ${at(0.5)} us, p99 ${at(0.99)} us`;
}

function sum(metres: Float64Array): number {
  return metres.reduce((total, each) => total + each, 0);
}
