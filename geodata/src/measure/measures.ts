import { coveredByLines } from './cover-by-lines.ts';
import { coveredByPointGrid } from './cover-by-points.ts';
import { type Effort, effortOf } from './effort.ts';
import { coveredMetres } from './gaps.ts';
import { wholeLines } from './interval-sets.ts';
import { type LightingMeasure, lampFigures } from './lighting.ts';
import { type LineMeasure, measureOf, shareOf } from './line-measure.ts';
import { type LineNetwork, linesOf } from './line-network.ts';
import { nearestLine } from './locate.ts';
import type { Period } from './match-tracks.ts';
import type { MeasureParameters } from './parameters.ts';
import { remembering } from './remembering.ts';
import { type VisitTable, visitedAtLeast, visitsOfLines } from './visits.ts';
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

/** The border sector within reach of any usable road, whoever is in charge of the road. */
export function networkCoverage(
  { works, sectors, reaching, parameters }: PreparedWorks,
  post: string | null,
): LineMeasure {
  const { borderMetres, gapMetres } = parameters;
  return measuredNetwork(reaching, post, [borderMetres, gapMetres], () => {
    const { own, lines } = ownLines(sectors, post, null, () => numbersOf(works.sectors, ownedBy(post)));
    return measureOf(lines, coveredByLines(lines, reaching, borderMetres), {
      gapMetres,
      nameOf: (line) => works.sectors[own[line] ?? -1]?.id ?? '',
      posts: works.posts,
    });
  });
}

/** The markers within the access distance (inclusive) of any usable road, with the place on it. */
export function markersReached(prepared: PreparedWorks, post: string | null): MarkerMeasure {
  const { reaching, parameters } = prepared;
  return measuredMarkers(reaching, post, parameters.accessMetres, () => reachMarkers(prepared, post));
}

function reachMarkers({ works, reaching, parameters }: PreparedWorks, post: string | null): MarkerMeasure {
  const own = works.markers.filter(ownedBy(post));
  const access: MarkerMeasure['access'][number][] = [];
  const missing: string[] = [];
  for (const { id, position } of own) {
    const place = nearestLine(reaching, position, parameters.accessMetres);
    if (!place) {
      missing.push(id);
      continue;
    }
    const { chainageMetres, offsetMetres } = place;
    access.push({ marker: id, road: works.roads[place.id]?.id ?? '', chainageMetres, offsetMetres });
  }
  return { reached: access.length, total: own.length, share: shareOf(access.length, own.length), access, missing };
}

/** The paved length of usable roads, by the surface each road states. */
export function pavedRoads(prepared: PreparedWorks, post: string | null): LineMeasure {
  const { works, parameters } = prepared;
  const { pavedKinds, pavedSurfaces, gapMetres } = parameters;
  return measuredPaved(prepared.roads, post, [pavedKinds, pavedSurfaces, gapMetres], () => {
    const { own, lines } = roadsOf(prepared, post, pavedKinds);
    const isPaved = (line: number) => pavedSurfaces.includes(works.roads[own[line] ?? -1]?.surface ?? '');
    return measureOf(lines, wholeLines(lines.lengthMetres, isPaved), roadNames(prepared, own));
  });
}

/** The length of usable roads within reach of a working lamp, whoever is in charge of the lamp. */
export function litRoads(prepared: PreparedWorks, post: string | null): LightingMeasure {
  const { lamps, parameters } = prepared;
  const { litKinds, lightMetres, gapMetres, removedStatuses } = parameters;
  return measuredLit(lamps, post, [litKinds, lightMetres, gapMetres, removedStatuses], () => {
    const { own, lines } = roadsOf(prepared, post, litKinds);
    const covered = coveredByPointGrid(lines, lamps, lightMetres);
    const measure = measureOf(lines, covered, roadNames(prepared, own));
    return { ...measure, ...lampFigures(prepared, own, post, measure.totalMetres) };
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
  return measuredActive(prepared.visits, post, [period, activeKinds, gapMetres, visitDays], () => {
    const { own, lines } = roadsOf(prepared, post, activeKinds);
    const visits = visitsOfLines(prepared.visits(period), own);
    const measure = measureOf(lines, visitedAtLeast(visits, 0), roadNames(prepared, own));
    const regular = coveredMetres(visitedAtLeast(visits, visitDays)).reduce((sum, each) => sum + each, 0);
    return {
      ...measure,
      regularMetres: regular,
      regularShare: shareOf(regular, measure.totalMetres),
      visits,
      roads: own.map((road) => works.roads[road]?.id ?? ''),
    };
  });
}

function effortIn({ works, parameters, trackMetres }: PreparedWorks, post: string | null, period: Period): Effort {
  return measuredEffort(trackMetres, post, period, () =>
    effortOf(works.tracks.filter(ownedBy(post)), period, parameters, trackMetres),
  );
}

function ownedBy(post: string | null): (work: { readonly postId: string | null }) => boolean {
  return ({ postId }) => post === null || postId === post;
}

function numbersOf<Work>(works: readonly Work[], accepts: (work: Work) => boolean): number[] {
  return works.flatMap((work, number) => (accepts(work) ? [number] : []));
}

/** Some lines of a network by themselves, and their numbers in it. */
interface OwnLines {
  readonly own: readonly number[];
  readonly lines: LineNetwork;
}
const picked = remembering<OwnLines>();

function ownLines(all: LineNetwork, post: string | null, kinds: readonly string[] | null, pick: () => number[]) {
  // Of several lists of kinds, each is kept.
  return picked(all, JSON.stringify([post, kinds]), null, () => {
    const own = pick();
    return { own, lines: linesOf(all, own) };
  });
}

/** The usable roads of a post of some kinds. */
function roadsOf({ works, roads, isUsable }: PreparedWorks, post: string | null, kinds: readonly string[]): OwnLines {
  const isOwn = ownedBy(post);
  return ownLines(roads, post, kinds, () =>
    numbersOf(works.roads, (road) => isOwn(road) && kinds.includes(road.kind)).filter(isUsable),
  );
}

function roadNames({ works, parameters }: PreparedWorks, own: readonly number[]) {
  return {
    gapMetres: parameters.gapMetres,
    nameOf: (line: number) => works.roads[own[line] ?? -1]?.id ?? '',
    posts: works.posts,
  };
}
