import { rememberingNear } from './changes.ts';
import { coverLineByLines } from './cover-by-lines.ts';
import { coverLineByPoints } from './cover-by-points.ts';
import { type Effort, effortOf } from './effort.ts';
import { coveredMetres } from './gaps.ts';
import { linesOfTable } from './interval-sets.ts';
import { intervalsOfLine } from './intervals.ts';
import { countsOf, type LightingMeasure, lampFigures, lampsBeside } from './lighting.ts';
import { type LineMeasure, type LinePart, measureLine, measureOf, shareOf, type WorkLine } from './line-measure.ts';
import { nearestLine } from './locate.ts';
import { isInPeriod, type Period } from './match-tracks.ts';
import type { MeasureParameters } from './parameters.ts';
import { preparePlaces } from './positions.ts';
import { remembering } from './remembering.ts';
import { lengthMetresOf } from './road-graph.ts';
import { boxAroundLine, boxAroundPoint, widened } from './runs.ts';
import { countVisits, type VisitTable, visitedAtLeast } from './visits.ts';
import { walksOn } from './walks.ts';
import type { PreparedWorks } from './works.ts';

/** Markers within the access distance of a usable road. */
export interface MarkerMeasure {
  readonly reached: number;
  readonly total: number;
  readonly share: number | null;
  readonly access: readonly {
    readonly marker: string;
    readonly road: string;
    readonly chainageMetres: number;
    readonly offsetMetres: number;
  }[];
  /** The ids of markers no usable road reaches. */
  readonly missing: readonly string[];
}

/** Roads walked by approved tracks in the period: union, not sum. */
export interface ActivityMeasure extends LineMeasure {
  /** Metres visited on at least `visitDays` days (k-visit coverage), and their share. */
  readonly regularMetres: number;
  readonly regularShare: number | null;
  /** Visits by stretch; line `i` of it is road `roads[i]`. */
  readonly visits: VisitTable;
  readonly roads: readonly string[];
}

/** All measures of one post, or of the province, with what they were computed with. */
export interface Measures {
  /** Null: the province. */
  readonly post: string | null;
  readonly parameters: MeasureParameters;
  readonly period: Period;
  readonly network: LineMeasure;
  readonly markers: MarkerMeasure;
  readonly paved: LineMeasure;
  readonly lit: LightingMeasure;
  readonly active: ActivityMeasure;
  readonly effort: Effort;
}

/** A period open on both sides: all tracks, undated ones too. */
export const always: Period = { from: null, to: null };

/** Measures the works of one post; null: of the province, works no post is in charge of included. */
export function measureWorks(prepared: PreparedWorks, post: string | null, period: Period = always): Measures {
  return {
    post,
    parameters: prepared.parameters,
    period,
    network: networkCoverage(prepared, post),
    markers: markersReached(prepared, post),
    paved: pavedRoads(prepared, post),
    lit: litRoads(prepared, post),
    active: activeRoads(prepared, post, period),
    effort: effortIn(prepared, post, period),
  };
}

const measuredNetwork = remembering<LineMeasure>();
const measuredMarkers = remembering<MarkerMeasure>();
const measuredPaved = remembering<LineMeasure>();
const measuredLit = remembering<LightingMeasure>();
const measuredActive = remembering<ActivityMeasure>();
const measuredEffort = remembering<Effort>();
const measuredSector = rememberingNear<WorkLine, LinePart>();
const measuredPavement = rememberingNear<WorkLine, LinePart>();
const measuredLight = rememberingNear<WorkLine, LinePart>();
const accessKnown = rememberingNear<MarkerWork, MarkerAccess>();

/** The border sector within reach of any usable road, whoever is in charge of the road. */
export function networkCoverage(prepared: PreparedWorks, post: string | null): LineMeasure {
  const { works, reaching, parameters } = prepared;
  const { borderMetres, gapMetres } = parameters;
  const told = JSON.stringify([borderMetres, gapMetres]);
  const parts = sectorsOf(prepared, post).map((sector) =>
    measuredSector(sector, told, [reaching], around(sector, borderMetres), () => {
      const covered = intervalsOfLine((builder) => {
        coverLineByLines(sector.network, sector.line, reaching, borderMetres, builder);
      });
      return measureLine(sector, covered, gapMetres, works.posts);
    }),
  );
  return measuredNetwork([works.posts, ...parts], post, null, () => measureOf(parts));
}

/** The markers within the access distance (inclusive) of any usable road, with the place on it. */
export function markersReached(
  { works, roads, reaching, parameters }: PreparedWorks,
  post: string | null,
): MarkerMeasure {
  const { accessMetres } = parameters;
  const all = works.markers.filter(ownedBy(post)).map((marker) => {
    const box = () => boxAroundPoint(preparePlaces([marker.position]).values, 0, widened(accessMetres));
    return accessKnown(marker, `${accessMetres}`, [reaching], box, () => {
      const place = nearestLine(reaching, marker.position, accessMetres);
      if (!place) return { marker: marker.id, place: null };
      const { id, chainageMetres, offsetMetres } = place;
      return {
        marker: marker.id,
        place: { marker: marker.id, road: roads[id]?.id ?? '', chainageMetres, offsetMetres },
      };
    });
  });
  return measuredMarkers([works.posts, ...all], post, null, () => {
    const access = all.flatMap(({ place }) => place ?? []);
    return {
      reached: access.length,
      total: all.length,
      share: shareOf(access.length, all.length),
      access,
      missing: all.flatMap(({ marker, place }) => (place ? [] : [marker])),
    };
  });
}

