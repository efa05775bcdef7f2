import type { Bilingual } from './text.ts';

/** An `error` keeps the feature (and with it the file) out; a `warning` does not. */
export type Severity = 'error' | 'warning';

/** Everything a reader, the validator or a rule can say. The words are in `issue-messages.ts` and `survey-issue-messages.ts`. */
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
  'crs-unsupported',
  'crs-several',
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
  'file-too-large',
  'file-too-costly',
  'format-unknown',
  'extension-differs',
  'encoding-assumed',
  'xml-doctype',
  'xml-broken',
  'archive-refused',
  'archive-too-large',
  'archive-entries',
  'archive-ratio',
  'archive-without-survey',
  'archive-in-archive',
  'spreadsheet-unread',
  'receiver-log',
  'part-not-read',
  'part-missing',
  'fixes-unreadable',
  'track-parts-single',
  'track-days',
  'route-planned',
  'clock-unset',
  'times-zone-assumed',
  'place-noted',
  'row-unreadable',
  'table-without-places',
  'table-angles-unclear',
  'too-many-issues',
  'crs-unconfirmed',
  'same-file',
  'same-walk',
  'near-duplicate',
  'near-duplicate-in-file',
  'same-name',
  'length-differs',
  'crosses-border',
  'marker-off-border',
  'lamp-off-road',
  'compared-partly',
  'days-disordered',
  'line-self-crossing',
  'track-faults',
  'point-inaccurate',
  'photo-unusable',
  'photo-too-large',
  'photo-cut-off',
  'photo-without-position',
  'photo-position-unusable',
  'photo-time-unusable',
  'photo-notes-unreadable',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** What one click can do about a finding: plain data, so that a screen can show it and a server carry it out. */
export type IssueFix =
  | { readonly kind: 'set-crs'; readonly crs: string; readonly order: 'as-is' | 'swapped' }
  | { readonly kind: 'swap-axes' }
  | { readonly kind: 'repair' }
  | { readonly kind: 'set-property'; readonly property: string; readonly value: string | number | boolean | null }
  | { readonly kind: 'swap-properties'; readonly one: string; readonly other: string }
  | { readonly kind: 'update-existing'; readonly id: string }
  /** WGS 84 [longitude, latitude] in degrees. */
  | { readonly kind: 'move-to'; readonly position: readonly [number, number] }
  /** Of a feature of several shapes those that the layer takes; of points one feature each. */
  | { readonly kind: 'take-fitting'; readonly shapes: 'points' | 'lines' | 'areas' }
  /** Everything its track would be better without. */
  | { readonly kind: 'take-cuts' }
  | { readonly kind: 'leave-out' };

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
  /** Absent where there is nothing one click could do. */
  readonly fix?: IssueFix;
}

/** The same text for the same finding about the same file: what an *ignore with reason* is remembered by. */
export function issueKey({ code, feature, property, context }: Issue): string {
  return [code, feature ?? '', property ?? '', context?.id ?? '', context?.line ?? ''].join('|');
}

export type IssueMessages = Readonly<Record<IssueCode, Bilingual>>;
