import { LineIndex } from './line-index.ts';
import { type LineNetwork, type LineParts, prepareLines } from './line-network.ts';
import { type LinePlace, nearestLine } from './locate.ts';
import { isInPeriod, localDay, marchMetres, type Period, walkedBy } from './match-tracks.ts';
import { type MeasureParameters, surfacePace } from './parameters.ts';
import { PointGrid } from './point-grid.ts';
import { preparePositions } from './positions.ts';
import { buildRoadGraph, type RoadGraph } from './road-graph.ts';
import { RoadRouter } from './routes.ts';
import { countVisits, type DayStretch, type VisitTable } from './visits.ts';

/** `[longitude, latitude]`, degrees, WGS 84. */
export type WorkPosition = readonly number[];

/** The works the measures are about, as the register has them on one day. `postId` null: no post is in charge. */
export interface Works {
  readonly posts: readonly { readonly id: string; readonly position: WorkPosition }[];
  /** The border, by sector. */
  readonly sectors: readonly { readonly id: string; readonly parts: LineParts; readonly postId: string | null }[];
  readonly markers: readonly { readonly id: string; readonly position: WorkPosition; readonly postId: string | null }[];
  readonly roads: readonly RoadWork[];
  readonly lamps: readonly LampWork[];
  /** Approved tracks. */
  readonly tracks: readonly TrackWork[];
}

/** A road with what decides where it counts; `kind`, `surface` and `status` are words of the layer `patrol-road`. */
export interface RoadWork {
  readonly id: string;
  /** `[longitude, latitude]` in degrees, WGS 84; chainage runs through the parts in their order, gaps between them have no length. */
  readonly parts: LineParts;
  readonly postId: string | null;
  readonly kind: string;
  readonly surface: string;
  readonly status: string;
}

/** A lamp; `status` is a word of the layer `solar-lamp`, and `MeasureParameters` say which words light and which count. */
export interface LampWork {
  readonly id: string;
  readonly position: WorkPosition;
  readonly postId: string | null;
  readonly status: string;
}

