import type { Clearance, Layer } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { join, sql } from '../database/sql.ts';
import { conditions } from './feature-conditions.ts';
import { featureRow, featureSource, rowColumns, type States } from './feature-source.ts';
import type { FeaturePage, FeatureQuery, FeatureRow, GeometryForm } from './feature-types.ts';

export { deleteFeature, updateFeature } from './feature-changes.ts';
export { insertFeature, insertFeatures, insertFeaturesInTurn } from './feature-inserts.ts';
export { mergeFeature } from './feature-merge.ts';
export { type FoundFeature, searchFeatures } from './feature-search.ts';
export { streamPart } from './feature-stream.ts';
export type * from './feature-types.ts';

/** The features of a layer's readable parts that match, page by page. Without a readable part: an empty page. */
export async function listFeatures<Form extends GeometryForm = 'geojson'>(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  query: FeatureQuery<Form>,
): Promise<FeaturePage<Form>> {
  const states: States = query.interval ?? { on: query.asOf };
  const source = featureSource(layer, clearance, states);
  if (!source) return { rows: [], numberMatched: 0, next: null };
  const matching = sql`from ${source} as feature where ${join([sql`true`, ...conditions(layer, query)], ' and ')}`;

  const [counted] = await transaction.query<{ count: number }>(sql`select count(*) as count ${matching}`);
  const numberMatched = counted?.count ?? 0;
  if (query.limit === 0 || numberMatched === 0) return { rows: [], numberMatched, next: null };

  const after = query.after === undefined ? sql`` : sql` and feature.tile_id > ${query.after}`;
  const found = await transaction.query(sql`
    select ${rowColumns(layer, query.geometry ?? 'geojson')} ${matching}${after}
    order by feature.tile_id limit ${query.limit + 1}`);
  const rows = found.slice(0, query.limit).map((row) => featureRow<Form>(layer, row));
  return { rows, numberMatched, next: found.length > query.limit ? (rows.at(-1)?.tileId ?? null) : null };
}

/**
 * One feature by its uuid, today or on another day; undefined when there is none for this reader. Of two with one id the one in
 * the more protected part, as `findStanding` finds it: tile ids of protected parts begin above all others.
 */
export async function getFeature(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  id: string,
  options: { readonly asOf?: string } = {},
): Promise<FeatureRow | undefined> {
  const source = featureSource(layer, clearance, { on: options.asOf });
  if (!source) return undefined;
  const [row] = await transaction.query(
    sql`select ${rowColumns(layer, 'geojson')} from ${source} as feature where feature.id = ${id}::uuid
      order by feature.tile_id desc limit 1`,
  );
  return row && featureRow(layer, row);
}
