import { coveredByLines } from './cover-by-lines.ts';
import { coveredByPointGrid } from './cover-by-points.ts';
import { type Effort, effortOf } from './effort.ts';
import { coveredMetres } from './gaps.ts';
import { wholeLines } from './interval-sets.ts';
import { type LightingMeasure, lampFigures } from './lighting.ts';
import { type LineMeasure, measureOf, shareOf } from './line-measure.ts';
import { linesOf } from './line-network.ts';
import { nearestLine } from './locate.ts';
import type { Period } from './match-tracks.ts';
import type { MeasureParameters } from './parameters.ts';
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
  /** Share of length visited on at least `visitDays` days. */
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
  const { works, parameters } = prepared;
  return {
    post,
    parameters,
    period,
    network: networkCoverage(prepared, post),
    markers: markersReached(prepared, post),
    paved: pavedRoads(prepared, post),
    lit: litRoads(prepared, post),
    active: activeRoads(prepared, post, period),
    effort: effortOf(works.tracks.filter(ownedBy(post)), period, parameters, prepared.trackMetres),
  };
}

/** The border sector within reach of any usable road, whoever is in charge of the road. */
export function networkCoverage(
  { works, sectors, reaching, parameters }: PreparedWorks,
  post: string | null,
): LineMeasure {
  const own = numbersOf(works.sectors, ownedBy(post));
  const lines = linesOf(sectors, own);
  return measureOf(lines, coveredByLines(lines, reaching, parameters.borderMetres), {
    gapMetres: parameters.gapMetres,
    nameOf: (line) => works.sectors[own[line] ?? -1]?.id ?? '',
    posts: works.posts,
  });
}

/** The markers within the access distance (inclusive) of any usable road, with the place on it. */
export function markersReached({ works, reaching, parameters }: PreparedWorks, post: string | null): MarkerMeasure {
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
  const { own, lines } = roadsOf(prepared, post, parameters.pavedKinds);
  const isPaved = (line: number) => parameters.pavedSurfaces.includes(works.roads[own[line] ?? -1]?.surface ?? '');
  return measureOf(lines, wholeLines(lines.lengthMetres, isPaved), roadNames(prepared, own));
}

/** The length of usable roads within reach of a working lamp, whoever is in charge of the lamp. */
export function litRoads(prepared: PreparedWorks, post: string | null): LightingMeasure {
  const { parameters, lamps } = prepared;
  const { own, lines } = roadsOf(prepared, post, parameters.litKinds);
  const covered = coveredByPointGrid(lines, lamps, parameters.lightMetres);
  const measure = measureOf(lines, covered, roadNames(prepared, own));
  return { ...measure, ...lampFigures(prepared, new Set(own), post, measure.totalMetres) };
}

/** The length of usable roads walked in a period by approved tracks of any post. */
export function activeRoads(prepared: PreparedWorks, post: string | null, period: Period): ActivityMeasure {
  const { works, parameters } = prepared;
  const { own, lines } = roadsOf(prepared, post, parameters.activeKinds);
  const visits = visitsOfLines(prepared.visits(period), own);
  const measure = measureOf(lines, visitedAtLeast(visits, 0), roadNames(prepared, own));
  const regular = coveredMetres(visitedAtLeast(visits, parameters.visitDays)).reduce((sum, each) => sum + each, 0);
  return {
    ...measure,
    regularShare: shareOf(regular, measure.totalMetres),
    visits,
    roads: own.map((road) => works.roads[road]?.id ?? ''),
  };
}

function ownedBy(post: string | null): (work: { readonly postId: string | null }) => boolean {
  return ({ postId }) => post === null || postId === post;
}

function numbersOf<Work>(works: readonly Work[], accepts: (work: Work) => boolean): number[] {
  return works.flatMap((work, number) => (accepts(work) ? [number] : []));
}

/** The usable roads of a post of some kinds: their numbers, and their network. */
function roadsOf({ works, roads, isUsable }: PreparedWorks, post: string | null, kinds: readonly string[]) {
  const isOwn = ownedBy(post);
  const own = numbersOf(works.roads, (road) => isOwn(road) && kinds.includes(road.kind)).filter(isUsable);
  return { own, lines: linesOf(roads, own) };
}

function roadNames({ works, parameters }: PreparedWorks, own: readonly number[]) {
  return {
    gapMetres: parameters.gapMetres,
    nameOf: (line: number) => works.roads[own[line] ?? -1]?.id ?? '',
    posts: works.posts,
  };
}