/** A track: each part a march without a break. Times as ISO 8601; null when the device kept none. */
export interface TrackWork {
  readonly id: string;
  readonly parts: LineParts;
  readonly postId: string | null;
  /** Word of the register: every kind covers, of `patrol` alone there is effort. */
  readonly kind: string;
  /** Tracks of one patrol of a post share it; null: the track is a patrol of its own. */
  readonly patrolCode: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** Works with their networks, indexes and road graph: what is kept between questions. */
export interface PreparedWorks {
  readonly works: Works;
  readonly parameters: MeasureParameters;
  readonly roads: LineNetwork;
  readonly isUsable: (road: number) => boolean;
  /** Usable roads that cover the border and reach markers. */
  readonly reaching: LineIndex;
  /** Usable roads of every kind, for lamps and tracks. */
  readonly usable: LineIndex;
  readonly sectors: LineNetwork;
  /** Working lamps. */
  readonly lamps: PointGrid;
  /** Working lamps by the nearest usable road, where they stand on it; those with none within so many metres may be left out. */
  readonly lampPlaces: (mostMetres: number) => ReadonlyMap<number, readonly LinePlace[]>;
  /** Visits of every road (numbers of `roads`) in a period. */
  readonly visits: (period: Period) => VisitTable;
  /** Length of a track, silences left out, metres. */
  readonly trackMetres: (track: TrackWork) => number;
  /** The graph of usable roads, built when it is first asked for: most questions need none. */
  readonly graph: () => RoadGraph;
  /** Least ways in seconds, and in metres. */
  readonly byTime: () => RoadRouter;
  readonly byDistance: () => RoadRouter;
}

/** Packs works for measuring: 0.1 s for a province. For the same works with other parameters see `withParameters`. */
export function prepareWorks(works: Works, parameters: MeasureParameters): PreparedWorks {
  const roads = prepareLines(works.roads.map(({ parts }) => parts));
  const isUsable = (road: number) => parameters.usableStatuses.includes(works.roads[road]?.status ?? '');
  const isReaching = (road: number) => parameters.networkKinds.includes(works.roads[road]?.kind ?? '');
  const graph = once(() => buildRoadGraph(roads, isUsable, parameters.joinMetres));
  const usable = new LineIndex(roads, isUsable);
  // Matching tracks to roads is the dearest step of all: each is matched once, when a period first holds it.
  const walked = new Map<TrackWork, readonly DayStretch[]>();
  const walkedOf = (track: TrackWork) => {
    const stretches = walked.get(track) ?? walkedBy(track, usable, parameters);
    walked.set(track, stretches);
    return stretches;
  };
  const isOf = (period: Period) => (track: TrackWork) =>
    isInPeriod(localDay(track.startedAt, parameters.dayStartsMinutesEast), period);
  const counted = new Map<string, VisitTable>();
  const trackLengths = new Map<TrackWork, number>();
  return {
    works,
    parameters,
    roads,
    isUsable,
    reaching: new LineIndex(roads, (road) => isUsable(road) && isReaching(road)),
    usable,
    sectors: prepareLines(works.sectors.map(({ parts }) => parts)),
    ...placeLamps(works, usable, parameters),
    visits: (period) => {
      const key = `${period.from} ${period.to}`;
      const stretches = () => works.tracks.filter(isOf(period)).flatMap(walkedOf);
      const known = counted.get(key) ?? countVisits(roads.lineCount, stretches());
      if (counted.size >= mostPeriods) counted.clear();
      counted.set(key, known);
      return known;
    },
    trackMetres: (track) => {
      const metres = trackLengths.get(track) ?? marchMetres(track, parameters.fixGapMetres);
      trackLengths.set(track, metres);
      return metres;
    },
    graph,
    byTime: once(() => new RoadRouter(graph(), (road) => surfacePace(parameters, works.roads[road]?.surface ?? ''))),
    byDistance: once(() => new RoadRouter(graph(), () => 1)),
  };
}

/**
 * The same works with other parameters, for a slider: a change of a distance to border, marker or lamp, of `gapMetres`,
 * `visitDays`, `snapMetres`, `reachMinutes` or of the kinds counted costs nothing, one of which lamps work some milliseconds;
 * any other packs anew.
 */
export function withParameters(prepared: PreparedWorks, parameters: MeasureParameters): PreparedWorks {
  const differ = (keys: readonly (keyof MeasureParameters)[]) =>
    keys.some((key) => JSON.stringify(prepared.parameters[key]) !== JSON.stringify(parameters[key]));
  if (differ(packedWith)) return prepareWorks(prepared.works, parameters);
  const lamps = differ(lampsPlacedWith) ? placeLamps(prepared.works, prepared.usable, parameters) : {};
  return { ...prepared, ...lamps, parameters };
}

/** The parameters that what `prepareWorks` keeps is made with. */
const packedWith = [
  'networkKinds',
  'usableStatuses',
  'matchMetres',
  'rivalMetres',
  'fixGapMetres',
  'dayStartsMinutesEast',
  'joinMetres',
  'speedsKmPerHour',
  'offRoadKmPerHour',
] as const satisfies readonly (keyof MeasureParameters)[];
const lampsPlacedWith = ['workingStatuses'] as const satisfies readonly (keyof MeasureParameters)[];

function placeLamps(
  { lamps }: Works,
  usable: LineIndex,
  { lightMetres, workingStatuses }: MeasureParameters,
): Pick<PreparedWorks, 'lamps' | 'lampPlaces'> {
  const working = lamps.filter(({ status }) => workingStatuses.includes(status));
  const degrees = Float64Array.from(working.flatMap(({ position }) => position.slice(0, 2)));
  const placesWithin = (metres: number) => {
    const byRoad = new Map<number, LinePlace[]>();
    for (const { position } of working) {
      const place = nearestLine(usable, position, metres);
      if (!place) continue;
      const known = byRoad.get(place.id);
      if (known) known.push(place);
      else byRoad.set(place.id, [place]);
    }
    return byRoad;
  };
  const besideRoads = once(() => placesWithin(besideMetres));
  return {
    // Cells that suit one reach answer for another, a little slower.
    lamps: new PointGrid(preparePositions(degrees), lightMetres),
    lampPlaces: (mostMetres) => (mostMetres > besideMetres ? placesWithin(mostMetres) : besideRoads()),
  };
}

/** Farther than any lamp shines: the nearest road within it is looked for once, however the reach of lamps is moved. */
const besideMetres = 100;

/** Periods whose visits are kept: an officer compares a few. */
const mostPeriods = 8;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
