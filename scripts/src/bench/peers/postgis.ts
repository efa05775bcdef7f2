import { type LayerId, layerById, tileFields } from '@phen-dau/geodata';
import { type TileAddress, tileBuffer, tileExtent } from '@phen-dau/tiles';
import type { Client } from 'pg';

/** The schema of the peers' own tables, made from the same rows. */
const schema = 'peer';
export const peerTable = (id: LayerId) => `${schema}.${id.replaceAll('-', '_')}`;
const simplifiedTable = (id: LayerId, zoom: number) => `${peerTable(id)}_z${zoom}`;
const columnsOf = (id: LayerId) => tileFields(layerById(id)).map((key) => `"${key}"`);
const zooms = [8, 9, 10, 11, 12, 13, 14];

/** Tables as a careful person would make them for ST_AsMVT: web mercator, indexed, and for lines and areas one per zoom. */
export async function makePeerTables(client: Client, ids: readonly LayerId[]): Promise<void> {
  // Compiling, or planning anew each time, would cost more than these queries themselves.
  await client.query('set jit = off; set plan_cache_mode = force_generic_plan');
  await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  for (const id of ids) {
    const columns = ['tile_id', ...columnsOf(id)].join(', ');
    await client.query(`create table ${peerTable(id)} as select ${columns}, st_transform(geometry, 3857) as geometry
      from register.${id.replaceAll('-', '_')}`);
    await index(client, peerTable(id));
    if (layerById(id).geometry === 'Point') continue;
    for (const zoom of zooms) {
      // The tolerance our own encoder uses: half a pixel, and an eighth at the deepest zoom.
      const metres = ((zoom < layerById(id).maxZoom ? 4 : 1) * 40_075_016.68557849) / 2 ** zoom / tileExtent;
      await client.query(`create table ${simplifiedTable(id, zoom)} as select * from (
        select ${columns}, st_simplify(geometry, ${metres}) as geometry from ${peerTable(id)}
        ) as simple where geometry is not null and not st_isempty(geometry)`);
      await index(client, simplifiedTable(id, zoom));
    }
  }
}

async function index(client: Client, table: string): Promise<void> {
  await client.query(`create index on ${table} using gist (geometry)`);
  await client.query(`analyze ${table}`);
}

/**
 * One tile of all layers by ST_AsMVT through a prepared statement; from the simplified tables or from the plain ones.
 * Features whose shape is null are left out by ST_AsMVT itself: a condition that says so would have every shape made twice.
 */
export async function postgisTile(
  client: Client,
  ids: readonly LayerId[],
  { z, x, y }: TileAddress,
  tables: 'simplified' | 'plain',
): Promise<Uint8Array> {
  const layers = ids
    .filter((id) => z >= layerById(id).minZoom)
    .map((id) => {
      const isPoint = layerById(id).geometry === 'Point';
      const table = tables === 'simplified' && !isPoint ? simplifiedTable(id, z) : peerTable(id);
      return `coalesce((select st_asmvt(drawn, '${id}', ${tileExtent}, 'shape', 'tile_id') from (
        select tile_id, ${columnsOf(id).join(', ')},
          st_asmvtgeom(geometry, st_tileenvelope($1, $2, $3), ${tileExtent}, ${tileBuffer}, true) as shape
        from ${table} where geometry && st_tileenvelope($1, $2, $3, margin => ${tileBuffer / tileExtent})
      ) as drawn), ''::bytea)`;
    });
  if (layers.length === 0) return new Uint8Array();
  const result = await client.query<{ tile: Uint8Array }>({
    name: `${tables}-${z}-${ids.join('-')}`.slice(0, 60),
    text: `select ${layers.join(' || ')} as tile`,
    values: [z, x, y],
  });
  return result.rows[0]?.tile ?? new Uint8Array();
}
