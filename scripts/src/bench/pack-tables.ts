import { type LayerId, layerById, tileFields } from '@phen-dau/geodata';
import { LayerPacker, type TilePart, type TileValue } from '@phen-dau/tiles';
import type { Client } from 'pg';

export interface PackedTables {
  readonly parts: readonly TilePart[];
  readonly features: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Packs the layers' tables as the tile store does. */
export async function packTables(client: Client, ids: readonly LayerId[]): Promise<PackedTables> {
  const started = performance.now();
  const parts: TilePart[] = [];
  for (const id of ids) {
    const { minZoom, maxZoom } = layerById(id);
    const fields = tileFields(layerById(id));
    const packer = new LayerPacker({ name: id, fields, minZoom, maxZoom });
    const columns = fields.map((key) => `"${key}"`).join(', ');
    const { rows } = await client.query({
      rowMode: 'array',
      text: `select tile_id, st_asbinary(geometry), ${columns} from register.${id.replaceAll('-', '_')}`,
    });
    for (const [tileId, geometry, ...values] of rows as [number, Uint8Array, ...TileValue[]][]) {
      packer.add({ tileId, geometry, values });
    }
    parts.push({ packed: packer.finish().packed, hidden: undefined });
  }
  return {
    parts,
    features: parts.reduce((sum, { packed }) => sum + packed.count, 0),
    bytes: parts.reduce((sum, { packed }) => sum + packed.byteLength, 0),
    milliseconds: performance.now() - started,
  };
}
