import { type Lamps, type LampWork, packLamps } from './lamps.ts';
import { LineIndex } from './line-index.ts';
import type { WorkLine } from './line-measure.ts';
import { type LineParts, linesIn, prepareLines } from './line-network.ts';
import { marchMetres } from './match-tracks.ts';
import { once } from './once.ts';
import type { MeasureParameters } from './parameters.ts';
import type { RoadGraph } from './road-graph.ts';
import { roadRules, waysOn } from './road-rules.ts';
import type { RoadRouter } from './routes.ts';
import { TrackPieces } from './track-pieces.ts';

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

/**
 * Works with their lines, indexes and road graph: what is kept between questions. Nothing of it ever changes: what is edited
 * (`withEdit`) is another one, which shares all that the edit does not touch, so both answer, each for its own works.
 */
export interface PreparedWorks {
  readonly works: Works;
  readonly parameters: MeasureParameters;
  /** By the numbers of `works.roads`. */
  readonly roads: readonly WorkLine[];
  readonly isUsable: (road: number) => boolean;
  /** Usable roads that cover the border and reach markers. */
  readonly reaching: LineIndex;
  /** Usable roads of every kind, for lamps and tracks. */
  readonly usable: LineIndex;
  readonly sectors: readonly WorkLine[];
  readonly lamps: Lamps;
  /** The tracks in pieces, cut when activity is first asked for. */
  readonly pieces: () => TrackPieces;
  /** Length of a track, silences left out, metres. */
  readonly trackMetres: (track: TrackWork) => number;
  /** The graph of usable roads, built when it is first asked for: most questions need none. */
  readonly graph: () => RoadGraph;
  /** Least ways in seconds, and in metres. */
  readonly byTime: () => RoadRouter;
  readonly byDistance: () => RoadRouter;
}

/**
 * Packs works for measuring: 0.1 s for a province. For the same works with other parameters see `withParameters`, after one of
 * them was edited `withEdit`.
 */
export function prepareWorks(works: Works, parameters: MeasureParameters): PreparedWorks {
  const roads = workLines(works.roads);
  const { isUsable, isReaching } = roadRules(works.roads, parameters);
  const usable = new LineIndex(roads, isUsable);
  const trackLengths = new Map<TrackWork, number>();
  return {
    works,
    parameters,
    roads,
    isUsable,
    reaching: new LineIndex(roads, isReaching),
    usable,
    sectors: workLines(works.sectors),
    lamps: packLamps(works.lamps, parameters),
    trackMetres: (track) => {
      const metres = trackLengths.get(track) ?? marchMetres(track, parameters.fixGapMetres);
      trackLengths.set(track, metres);
      return metres;
    },
    pieces: once(() => new TrackPieces(works.tracks)),
    ...waysOn(works.roads, roads, usable, parameters),
  };
}

function workLines(works: readonly { readonly id: string; readonly parts: LineParts }[]): WorkLine[] {
  return linesIn(prepareLines(works.map(({ parts }) => parts))).map((held, number) => ({
    ...held,
    id: works[number]?.id ?? '',
  }));
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
  const lamps = differ(lampsPackedWith) ? packLamps(prepared.works.lamps, parameters) : prepared.lamps;
  return { ...prepared, lamps, parameters };
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
const lampsPackedWith = ['workingStatuses'] as const satisfies readonly (keyof MeasureParameters)[];
