import {
  type Clearance,
  type CoverageFeature,
  type CoverageFeatures,
  type CoverageLayer,
  coverageLayers,
  layerById,
  type NamedPlace,
  readableParts,
} from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { featureSource, historyOf, jsonValue, tableOf } from './feature-source.ts';

/** What coverage wants to know of each layer's features. */
const wanted = {
  'border-post': ['name'],
  'border-line': ['name', 'post_id'],
  'border-marker': ['number', 'post_id'],
  'patrol-road': ['name', 'post_id', 'kind', 'surface', 'status'],
  'solar-lamp': ['code', 'post_id', 'status'],
  'survey-track': ['name', 'post_id', 'patrol_code', 'started_at', 'ended_at'],
} as const;

/**
 * The features coverage is computed from, as they were on a day, in the very form `…/items` gives them: a browser that fetched
 * them there computes the same. A layer the reader may not see is absent.
 */
export async function coverageFeatures(
  transaction: Transaction,
  clearance: Clearance,
  asOf: string,
): Promise<CoverageFeatures> {
  const found: [string, CoverageFeature[]][] = [];
  for (const layer of coverageLayers) {
    const source = featureSource(layerById(layer), clearance, { on: asOf });
    if (!source) continue;
    const rows = await transaction.query(sql`select ${columnsOf(layer)} from ${source} as feature`);
    found.push([layer, rows.map(featureOf)]);
  }
  return Object.fromEntries(found);
}

/** Every state the features ever had, for looking at many days: the same as asking for each, read once. */
export interface CoverageStates {
  on(day: string): CoverageFeatures;
}

export async function coverageStates(transaction: Transaction, clearance: Clearance): Promise<CoverageStates> {
  const states: [string, { feature: CoverageFeature; from: string; to: string | null }[]][] = [];
  for (const layer of coverageLayers) {
    const parts = readableParts(layerById(layer), clearance);
    if (parts.length === 0) continue;
    const columns = sql`${columnsOf(layer)}, valid_from, valid_to`;
    const rows = await transaction.query<{ valid_from: string; valid_to: string | null }>(
      join(
        parts.flatMap((part) => [
          sql`select ${columns} from ${tableOf(part)} as feature`,
          sql`select ${columns} from ${historyOf(part)} as feature where valid_to > valid_from`,
        ]),
        ' union all ',
      ),
    );
    const ofLayer = rows.map(({ valid_from: from, valid_to: to, ...row }) => ({ feature: featureOf(row), from, to }));
    states.push([layer, ofLayer]);
  }
  const holdsOn = (day: string) => (state: { from: string; to: string | null }) =>
    state.from <= day && (state.to === null || state.to > day);
  return {
    on: (day) =>
      Object.fromEntries(states.map(([layer, all]) => [layer, all.filter(holdsOn(day)).map(({ feature }) => feature)])),
  };
}

const columnsOf = (layer: CoverageLayer) =>
  sql`feature.id, st_asgeojson(feature.geometry, 9) as geometry, ${join(
    wanted[layer].map((key) => sql`feature.${identifier(key)}`),
  )}`;

const featureOf = ({ id, geometry, ...properties }: Row): CoverageFeature & { readonly type: 'Feature' } => ({
  type: 'Feature',
  id: String(id),
  geometry: JSON.parse(String(geometry)),
  properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, jsonValue(value)])),
});

/** The places of a layer of points on a day; none when the reader may not see the layer. */
export async function placesOn(
  transaction: Transaction,
  layerId: 'border-marker' | 'village',
  clearance: Clearance,
  asOf: string,
): Promise<(NamedPlace & { readonly position: readonly [number, number] })[]> {
  const layer = layerById(layerId);
  const source = featureSource(layer, clearance, { on: asOf });
  if (!source) return [];
  const rows = await transaction.query<{ id: string; name: string; x: number; y: number }>(sql`
    select id, ${identifier(layer.nameField)} as name, st_x(geometry) as x, st_y(geometry) as y
    from ${source} as feature order by tile_id`);
  return rows.map(({ id, name, x, y }) => ({ id, name, position: [x, y] }));
}

/** The parts coverage reads for a reader, tracks among them or not. */
export const coverageParts = (clearance: Clearance) =>
  coverageLayers.flatMap((layer) => readableParts(layerById(layer), clearance));
