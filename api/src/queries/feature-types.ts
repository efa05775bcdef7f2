import type { Geometry } from 'geojson';

/** How a row carries its geometry: GeoJSON text (WGS 84, ready to splice into an answer), WKB, or not at all. */
export interface GeometryForms {
  geojson: string;
  wkb: Uint8Array;
  none: null;
}
export type GeometryForm = keyof GeometryForms;

/** One state of one feature. */
export interface FeatureRow<Form extends GeometryForm = 'geojson'> {
  readonly id: string;
  /** The feature's number in vector tiles; unique in its layer and kept for life, except when it changes its part. */
  readonly tileId: number;
  readonly geometry: GeometryForms[Form];
  /** The catalogue's keys in its order; absent attributes are null. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** First day this state holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** First day it no longer holds; null: still holds. */
  readonly validTo: string | null;
  /** Raised by every change; what `If-Match` compares. */
  readonly version: number;
  readonly updatedAt: Date;
}

/** West, south, east, north in degrees, WGS 84. */
export type Bounds = readonly [number, number, number, number];

export interface FeatureFilter {
  /** A key of the layer's catalogue entry. */
  readonly key: string;
  /** Any of these matches; already validated by the field's schema. */
  readonly values: readonly (string | number | boolean)[];
}

export interface FeatureQuery<Form extends GeometryForm = 'geojson'> {
  readonly bbox?: Bounds;
  /** The features as they were on this day; today when neither this nor `interval` is given. */
  readonly asOf?: string;
  /** The latest state of every feature that existed at some day in `[from, to]`, ends included; null is open. */
  readonly interval?: { readonly from: string | null; readonly to: string | null };
  readonly filters?: readonly FeatureFilter[];
  /** Words looked for in the feature's name without diacritics: `dong dang`. */
  readonly search?: string;
  readonly tileId?: number;
  readonly ids?: readonly string[];
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: number;
  /** `geojson` when absent. */
  readonly geometry?: Form;
}

export interface FeaturePage<Form extends GeometryForm = 'geojson'> {
  /** In order of `tileId`. */
  readonly rows: readonly FeatureRow<Form>[];
  /** How many features the query matches on all pages together. */
  readonly numberMatched: number;
  /** Pass as `after` for the next page; null on the last. */
  readonly next: number | null;
}

/** GeoJSON, or WKB/EWKB bytes in WGS 84; of the layer's geometry type (single lines and areas already promoted). */
export type GeometryInput = Geometry | Uint8Array;

/** A feature to be stored; attributes already validated by the catalogue's schema. */
export interface NewFeature {
  /** Made when absent. */
  readonly id?: string;
  readonly geometry: GeometryInput;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Today when absent. */
  readonly validFrom?: string;
  readonly validTo?: string | null;
  /**
   * Earlier states, oldest first; each holds until the next one's `validFrom` (the last until the feature's own) and
   * names only what differed from the feature as it is now.
   */
  readonly states?: readonly EarlierState[];
}

export interface EarlierState {
  readonly validFrom: string;
  readonly geometry?: GeometryInput;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A change of some attributes, the geometry or the validity; what is absent stays as it is. */
export interface FeatureChange {
  readonly geometry?: GeometryInput;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** From which day the new state is true; today when absent. The old state keeps the days before. */
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

/** What came of a change that named the version it started from. */
export type WriteOutcome =
  | { readonly outcome: 'written'; readonly row: FeatureRow; readonly before?: FeatureRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'conflict'; readonly row: FeatureRow; readonly fields?: readonly FieldConflict[] };

/** Which of two changes of one value is to stand: the one in the register, or the one being written. By field. */
export type Choices = Readonly<Record<string, 'keep' | 'take'>>;

/** A value that two people changed to different ones: `geometry`, `valid_from`, `valid_to` or an attribute. */
export interface FieldConflict {
  readonly field: string;
  /** As both found it. */
  readonly before: unknown;
  readonly wanted: unknown;
  readonly current: unknown;
}

export type DeleteOutcome =
  | { readonly outcome: 'deleted' }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'conflict'; readonly row: FeatureRow };

/** One state of a feature for the tile encoder. */
export interface TileSourceRow {
  readonly tileId: number;
  /** Little-endian WKB, 2D, WGS 84. */
  readonly wkb: Uint8Array;
  /** The fields that travel in tiles, in the order of `tileFields`. */
  readonly values: readonly unknown[];
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface StreamOptions {
  /** `current`: one state a feature, that of `asOf`; `all`: every state that ever held for at least a day. */
  readonly states: 'current' | 'all';
  /** Day for `current`; today when absent. */
  readonly asOf?: string;
  /** Only these features; for refreshing after a small change. */
  readonly tileIds?: readonly number[];
}
