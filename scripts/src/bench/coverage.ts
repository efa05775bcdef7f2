import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  coveredByLines,
  coveredByPointGrid,
  coveredMetres,
  gapsOf,
  LineIndex,
  type LineNetwork,
  PointGrid,
  prepareLines,
  preparePositions,
} from '@phen-dau/geodata';
import type { EngineAlone } from './coverage-alone.ts';
import { type CoverageData, coverageData } from './coverage-data.ts';
import { benchEdits } from './coverage-edits.ts';
import { WkbSource } from './coverage-fetch.ts';
import { benchGraph, benchMatrix } from './coverage-matrix.ts';
import { askPython, type PeerAnswer, PostgisPeer } from './coverage-peers.ts';
import { referenceCheck } from './coverage-reference.ts';
import { type Answer, type CoverageRow, lineOf, rowOf, sum, timed } from './coverage-report.ts';
import { litByTurf } from './coverage-turf.ts';
import { judge } from './measure.ts';

const lightMetres = 30;
const borderMetres = 500;
const gapMetres = 50;

/**
 * Measures coverage and network distance beside PostGIS and pgRouting (with `databaseUrl`, a database of its own to fill),
 * Turf, Shapely and networkx, as far as they are installed, and checks some roads of each scale against geodesics: rounds in
 * turn, medians, one process. `most` leaves out larger scales; x100 takes minutes, nearly all of them the peers'.
 */
export async function benchCoverage({
  databaseUrl,
  most = 100,
  log = console.log,
}: {
  databaseUrl?: string | undefined;
  most?: number;
  log?: (line: string) => void;
}): Promise<void> {
  const postgis = databaseUrl ? new PostgisPeer(databaseUrl) : null;
  const source = databaseUrl ? new WkbSource(databaseUrl) : null;
  const tell = (row: CoverageRow) => log(lineOf(row));
  for (const scale of [1, 10, 100].filter((each) => each <= most)) {
    const data = coverageData(scale);
    const roads = prepareLines(data.roads.map((road) => [road]));
    postgis?.load(data);
    await benchLit({ scale, data, roads }, { postgis, source }, tell);
    tellReference(scale, data, roads, log);
    benchBorder(scale, data, roads, postgis, tell);
    benchEdits(scale, data, log);
  }
  tellAlone(most, log);
  for (const side of [70, 221, 700].slice(0, most >= 100 ? 3 : 2)) await benchMatrix(benchGraph(side), postgis, tell);
  await source?.close();
  postgis?.close();
}

interface Scene {
  readonly scale: number;
  readonly data: CoverageData;
  readonly roads: LineNetwork;
}

async function benchLit(
  { scale, data, roads }: Scene,
  { postgis, source }: { postgis: PostgisPeer | null; source: WkbSource | null },
  tell: (row: CoverageRow) => void,
): Promise<void> {
  const lamps = preparePositions(data.lamps);
  // Kept between questions, as the server keeps it and as PostGIS its index.
  const grid = new PointGrid(lamps, lightMetres);
  const ask = () => litMetres(roads, grid);
  const fetchAndAsk = async (): Promise<Answer[]> => {
    if (!source) return [];
    const start = performance.now();
    const fetched = await source.fetch();
    const value = litMetres(fetched.roads, new PointGrid(preparePositions(fetched.lampDegrees), lightMetres));
    return [{ milliseconds: performance.now() - start, value }];
  };
  for (let warm = 0; warm < 3; warm++) ask();
  await fetchAndAsk();
  const ours: Answer[] = [];
  const fetched: Answer[] = [];
  const theirs: PeerAnswer[] = [];
  for (let round = 0; round < (scale === 100 ? 3 : 5); round++) {
    for (let again = 0; again < 3; again++) ours.push(timed(ask));
    fetched.push(...(await fetchAndAsk()));
    if (postgis) theirs.push(postgis.lit(lightMetres));
  }
  const quantity = `lit metres and gaps x${scale}`;
  const peer = 'PostGIS geography';
  // At x1 everything fits a cache and the fixed cost of a question weighs: the issue sets no bar there.
  tell(rowOf({ quantity, ours, peer, theirs, ...(scale > 1 && { bar: 150 }) }));
  if (fetched.length > 0) {
    const endToEnd = `  end to end: WKB fetched, packed, covered x${scale}`;
    tell(rowOf({ quantity: endToEnd, ours: fetched, peer, theirs, ...(scale > 1 && { bar: 40 }) }));
  }
  const pairs = Array.from({ length: data.lamps.length / 2 }, (_, lamp) => [
    data.lamps[2 * lamp],
    data.lamps[2 * lamp + 1],
  ]);
  const shapely = await askPython('lit', { roads: data.roads, lamps: pairs, reach: lightMetres });
  tell(rowOf({ quantity, ours, peer: 'Shapely', theirs: [shapely] }));
  tell(rowOf({ quantity, ours, peer: 'Turf', bar: 2000, ...askTurf(data, scale) }));
  const build = Array.from({ length: 5 }, () => timed(() => new PointGrid(lamps, lightMetres).slotCount));
  tell(rowOf({ quantity: `  its index, built once x${scale}`, ours: build }));
}

