import type { Issue } from '../issue.ts';
import type { Bilingual } from '../text.ts';

/** A feature as its file has it: nothing is checked but that it is a feature. */
export interface SourceFeature {
  /** Its place in the file, from 0. */
  readonly index: number;
  /** The file's own identifier, or null. */
  readonly id: string | number | null;
  /** GeoJSON geometry in the file's coordinate system, or whatever stood in its place; `validate` finds out. */
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a reader learnt from one piece of the file. */
export interface ReadBatch {
  readonly features: readonly SourceFeature[];
  readonly issues: readonly Issue[];
  /** The coordinate system the file states, as it states it; absent in batches that say nothing new about it. */
  readonly statedCrs?: string;
  /** How many features the file announces; absent when it does not. */
  readonly announcedFeatures?: number;
  /** Bytes of the file consumed so far. */
  readonly bytesRead: number;
}

export interface ReadLimits {
  /** Deepest nesting of a feature's JSON; deeper features become issues. */
  readonly nestingDepth: number;
  /** Largest single feature in bytes; a larger one ends the reading with an issue. */
  readonly featureBytes: number;
}
export const defaultReadLimits: ReadLimits = { nestingDepth: 64, featureBytes: 256 * 1024 * 1024 };

export const formatNames = ['geojson', 'geojsonseq', 'flatgeobuf'] as const;
export type FormatName = (typeof formatNames)[number];

/**
 * A reader of one file format. Memory stays bounded by the largest feature, not by the file; bad input becomes issues, and
 * reading never throws for it (only for an error of the byte source itself).
 */
export interface Format {
  readonly name: FormatName;
  readonly title: Bilingual;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether a file that begins with these bytes (up to 64 KiB) is of this format. */
  detect(firstBytes: Uint8Array): boolean;
  read(bytes: AsyncIterable<Uint8Array>, limits?: ReadLimits): AsyncGenerator<ReadBatch, void, void>;
}
