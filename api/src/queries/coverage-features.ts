import {
  type Clearance,
  type CoverageFeature,
  type CoverageFeatures,
  coverageLayers,
  layerById,
  type NamedPlace,
  readableParts,
} from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { featureSource, jsonValue } from './feature-source.ts';

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
    const columns = join(wanted[layer].map((key) => identifier(key)));
    const rows = await transaction.query<{ id: string; geometry: string }>(sql`
      select id, st_asgeojson(geometry, 9) as geometry, ${columns} from ${source} as feature`);
    const features = rows.map(({ id, geometry, ...properties }) => ({
      type: 'Feature' as const,
      id,
      geometry: JSON.parse(geometry),
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, jsonValue(value)])),
    }));
    found.push([layer, features]);
  }
  return Object.fromEntries(found);
}

/** The places of a layer of points on a day by name; `null` when the reader may not see the layer. */
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
