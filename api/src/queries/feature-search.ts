import { type Clearance, catalogue, foldDiacritics, type Layer, type LayerId, layerById } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { searchConditions } from './feature-conditions.ts';
import { featureSource } from './feature-source.ts';
import type { Bounds } from './feature-types.ts';

export interface FoundFeature {
  readonly layer: Layer;
  readonly id: string;
  readonly tileId: number;
  readonly name: string;
  readonly bounds: Bounds;
}

/** Features of all readable layers whose name holds the words, today: whole names first, then beginnings, then the rest. */
export async function searchFeatures(
  transaction: Transaction,
  clearance: Clearance,
  words: string,
  limit: number,
): Promise<FoundFeature[]> {
  const folded = foldDiacritics(words).trim();
  const conditions = searchConditions(words);
  if (conditions.length === 0) return [];
  const branches = catalogue.flatMap((layer: Layer) => {
    const source = featureSource(layer, clearance, { on: undefined });
    if (!source) return [];
    return [
      sql`select ${layer.id} as layer, feature.id, feature.tile_id, feature.${identifier(layer.nameField)} as name,
          feature.search_text, feature.geometry
        from ${source} as feature where ${join(conditions, ' and ')}`,
    ];
  });
  const rows = await transaction.query<{
    layer: LayerId;
    id: string;
    tile_id: number;
    name: string;
    bounds: Bounds;
  }>(sql`
    select layer, id, tile_id, name,
      array[st_xmin(geometry), st_ymin(geometry), st_xmax(geometry), st_ymax(geometry)] as bounds
    from (${join(branches, ' union all ')}) as found
    order by case
        when search_text = ${folded} then 0
        when starts_with(search_text, ${folded}) then 1
        when position(' ' || ${folded}::text in search_text) > 0 then 2
        else 3
      end, length(search_text), search_text, tile_id
    limit ${limit}`);
  return rows.map(({ layer, id, tile_id, name, bounds }) => ({
    layer: layerById(layer),
    id,
    tileId: tile_id,
    name,
    bounds,
  }));
}
