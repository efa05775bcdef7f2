import { coverLineByLines } from '../measure/cover-by-lines.ts';
import { coverLineByPoints } from '../measure/cover-by-points.ts';
import { coveredMetres } from '../measure/gaps.ts';
import { type IntervalTable, intervalsOfLine, touchingMetres } from '../measure/intervals.ts';
import { type Lamps, lampsNear, packLamps } from '../measure/lamps.ts';
import { LineIndex } from '../measure/line-index.ts';
import type { Gap } from '../measure/line-measure.ts';
import { type LineParts, type NetworkLine, prepareLines } from '../measure/line-network.ts';
import { nearestLine } from '../measure/locate.ts';
import { remembering } from '../measure/remembering.ts';
import { roadRules } from '../measure/road-rules.ts';
import { boxAroundLine, widened } from '../measure/runs.ts';
import { positionAt } from '../measure/slice.ts';
import { SlotList } from '../measure/slot-list.ts';
import { walksOn } from '../measure/walks.ts';
import type { PreparedWorks, RoadWork } from '../measure/works.ts';
import type { GapReason } from './answer.ts';
import { calendarDay } from './days.ts';
import { placeNamed } from './named.ts';
import type { NamedWorks } from './works-of.ts';

type ReasonOf = (gap: Gap) => GapReason;

/** Why stretches of road are dark: lamps that do not work stand there, or none does. */
export function darkReasons(prepared: PreparedWorks): ReasonOf {
  const { lightMetres } = prepared.parameters;
  const idle = idleLamps(prepared);
  return (gap) => {
    const stretch = stretchOf(gap);
    const gainMetres = metresOf((builder) => {
      coverLineByPoints(stretch.network, stretch.line, idle.grid, lightMetres, builder);
    });
    if (gainMetres <= touchingMetres) return { code: 'no-lamp' };
    const itself = new LineIndex([stretch]);
    const lamps = lampsNear(idle, stretch, widened(lightMetres)).filter(({ position }) =>
      nearestLine(itself, position, lightMetres),
    );
    return { code: 'lamps-not-working', lamps: lamps.length, gainMetres };
  };
}

/** Why a road is not paved: the surface it states. */
export function unpavedReasons({ works }: PreparedWorks): ReasonOf {
  const roads = roadsById(works.roads);
  return ({ line }) => ({ code: 'not-paved', surface: roads.get(line)?.work.surface || null });
}

/** Why stretches of border are out of reach: a road is there that does not count, or none. */
export function unreachedReasons(prepared: PreparedWorks, named: NamedWorks): ReasonOf {
  const { borderMetres } = prepared.parameters;
  return (gap) => {
    const stretch = stretchOf(gap);
    const { network, line } = stretch;
    const gains = otherRoadsNear(prepared, boxAroundLine(stretch, widened(borderMetres))).map((number) => {
      const road = new LineIndex([prepared.roads[number]]);
      const gainMetres = metresOf((builder) => coverLineByLines(network, line, road, borderMetres, builder));
      return { number, gainMetres };
    });
    // Of roads that give the same, the one with the lower number: an answer does not depend on the order of the data.
    const [best] = gains.sort((a, b) => b.gainMetres - a.gainMetres || a.number - b.number);
    if (best && best.gainMetres > touchingMetres) return notCounted(prepared, named, best.number, best.gainMetres);
    const middle = positionAt(network, line, (network.lengthMetres[line] as number) / 2);
    return noRoadNear(prepared, named, middle);
  };
}

/** Why a marker at a position is not reached, as of a stretch of border. */
export function missedReason(prepared: PreparedWorks, named: NamedWorks, position: readonly number[]): GapReason {
  const other = nearestLine(otherRoads(prepared), position, prepared.parameters.accessMetres);
  return other ? notCounted(prepared, named, other.id, null) : noRoadNear(prepared, named, position);
}