function litMetres(roads: LineNetwork, lamps: PointGrid): number {
  const covered = coveredByPointGrid(roads, lamps, lightMetres);
  gapsOf(roads.lengthMetres, covered, gapMetres);
  return sum(coveredMetres(covered));
}

/** Turf takes a road at a time: above x1 it is asked for as many roads as x1 has, and the time is counted up. */
function askTurf(data: CoverageData, scale: number): { theirs: PeerAnswer[]; note?: string } {
  if (scale === 1) return { theirs: [timed(() => litByTurf(data, lightMetres))] };
  const few = { ...data, roads: data.roads.filter((_, road) => road % scale === 0) };
  const { milliseconds } = timed(() => litByTurf(few, lightMetres));
  return {
    theirs: [{ milliseconds: milliseconds * scale, value: Number.NaN }],
    note: `asked for one road in ${scale}, counted up`,
  };
}

/** Some hundred roads against geodesics; the bars hold for these. */
function tellReference(scale: number, data: CoverageData, roads: LineNetwork, log: (line: string) => void): void {
  const covered = coveredByPointGrid(roads, new PointGrid(preparePositions(data.lamps), lightMetres), lightMetres);
  const check = referenceCheck(data, roads, covered, { lightMetres, gapMetres });
  const isMet = check.totalPercent <= 1e-6 && check.worstMillimetres <= 1 && check.wrongGaps === 0;
  log(
    `  against GeographicLib x${scale}: lit metres ${check.totalPercent.toExponential(1)} % off, worst road ` +
      `${check.worstMillimetres.toFixed(4)} mm, roads with a wrong gap ${check.wrongGaps} (bar: 1e-6 %, 1 mm, 0: ` +
      `${judge(`lit metres against GeographicLib x${scale}`, isMet)}) [${check.roads} roads, ${check.gaps} gaps]`,
  );
}

/** Growth and memory, of a process in which no peer has left anything behind. */
function tellAlone(most: number, log: (line: string) => void): void {
  const program = fileURLToPath(new URL('./coverage-alone.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', program, String(most)], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(`The engine by itself could not be measured: ${stderr}`);
  const { scenes }: EngineAlone = JSON.parse(stdout);
  for (const { scene, scales } of scenes) {
    const [first, last] = [scales[0], scales.at(-1)];
    if (!first || !last) continue;
    const times = (of: 'milliseconds' | 'pairs' | 'gaps') => (last[of] / first[of]).toFixed(0);
    const growth = last.milliseconds / first.milliseconds;
    const what = `growth of lit metres x1 -> x${last.scale}, roads ${scene}`;
    log(
      `${what}: ${times('milliseconds')} in processor time (bar: at most ${last.scale}: ` +
        `${judge(what, growth <= last.scale)}; pairs of a lamp and a road it may light grew ${times('pairs')}-fold, ` +
        `gaps ${times('gaps')}-fold); x1 ${first.milliseconds.toFixed(2)} ms, ` +
        `x${last.scale} ${last.milliseconds.toFixed(1)} ms [15 rounds]`,
    );
    const peak = `peak memory of the engine at x${last.scale}, roads ${scene}`;
    log(`${peak}: ${last.peakMegabytes.toFixed(0)} MB (bar: at most 400: ${judge(peak, last.peakMegabytes <= 400)})`);
  }
  log(
    '  along the border: strewn within 8 km of its 110 km, at x100 a hundred times as dense, lamps light the roads beside theirs; ' +
      'over the box: over 134 km by 111 km as bench tiles has them, the same box at every scale',
  );
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
  const rounds = scale === 100 ? 1 : 3;
  // At x100 a sector has hundreds of roads to join: PostGIS is asked for one in ten.
  const oneIn = scale === 100 ? 10 : 1;
  for (let round = 0; round < rounds; round++) {
    for (let again = 0; again < 5; again++) ours.push(timed(ask));
    const answer = postgis?.border(borderMetres, oneIn);
    if (answer)
      theirs.push({ milliseconds: answer.milliseconds * oneIn, value: oneIn === 1 ? answer.value : Number.NaN });
  }
  const quantity = `border within 500 m, 60 posts x${scale}`;
  const note = oneIn === 1 ? {} : { note: `asked for one sector in ${oneIn}, counted up` };
  tell(rowOf({ quantity, ours, peer: 'PostGIS, 32 segments', theirs, bar: 100, ...note }));
  const build = Array.from({ length: 3 }, () => timed(() => new LineIndex(roads).runCount));
  tell(rowOf({ quantity: `  its index, built once x${scale}`, ours: build }));
}
