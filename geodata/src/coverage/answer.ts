import type { Feature, FeatureCollection, LineString, MultiLineString } from 'geojson';
import type { Effort } from '../measure/effort.ts';
import type { MeasureParameters } from '../measure/parameters.ts';
import type { Access } from '../measure/reach.ts';
import type { VisitRecency } from '../measure/visits.ts';

/** The layers coverage is computed from. */
export const coverageLayers = [
  'border-post',
  'border-line',
  'border-marker',
  'patrol-road',
  'solar-lamp',
  'survey-track',
] as const;
export type CoverageLayer = (typeof coverageLayers)[number];

/** A feature as an answer names it: its id and what people call it. */
export interface NamedPlace {
  readonly id: string;
  readonly name: string;
}

/** A line something is measured along: a sector of the border or a road. */
export interface NamedLine extends NamedPlace {
  readonly layer: 'border-line' | 'patrol-road';
}

/** A stretch that a measure does not cover. Chainages in metres from the start of its line, geometry in WGS 84. */
export interface CoverageGap {
  readonly line: NamedLine;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly metres: number;
  /** Several parts where the line itself falls into parts. */
  readonly geometry: LineString | MultiLineString;
  /** The post nearest to the gap's middle, in a straight line; null when there are no posts. */
  readonly nearestPost: (NamedPlace & { readonly metres: number }) | null;
  readonly reason: GapReason;
}

/**
 * Why something is not covered, as the register has it. `gainMetres` is how much of the gap would be covered if that were mended;
 * null of a marker, which is a place.
 */
export type GapReason =
  | { readonly code: 'lamps-not-working'; readonly lamps: number; readonly gainMetres: number }
  | { readonly code: 'no-lamp' }
  /** `surface` is a word of the layer `patrol-road`; null where none is registered. */
  | { readonly code: 'not-paved'; readonly surface: string | null }
  /** Of the roads near that do not count, by their status or kind, the one that would give most. */
  | {
      readonly code: 'road-not-counted';
      readonly road: NamedPlace;
      readonly kind: string;
      readonly status: string;
      readonly gainMetres: number | null;
    }
  /** The road that counts nearest to the middle, in a straight line; null when there is none at all. */
  | { readonly code: 'no-road-near'; readonly nearestRoad: (NamedPlace & { readonly metres: number }) | null }
  /** `lastDay` (`YYYY-MM-DD`) is the last on which any of it was walked; null where those walks have no date. */
  | { readonly code: 'visited-outside-period'; readonly lastDay: string | null; readonly visitedMetres: number }
  | { readonly code: 'never-visited' };

/** What a measure covers of one line, as `[fromMetres, toMetres]` in order: for ribbons and labels. */
export interface CoveredLine {
  readonly line: NamedLine;
  readonly totalMetres: number;
  readonly covered: readonly (readonly [number, number])[];
}

/** Metres covered of all, and their share; null when there is nothing to cover, which is neither 0 nor 1. */
export interface LineFigures {
  readonly metres: number;
  readonly totalMetres: number;
  readonly share: number | null;
}

/** A measure of lines with its gaps, the longest first. */
export interface LineCoverage extends LineFigures {
  readonly gaps: readonly CoverageGap[];
  readonly lines: readonly CoveredLine[];
}

/** Markers reached of all; the share is null without markers. */
export interface MarkerFigures {
  readonly reached: number;
  readonly total: number;
  readonly share: number | null;
}

export interface MarkerCoverage extends MarkerFigures {
  /** Markers no usable road reaches; `position` is `[longitude, latitude]`, the post is the nearest in a straight line. */
  readonly missing: readonly (NamedPlace & {
    readonly position: readonly [number, number];
    readonly nearestPost: CoverageGap['nearestPost'];
    readonly reason: GapReason;
  })[];
  /** By which place on which road each other marker is reached; the offset is positive to the road's right. */
  readonly access: readonly {
    readonly marker: NamedPlace;
    readonly road: NamedPlace;
    readonly chainageMetres: number;
    readonly offsetMetres: number;
  }[];
}

/** The lamps themselves; see `LightingMeasure` for what each figure counts. */
export interface LampFigures {
  /** Lamps of the post that have not been removed, working or not. */
  readonly lamps: number;
  readonly working: number;
  readonly workingShare: number | null;
  readonly lampsPerKm: number | null;
  readonly medianSpacingMetres: number | null;
}

export interface LitCoverage extends LineCoverage, LampFigures {}

export interface ActiveCoverage extends LineCoverage {
  /** Metres visited on at least `parameters.visitDays` days, and their share. */
  readonly regularMetres: number;
  readonly regularShare: number | null;
  /** Days since the last visit, as of the day measured. */
  readonly recency: VisitRecency;
  /** Stretches visited, neighbours differ in a figure; `lastDay` (`YYYY-MM-DD`) is null where no visit has a date. */
  readonly stretches: readonly {
    readonly line: NamedLine;
    readonly fromMetres: number;
    readonly toMetres: number;
    readonly days: number;
    readonly lastDay: string | null;
  }[];
}

/** The way from a post to a place: along roads, and on foot at both ends; `totalSeconds` is all three. */
export interface Way extends Omit<Access, 'post'> {
  readonly totalSeconds: number;
}

