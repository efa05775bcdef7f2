import type { Bilingual } from './text.ts';

/** An `error` keeps the feature (and with it the file) out; a `warning` does not. */
export type Severity = 'error' | 'warning';

/** Everything a reader, the validator or a rule can say. The words are in `issue-messages.ts`, one for each code. */
export const issueCodes = [
  'file-empty',
  'file-unreadable',
  'file-encoding',
  'file-truncated',
  'no-features',
  'feature-unreadable',
  'geometry-missing',
  'geometry-wrong-type',
  'geometry-invalid',
  'geometry-too-short',
  'ring-unclosed',
  'ring-self-crossing',
  'rings-crossing',
  'hole-outside',
  'parts-overlapping',
  'geometry-repaired',
  'elevation-dropped',
  'coordinate-not-finite',
  'coordinate-out-of-range',
  'coordinate-axes-swapped',
  'coordinate-unreadable',
  'coordinate-zone-missing',
  'crs-mismatch',
  'crs-unknown',
  'crs-behind-features',
  'datum-suspected',
  'outside-province',
  'property-missing',
  'column-missing',
  'field-unknown',
  'property-invalid',
  'columns-unused',
  'identifier-repeated',
  'identifier-exists',
  'register-refused',
  'too-many-features',
  'too-many-vertices',
  'nested-too-deep',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** One finding about input. Carries no prose: `context` fills the placeholders of the code's message. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** Index of the feature in its file, from 0; absent when the whole file is meant. */
  readonly feature?: number;
  /** The attribute concerned. */
  readonly property?: string;
  /** Where on the map, WGS 84 [longitude, latitude] in degrees. */
  readonly place?: readonly [number, number];
  readonly context?: Readonly<Record<string, string | number>>;
}

export type IssueMessages = Readonly<Record<IssueCode, Bilingual>>;
