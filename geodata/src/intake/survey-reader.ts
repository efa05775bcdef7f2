import type { SourceFeature } from '../formats/format.ts';
import type { Issue } from '../issue.ts';
import type { Bilingual } from '../text.ts';
import type { SurveyLimits } from './limits.ts';
import type { ReadBudget } from './read-budget.ts';

export const surveyFormats = [
  'geojson',
  'geojsonseq',
  'flatgeobuf',
  'gpx',
  'kml',
  'kmz',
  'shapefile',
  'table',
  'photo',
] as const;
export type SurveyFormat = (typeof surveyFormats)[number];

/** What a device noted beside the positions of one part of a line, number for number; NaN where it noted nothing. */
export interface TrackFixes {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly times: Float64Array;
  readonly elevationsMetres: Float64Array;
  /** Radius in which the device believes the place to be. */
  readonly accuracyMetres: Float64Array;
}

/** A feature of a survey file as the file has it: nothing is checked, coordinates are of the file's system. */
export interface SurveyFeature extends SourceFeature {
  /** What the device took it for; `row` is a line of a table. */
  readonly kind: 'feature' | 'track' | 'route' | 'waypoint' | 'row';
  /** One for each part of the line; absent where the format carries none. */
  readonly fixes?: readonly TrackFixes[];
  /** Its geometry had heights in the file, which its reader has left away. Those of `fixes` and of `geometry` need no word. */
  readonly hadElevation?: true;
}

export interface SurveyBatch {
  readonly features: readonly SurveyFeature[];
  readonly issues: readonly Issue[];
  /** The coordinate system the file states, as it states it; absent in batches that say nothing new about it. */
  readonly statedCrs?: string;
}

/** One file out of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Unpacks an archive within the limits; what it refuses comes back as issues, and then no entry does. */
export type Unzip = (
  archive: Uint8Array,
  limits: SurveyLimits,
) => Promise<{ readonly entries: readonly ArchiveEntry[]; readonly issues: readonly Issue[] }>;

/** How the rows of a table become features. */
export interface TableOptions {
  /** `points` (the default): a feature a row. `line`, `area`: the rows are the corners, in their order. */
  readonly shape?: 'points' | 'line' | 'area' | undefined;
  /** The column whose value tells one line or area from the next; absent: the whole table is one. */
  readonly groupBy?: string | undefined;
}

export interface SurveyReadOptions {
  readonly budget: ReadBudget;
  readonly unzip: Unzip;
  readonly table?: TableOptions;
}

/**
 * A reader of one survey format. It works in a browser's worker and on the server alike, and never throws for bad input: what
 * cannot be read becomes issues, what can be read before the fault is handed on.
 */
export interface SurveyReader {
  readonly name: SurveyFormat;
  readonly title: Bilingual;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether a file that begins with these bytes is of this format; the name decides only where bytes cannot. */
  detect(head: Uint8Array, fileName: string): boolean;
  read(bytes: Uint8Array, options: SurveyReadOptions): AsyncGenerator<SurveyBatch, void, void>;
}
