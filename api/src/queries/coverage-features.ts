import {
  type Clearance,
  type CoverageLayer,
  coverageLayers,
  layerById,
  type NamedPlace,
  readableParts,
} from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import type { ChangedRows, CoverageRows } from './coverage-rows.ts';
import { featureSource, historyOf, tableOf } from './feature-source.ts';
import { changesSince } from './layers.ts';

/** What coverage wants to know of each layer's features. */
const wanted = {
  'border-post': ['name'],
  'border-line': ['name', 'post_id'],
  'border-marker': ['number', 'post_id'],
  'patrol-road': ['name', 'post_id', 'kind', 'surface', 'status'],
  'solar-lamp': ['code', 'post_id', 'status'],
  'survey-track': ['name', 'post_id', 'kind', 'patrol_code', 'started_at', 'ended_at'],
} as const;

/** The features coverage is computed from, as they were on a day. A layer the reader may not see is absent. */
export async function coverageRows(
  transaction: Transaction,
  clearance: Clearance,
  asOf: string,
): Promise<CoverageRows> {
  const found: [CoverageLayer, Row[]][] = [];
  for (const layer of coverageLayers) {
    const source = featureSource(layerById(layer), clearance, { on: asOf });
    if (!source) continue;
    found.push([layer, await transaction.query(sql`select ${columnsOf(layer)} from ${source} as feature`)]);
  }
  return found;
}

/** Whether a post that the reader may see stood on a day. */
export async function isPostOn(transaction: Transaction, id: string, clearance: Clearance, day: string) {
  const source = featureSource(layerById('border-post'), clearance, { on: day });
  if (!source) return false;
  const found = await transaction.query(sql`select id from ${source} as feature where feature.id = ${id}::uuid`);
  return found.length > 0;
}

/**
 * What became of the features touched since some versions of the parts coverage reads, in the order of `coverageParts`; null
 * when they are too many to name, or were too long ago: then everything is to be read again.
 */
export async function coverageChanges(
  transaction: Transaction,
  clearance: Clearance,
  asOf: string,
  since: readonly number[],
): Promise<readonly ChangedRows[] | null> {
  const versions = [...since];
  const changes: ChangedRows[] = [];
  for (const layer of coverageLayers) {
    const ids: string[] = [];
    const touched: number[] = [];
    for (const part of readableParts(layerById(layer), clearance)) {
      const { tileIds } = await changesSince(transaction, part, versions.shift() ?? 0);
      if (!tileIds || tileIds.length > mostChanged) return null;
      if (tileIds.length === 0) continue;
      touched.push(...tileIds);
      const states = [tableOf(part), historyOf(part)].map(
        (table) => sql`select id from ${table} where tile_id = any(${tileIds}::integer[])`,
      );
      ids.push(...(await transaction.query<{ id: string }>(join(states, ' union all '))).map(({ id }) => id));
    }
    const source = touched.length > 0 && featureSource(layerById(layer), clearance, { on: asOf });
    if (!source) continue;
    const rows = await transaction.query(
      sql`select ${columnsOf(layer)} from ${source} as feature where feature.tile_id = any(${touched}::integer[])`,
    );
    changes.push({ layer, ids: [...new Set(ids)], rows });
  }
  return changes;
}

/** Of a part; to read it as a whole is about as quick as to look for more. */
const mostChanged = 1000;

/** Every state the features ever had, for looking at many days. */
export async function coverageStateRows(transaction: Transaction, clearance: Clearance): Promise<CoverageRows> {
  const found: [CoverageLayer, Row[]][] = [];
  for (const layer of coverageLayers) {
    const parts = readableParts(layerById(layer), clearance);
    if (parts.length === 0) continue;
    const columns = sql`${columnsOf(layer)}, valid_from, valid_to`;
    const states = parts.flatMap((part) => [
      sql`select ${columns} from ${tableOf(part)} as feature`,
      sql`select ${columns} from ${historyOf(part)} as feature where valid_to > valid_from`,
    ]);
    found.push([layer, await transaction.query(join(states, ' union all '))]);
  }
  return found;
}

const columnsOf = (layer: CoverageLayer) =>
  sql`feature.id, st_asgeojson(feature.geometry, 9) as geometry, ${join(
    wanted[layer].map((key) => sql`feature.${identifier(key)}`),
  )}`;

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