interface MarkerAccess {
  readonly marker: string;
  readonly place: MarkerMeasure['access'][number] | null;
}
type MarkerWork = PreparedWorks['works']['markers'][number];

/** The paved length of usable roads, by the surface each road states. */
export function pavedRoads(prepared: PreparedWorks, post: string | null): LineMeasure {
  const { works, roads, parameters } = prepared;
  const { pavedKinds, pavedSurfaces, gapMetres } = parameters;
  const parts = roadsOf(prepared, post, pavedKinds).map((number) => {
    const road = roads[number] as WorkLine;
    const isPaved = pavedSurfaces.includes(works.roads[number]?.surface ?? '');
    return measuredPavement(road, JSON.stringify([isPaved, gapMetres]), [], around(road, 0), () => {
      const covered = intervalsOfLine((builder) => {
        if (isPaved) builder.add(0, lengthMetresOf(road));
      });
      return measureLine(road, covered, gapMetres, works.posts);
    });
  });
  return measuredPaved([works.posts, ...parts], post, null, () => measureOf(parts));
}

/** The length of usable roads within reach of a working lamp, whoever is in charge of the lamp. */
export function litRoads(prepared: PreparedWorks, post: string | null): LightingMeasure {
  const { works, lamps, roads, parameters } = prepared;
  const { litKinds, lightMetres, gapMetres } = parameters;
  const told = JSON.stringify([lightMetres, gapMetres]);
  const own = roadsOf(prepared, post, litKinds).map((number) => roads[number] as WorkLine);
  const parts = own.map((road) =>
    measuredLight(road, told, [lamps.grid], around(road, lightMetres), () => {
      const covered = intervalsOfLine((builder) => {
        coverLineByPoints(road.network, road.line, lamps.grid, lightMetres, builder);
      });
      return measureLine(road, covered, gapMetres, works.posts);
    }),
  );
  const beside = own.map((road) => lampsBeside(prepared, road));
  const counts = countsOf(prepared, post);
  return measuredLit([works.posts, ...parts, ...beside], post, counts, () => {
    const measure = measureOf(parts);
    return { ...measure, ...lampFigures(counts, beside, measure.totalMetres) };
  });
}

/**
 * The length of usable roads walked in a period by approved tracks of any post and any kind. Each road counts by itself: a track
 * on ground that two roads share (drawn twice, also in opposite directions, or overlapping) covers both, and their length
 * counts twice in part and whole alike; which of them is superfluous the register must say, not a measure.
 */
export function activeRoads(prepared: PreparedWorks, post: string | null, period: Period): ActivityMeasure {
  const { works, parameters } = prepared;
  const { activeKinds, gapMetres, visitDays } = parameters;
  const own = roadsOf(prepared, post, activeKinds).map((number) => prepared.roads[number] as WorkLine);
  const walks = own.map((road) => walksOn(prepared, road));
  return measuredActive([works.posts, ...own, ...walks], post, [period, gapMetres, visitDays], () => {
    const stretches = walks.flatMap((each, line) =>
      each.flatMap((walk) => (isInPeriod(walk.day, period) ? [{ ...walk, line }] : [])),
    );
    const visits = countVisits(own.length, stretches);
    const visited = visitedAtLeast(visits, 0);
    const parts = own.map((road, line) => measureLine(road, linesOfTable(visited, [line]), gapMetres, works.posts));
    const measure = measureOf(parts);
    const regular = coveredMetres(visitedAtLeast(visits, visitDays)).reduce((sum, each) => sum + each, 0);
    return {
      ...measure,
      regularMetres: regular,
      regularShare: shareOf(regular, measure.totalMetres),
      visits,
      roads: own.map(({ id }) => id),
    };
  });
}

function effortIn({ works, parameters, trackMetres }: PreparedWorks, post: string | null, period: Period): Effort {
  return measuredEffort([trackMetres], post, period, () =>
    effortOf(works.tracks.filter(ownedBy(post)), period, parameters, trackMetres),
  );
}

const around = (line: WorkLine, metres: number) => () => boxAroundLine(line, widened(metres));

function ownedBy(post: string | null): (work: { readonly postId: string | null }) => boolean {
  return ({ postId }) => post === null || postId === post;
}

const ownSectors = remembering<readonly WorkLine[]>();
const ownRoads = remembering<readonly number[]>();

function sectorsOf({ works, sectors }: PreparedWorks, post: string | null): readonly WorkLine[] {
  const isOwn = ownedBy(post);
  return ownSectors([sectors], post, null, () =>
    sectors.filter((_, number) => works.sectors[number] && isOwn(works.sectors[number])),
  );
}

/** The usable roads of a post of some kinds, by number. */
function roadsOf({ works, isUsable, parameters }: PreparedWorks, post: string | null, kinds: readonly string[]) {
  const isOwn = ownedBy(post);
  // Of several lists of kinds, each is kept.
  return ownRoads([works.roads], JSON.stringify([post, kinds]), parameters.usableStatuses, () =>
    works.roads.flatMap((road, number) =>
      isOwn(road) && kinds.includes(road.kind) && isUsable(number) ? [number] : [],
    ),
  );
}
