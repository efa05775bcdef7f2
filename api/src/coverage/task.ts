import type { CoveragePeriod, MeasureParameters, NamedPlace, StretchMeasure } from '@phen-dau/geodata';
import type { ChangedRows, CoverageRows } from '../queries/coverage-rows.ts';

/** With what figures are asked for. */
interface Measured {
  readonly parameters: MeasureParameters;
  readonly period: CoveragePeriod;
}

/** What can be asked of works; post `null` is the province. */
export type CoverageTask =
  | ({ readonly kind: 'post'; readonly post: string } & Measured)
  | ({ readonly kind: 'stretches'; readonly post: string | null; readonly measure: StretchMeasure } & Measured)
  | { readonly kind: 'works'; readonly post: string | null }
  | ({ readonly kind: 'all' } & Measured)
  | ({
      readonly kind: 'nearest' | 'ways';
      readonly places: readonly (NamedPlace & { readonly position: readonly [number, number] })[];
    } & Measured)
  | { readonly kind: 'month'; readonly month: string; readonly parameters: MeasureParameters };

/**
 * To the thread. Works come in pieces under a number, or as what changed in others, and stay until they are forgotten; with
 * `asOf` null they are all states.
 */
export type ToCoverage =
  | { readonly kind: 'open'; readonly works: number; readonly asOf: string | null; readonly dataVersion: string }
  | { readonly kind: 'add'; readonly works: number; readonly rows: CoverageRows }
  | {
      readonly kind: 'edit';
      readonly works: number;
      readonly of: number;
      readonly dataVersion: string;
      readonly changes: readonly ChangedRows[];
    }
  | { readonly kind: 'forget'; readonly works: number }
  | { readonly kind: 'compute'; readonly works: number; readonly serial: number; readonly task: CoverageTask };

/** From the thread: an answer as JSON, null when what was asked about does not exist. */
export type FromCoverage =
  | { readonly serial: number; readonly json: Uint8Array<ArrayBuffer> | null }
  | { readonly serial: number; readonly failed: string };
