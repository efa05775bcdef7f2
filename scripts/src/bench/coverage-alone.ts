import {
  coveredByPointGrid,
  coveredMetres,
  gapsOf,
  LineIndex,
  type LineNetwork,
  linesNear,
  PointGrid,
  prepareLines,
  preparePositions,
} from '@phen-dau/geodata';
import { type CoverageData, type CoverageScene, coverageData, coverageScenes } from './coverage-data.ts';
import { median } from './measure.ts';
import { memoryOf } from './process-memory.ts';

/** What the engine takes by itself, for `benchCoverage`: run as a program it prints one line of JSON. */
export interface EngineAlone {
  readonly scenes: readonly { readonly scene: CoverageScene; readonly scales: readonly MeasuredScale[] }[];
}

interface MeasuredScale {
  readonly scale: number;
  /** Processor time of lit metres and gaps of all roads, medians. */
  readonly milliseconds: number;
  /** Dark stretches of 50 m and more. */
  readonly gaps: number;
  /** Lamps with each road they stand within reach of. */
  readonly pairs: number;
  /** The most the process took while the engine packed and answered, the works it was given included. */
  readonly peakMegabytes: number;
}

const lightMetres = 30;
const gapMetres = 50;

if (process.argv[1] === import.meta.filename) {
  const most = Number(process.argv[2] ?? 100);
  const scales = [1, 10, 100].filter((scale) => scale <= most);
  const scenes = coverageScenes.map((scene) => ({ scene, scales: scales.map((scale) => measure(scale, scene)) }));
  process.stdout.write(`${JSON.stringify({ scenes } satisfies EngineAlone)}\n`);
}

function measure(scale: number, scene: CoverageScene): MeasuredScale {
  const data = coverageData(scale, scene);
  // What making the data up has left behind is none of the engine's.
  globalThis.gc?.();
  const memory = memoryOf(process.pid);
  memory.forget();
  const roads = prepareLines(data.roads.map((road) => [road]));
  const lamps = new PointGrid(preparePositions(data.lamps), lightMetres);
  let gaps = 0;
  const ask = () => {
    const covered = coveredByPointGrid(roads, lamps, lightMetres);
    gaps = gapsOf(roads.lengthMetres, covered, gapMetres).from.length;
    coveredMetres(covered);
  };
  // As many roads in each round, so that the clock's grain and what the compiler does weigh alike.
  const again = 100 / scale;
  const round = () => {
    const start = process.cpuUsage();
    for (let turn = 0; turn < again; turn++) ask();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / again;
  };
  for (let warm = 0; warm < 4; warm++) round();
  const milliseconds = median(Array.from({ length: 15 }, round));
  const peakMegabytes = memory.most() / 1e6;
  return { scale, milliseconds, gaps, pairs: pairsOf(data, roads), peakMegabytes };
}

function pairsOf({ lamps }: CoverageData, roads: LineNetwork): number {
  const index = new LineIndex(roads);
  let pairs = 0;
  for (let lamp = 0; lamp < lamps.length; lamp += 2) {
    pairs += linesNear(index, [lamps[lamp] ?? 0, lamps[lamp + 1] ?? 0], lightMetres).length;
  }
  return pairs;
}
