import { updateFeature } from '@phen-dau/api';
import { type LayerId, layerById } from '@phen-dau/geodata';
import { digits, median, printTable, type Verdict } from './measure.ts';
import { postgisTile } from './peers/postgis.ts';
import type { TileSetting } from './tile-setting.ts';
import { startSignedIn, tilePathOf } from './tiles-warm.ts';

const editor = { role: 'editor_restricted', account: null } as const;
const times = 25;

/**
 * From the commit of an edit of one feature to its new tile in the client's hands, over HTTP and gzip, beside one
 * ST_AsMVT of the same tile over one connection.
 */
export async function measureCommitToTile(setting: TileSetting): Promise<Verdict[]> {
  const { client, database, ids, scale } = setting;
  const { server, cookie } = await startSignedIn(setting);
  try {
    const rows: string[][] = [];
    const verdicts: Verdict[] = [];
    for (const layers of [ids, ['border-marker'] as const]) {
      const served: number[] = [];
      const theirs: number[] = [];
      for (let time = 0; time <= times; time++) {
        const { address, commit } = await prepareEdit(setting, time);
        const url = `${server.url}${tilePathOf(layers, address)}`;
        const get = async () => {
          const response = await fetch(url, { headers: { cookie } });
          await response.arrayBuffer();
          return response.headers.get('etag');
        };
        const before = await get();
        await commit();
        const committed = performance.now();
        const after = await get();
        const seconds = performance.now() - committed;
        if (before === after) throw new Error('The tile after an edit was the old one');
        const started = performance.now();
        await postgisTile(client, layers, address, 'plain');
        // The first of each is for the caches.
        if (time > 0) theirs.push(performance.now() - started);
        if (time > 0) served.push(seconds);
      }
      const name = layers.length === 1 ? 'the edited layer' : `${layers.length} layers`;
      rows.push([name, digits(median(served)), digits(median(theirs)), digits(median(served) / median(theirs))]);
      verdicts.push({
        what: `commit to new tile / one ST_AsMVT tile, ${name}`,
        ratio: median(served) / median(theirs),
        bar: 5,
        sense: 'most',
      });
    }
    printTable(
      `x${scale}: from the commit of one edit to the new tile at the client, medians of ${times}`,
      ['tile of', 'ours ms', 'ST_AsMVT ms', 'ours / ST_AsMVT'],
      rows,
    );
    return verdicts;
  } finally {
    await server.close();
  }

  /** An edit of some marker, still to be committed, and the tile it will change. */
  async function prepareEdit(of: TileSetting, time: number) {
    const layer: LayerId = 'border-marker';
    const { rows } = await of.client.query<{ id: string; version: number; x: number; y: number }>(
      `select id, version, st_x(geometry) as x, st_y(geometry) as y from register.border_marker order by tile_id offset $1 limit 1`,
      [time * 3],
    );
    const [row] = rows;
    if (!row) throw new Error('No marker');
    const side = 2 ** 12;
    const northing = Math.asinh(Math.tan((row.y * Math.PI) / 180)) / Math.PI;
    const address = { z: 12, x: Math.floor(((row.x + 180) / 360) * side), y: Math.floor(((1 - northing) / 2) * side) };
    const commit = () =>
      database.transaction(editor, (transaction) =>
        updateFeature(transaction, layerById(layer), 'restricted', row.id, row.version, {
          properties: { number: `E${time}` },
        }),
      );
    return { address, commit };
  }
}
