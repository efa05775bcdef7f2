import type { CoverageFeature, CoverageFeatures, CoverageLayer } from '@phen-dau/geodata';
import type { Row } from '../database/database.ts';
import { jsonValue } from './feature-source.ts';

/** Rows as the database gives them, by layer; made into features by the thread that computes with them. */
export type CoverageRows = readonly (readonly [CoverageLayer, readonly Row[]])[];

/** What became of some features of a layer: the ids of all that were touched, and the rows of those there are on the day. */
export interface ChangedRows {
  readonly layer: CoverageLayer;
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
}

/** Of rows read with `coverageRows`: the very form `…/items` gives, so that a browser that fetched them computes the same. */
export const featuresOf = (rows: CoverageRows): CoverageFeatures =>
  Object.fromEntries(rows.map(([layer, ofLayer]) => [layer, ofLayer.map(featureOf)]));

/** Of rows read with `coverageStateRows`: the features of any day, the same as asking the database for each. */
export function featuresByDay(rows: CoverageRows): (day: string) => CoverageFeatures {
  const states = rows.map(
    ([layer, ofLayer]) =>
      [
        layer,
        ofLayer.map(({ valid_from: from, valid_to: to, ...row }) => ({
          feature: featureOf(row),
          from: String(from),
          to: to === null ? null : String(to),
        })),
      ] as const,
  );
  return (day) =>
    Object.fromEntries(
      states.map(([layer, all]) => [
        layer,
        all.filter(({ from, to }) => from <= day && (to === null || to > day)).map(({ feature }) => feature),
      ]),
    );
}

const featureOf = ({ id, geometry, ...properties }: Row): CoverageFeature & { readonly type: 'Feature' } => ({
  type: 'Feature',
  id: String(id),
  geometry: JSON.parse(String(geometry)),
  properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, jsonValue(value)])),
});
