import { foldDiacritics, type Layer } from '@phen-dau/geodata';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { sqlTypes } from './feature-source.ts';
import type { FeatureFilter, FeatureQuery, GeometryForm } from './feature-types.ts';

/** What a row of a source named `feature` must satisfy. */
export function conditions(layer: Layer, query: FeatureQuery<GeometryForm>): Sql[] {
  const { bbox, filters = [], ids, search, tileId } = query;
  return [
    ...(bbox
      ? [sql`st_intersects(feature.geometry, st_makeenvelope(${bbox[0]}, ${bbox[1]}, ${bbox[2]}, ${bbox[3]}, 4326))`]
      : []),
    ...(tileId === undefined ? [] : [sql`feature.tile_id = ${tileId}`]),
    ...(ids ? [sql`feature.id = any(${ids}::uuid[])`] : []),
    ...filters.map((filter) => filterCondition(layer, filter)),
    ...(search === undefined ? [] : searchConditions(search)),
  ];
}

function filterCondition(layer: Layer, { key, values }: FeatureFilter): Sql {
  const field = layer.fields[key];
  if (!field) throw new Error(`Layer ${layer.id} has no field ${key}`);
  return sql`feature.${identifier(key)} = any(${values.map(String)}::text[]::${sqlTypes[field.sqlType]}[])`;
}

/** Every word must occur, anywhere, without diacritics. */
export function searchConditions(search: string): Sql[] {
  const words = foldDiacritics(search).split(/\s+/).filter(Boolean);
  return words.map((word) => sql`feature.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
}
