import type { Bounds, Clearance, Layer, LayerGeometry } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { featureSource } from './feature-source.ts';

/** What rules compare with: a feature of the register without the attributes none of them asks for. */
export interface FeatureAround {
  readonly id: string;
  readonly name: string;
  /** Of its vocabulary; null where the layer has no kinds. */
  readonly kind: string | null;
  readonly geometry: LayerGeometry;
}

const pageFeatures = 5_000;

/**
 * The features of a layer today that meet any of the boxes, page by page until there are no more, or `most` of them; `isWhole`
 * says which; with `tileIds` only those. Boxes, because a file that reaches from one end of the province to the other is not near all of it.
 */
export async function featuresAround(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  boxes: readonly Bounds[],
  { most, tileIds }: { readonly most: number; readonly tileIds?: readonly number[] | null },
): Promise<{ readonly features: readonly FeatureAround[]; readonly isWhole: boolean }> {
  const source = featureSource(layer, clearance, { on: undefined });
  const features: FeatureAround[] = [];
  if (!source || boxes.length === 0) return { features, isWhole: true };
  const which = tileIds ? sql` and feature.tile_id = any(${tileIds}::integer[])` : sql``;
  const kind = layer.fields.kind ? sql`feature.kind` : sql`null::text`;
  for (let after = -1; ; ) {
    const rows = await transaction.query<{
      id: string;
      tile_id: number;
      name: string;
      kind: string | null;
      geometry: string;
    }>(sql`
      select feature.id, feature.tile_id, feature.${identifier(layer.nameField)}::text as name, ${kind} as kind,
        st_asgeojson(feature.geometry, 9) as geometry
      from ${source} as feature where feature.geometry && any(${envelopes(boxes)}) and feature.tile_id > ${after}${which}
      order by feature.tile_id limit ${pageFeatures}`);
    for (const { id, name, kind: word, geometry } of rows) {
      if (features.length === most) return { features, isWhole: false };
      features.push({ id, name, kind: word, geometry: JSON.parse(geometry) as LayerGeometry });
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageFeatures) return { features, isWhole: true };
    after = last.tile_id;
  }
}

/** Whether a layer has any feature today that may be read. */
export async function holdsAny(transaction: Transaction, layer: Layer, clearance: Clearance): Promise<boolean> {
  const source = featureSource(layer, clearance, { on: undefined });
  if (!source) return false;
  const rows = await transaction.query(sql`select from ${source} as feature limit 1`);
  return rows.length > 0;
}

/** One scan of the index for each box, and each feature once. */
function envelopes(boxes: readonly Bounds[]): Sql {
  const side = (at: 0 | 1 | 2 | 3) => sql`${boxes.map((box) => box[at])}::float8[]`;
  return sql`array(select st_makeenvelope(west, south, east, north, 4326)
    from unnest(${side(0)}, ${side(1)}, ${side(2)}, ${side(3)}) as box (west, south, east, north))`;
}