/** Why stretches of road are not visited in a period: walked on other days only, or on none that is approved. */
export function unvisitedReasons(prepared: PreparedWorks): ReasonOf {
  const roads = roadsById(prepared.works.roads);
  return ({ line, fromMetres, toMetres }) => {
    const road = prepared.roads[roads.get(line)?.number ?? -1];
    const walks = (road ? walksOn(prepared, road) : []).flatMap(({ from, to, day }) => {
      const walk = { from: Math.max(from, fromMetres), to: Math.min(to, toMetres), day };
      return walk.to - walk.from > touchingMetres ? [walk] : [];
    });
    if (walks.length === 0) return { code: 'never-visited' };
    const days = walks.flatMap(({ day }) => day ?? []);
    const visitedMetres = metresOf((builder) => {
      for (const { from, to } of walks) builder.add(from, to);
    });
    const lastDay = days.length === 0 ? null : calendarDay(Math.max(...days));
    return { code: 'visited-outside-period', lastDay, visitedMetres };
  };
}

const packedIdle = remembering<Lamps>();

/** The lamps that stand and do not work, packed as if they did. */
function idleLamps({ lamps: { list }, parameters }: PreparedWorks): Lamps {
  const { workingStatuses, removedStatuses, lightMetres } = parameters;
  return packedIdle([list], null, [workingStatuses, removedStatuses], () => {
    const idle = list.all().filter(({ status }) => ![...workingStatuses, ...removedStatuses].includes(status));
    return packLamps(idle, { lightMetres, workingStatuses: [...new Set(idle.map(({ status }) => status))] });
  });
}

const indexedOthers = remembering<LineIndex>();

/** The roads that cover no border and reach no marker: planned, closed, or of a kind not counted. */
function otherRoads({ works, roads, parameters }: PreparedWorks): LineIndex {
  return indexedOthers([works.roads, roads], null, [parameters.usableStatuses, parameters.networkKinds], () => {
    const { isReaching } = roadRules(works.roads, parameters);
    return new LineIndex(roads, (road) => !isReaching(road));
  });
}

const found = new SlotList();

function otherRoadsNear(prepared: PreparedWorks, box: Float64Array): number[] {
  const others = otherRoads(prepared);
  const count = others.gather(box, found);
  return [...new Set(Array.from(found.slots.subarray(0, count), (slot) => others.idAt(slot)))];
}

function notCounted({ works }: PreparedWorks, named: NamedWorks, number: number, gainMetres: number | null): GapReason {
  const { id, kind, status } = works.roads[number] as RoadWork;
  return { code: 'road-not-counted', road: placeNamed(named, id), kind, status, gainMetres };
}

/** Farther from every road no province lies. */
const farthestRoadMetres = 200_000;

function noRoadNear(prepared: PreparedWorks, named: NamedWorks, position: readonly number[] | null): GapReason {
  const nearest = position && nearestLine(prepared.reaching, position, farthestRoadMetres);
  const road = nearest && prepared.works.roads[nearest.id];
  if (!road) return { code: 'no-road-near', nearestRoad: null };
  return { code: 'no-road-near', nearestRoad: { ...placeNamed(named, road.id), metres: nearest.distanceMetres } };
}

const numbered = new WeakMap<readonly RoadWork[], ReadonlyMap<string, { work: RoadWork; number: number }>>();

function roadsById(roads: readonly RoadWork[]) {
  const known = numbered.get(roads) ?? new Map(roads.map((work, number) => [work.id, { work, number }]));
  numbered.set(roads, known);
  return known;
}

/** A gap as a line of its own. */
function stretchOf({ geometry }: Gap): NetworkLine {
  const parts: LineParts = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  return { network: prepareLines([parts]), line: 0 };
}

const metresOf = (collect: Parameters<typeof intervalsOfLine>[0]): number => sumOf(intervalsOfLine(collect));
const sumOf = (table: IntervalTable): number => coveredMetres(table)[0] ?? 0;