/** What a post reaches along roads. */
export interface ReachCoverage {
  readonly minutes: number;
  /** Metres of usable road reached within the minutes, of those of the whole province. */
  readonly reachedMetres: number;
  readonly totalMetres: number;
  /** The way to each marker of the post; null where no road leads, never 0. */
  readonly markers: readonly { readonly marker: NamedPlace; readonly way: Way | null }[];
}

/** Everything measured about one post. */
export interface PostMeasures {
  readonly network: LineCoverage;
  readonly markers: MarkerCoverage;
  readonly paved: LineCoverage;
  readonly lit: LitCoverage;
  /** Null for a reader who may not see tracks; then `effort` is null too. */
  readonly active: ActiveCoverage | null;
  readonly effort: Effort | null;
  readonly reach: ReachCoverage;
}

/** The first and last local day of visits counted, `YYYY-MM-DD`, both included; null is open on that side. */
export interface CoveragePeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/** With what a figure was computed, so that it can be computed again to the digit. */
export interface CoverageBasis {
  /** The day whose state of the works was measured, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Differs whenever any feature the reader may see in these layers does. */
  readonly dataVersion: string;
  readonly period: CoveragePeriod;
  readonly parameters: MeasureParameters;
  /** Features of each layer on that day, all posts; a layer hidden from the reader is absent. */
  readonly rows: Readonly<Partial<Record<CoverageLayer, number>>>;
}

/** `GET /api/posts/{id}/coverage` */
export interface PostCoverage extends CoverageBasis {
  readonly post: NamedPlace;
  readonly measures: PostMeasures;
}

/** The figures of one post without lists of places; `post` null is the province, works of no post included. */
export interface CoverageRow {
  readonly post: NamedPlace | null;
  readonly network: LineFigures;
  readonly markers: MarkerFigures;
  readonly paved: LineFigures;
  readonly lit: LineFigures & LampFigures;
  readonly active: (LineFigures & { readonly regularShare: number | null }) | null;
  readonly effort: Effort | null;
}

/** `GET /api/coverage` */
export interface ProvinceCoverage extends CoverageBasis {
  readonly province: CoverageRow;
  readonly posts: readonly CoverageRow[];
}

/** One month as it was frozen when it had ended. */
export interface CoverageMonth extends CoverageBasis {
  /** `YYYY-MM`; `asOf` is its last day, `period` the whole month. */
  readonly month: string;
  /**
   * Whether the register has learnt more of the month since: of works that stood at its end, as by an import of earlier years, or
   * of walks in it, as by a late approval. What is frozen stays.
   */
  readonly isAmended: boolean;
  readonly row: CoverageRow;
}

/** `GET /api/coverage/trend`: months that have ended, oldest first. */
export interface CoverageTrend {
  readonly months: readonly CoverageMonth[];
  /** Months (`YYYY-MM`) that are being frozen and will be among `months` when asked again. */
  readonly pending: readonly string[];
}

/** `GET /api/coverage/nearest`: the post from which each place is reached soonest; null where no road leads. */
export interface NearestPosts extends CoverageBasis {
  readonly places: readonly {
    readonly place: NamedPlace;
    readonly post: NamedPlace | null;
    readonly way: Way | null;
  }[];
}

/** The leg on foot between a place and its road; null where no road is near enough, and then no way leads there. */
export type RoadLeg = { readonly legMetres: number; readonly legSeconds: number } | null;

/**
 * `GET /api/coverage/ways`: the quickest way from every post to every place. Item `i` of a post's lists is the way to
 * `places[i]`; null where no road leads, never 0. The whole time is both legs and the road.
 */
export interface WaysFromPosts extends CoverageBasis {
  readonly places: readonly { readonly place: NamedPlace; readonly leg: RoadLeg }[];
  readonly posts: readonly {
    readonly post: NamedPlace;
    readonly leg: RoadLeg;
    readonly roadSeconds: readonly (number | null)[];
    readonly roadMetres: readonly (number | null)[];
  }[];
}

/** What can be drawn of a post: what a measure covers, or the roads it reaches in time. */
export const stretchMeasures = ['reach', 'network', 'paved', 'lit', 'active'] as const;
export type StretchMeasure = (typeof stretchMeasures)[number];

/** A stretch of a line to draw; `days` and `lastDay` only of `active`. */
export interface CoverageStretch {
  /** Id of the road or sector. */
  readonly line: string;
  readonly name: string;
  readonly layer: NamedLine['layer'];
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly days?: number;
  readonly lastDay?: string | null;
}

/** `GET /api/posts/{id}/coverage/stretches` and `GET /api/coverage/stretches` */
export type CoverageStretches = FeatureCollection<LineString | MultiLineString, CoverageStretch>;

/**
 * `GET /api/posts/{id}/works` and `GET /api/coverage/works`: what the browser recomputes with, tracks aside. Of a post every
 * feature but the sectors and markers of other posts. With `worksOf`, `coverageOfPost` and `coverageOfAll` it gives the
 * server's figures to the digit.
 */
export interface CoverageWorks {
  readonly asOf: string;
  readonly dataVersion: string;
  readonly features: CoverageFeatures;
}

/** A feature as `worksOf` takes it: one of `/ogc/collections/{layer}/items`, or a row of the register. */
export type CoverageFeature = Pick<Feature, 'geometry' | 'properties'> & { readonly id?: string | number | undefined };

/** Features by layer; an absent layer is one the reader may not see, an empty one has no features. */
export type CoverageFeatures = Readonly<Partial<Record<CoverageLayer, readonly CoverageFeature[]>>>;
