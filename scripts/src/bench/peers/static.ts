import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TileAddress } from '@phen-dau/tiles';
import { freePort } from '../../test/throw-away-postgres.ts';
import { answering, hasProgram, type PeerOrReason, startProgram, stopProgram } from './processes.ts';

/** A finished tile as a peer gets it. */
export interface FinishedTile {
  readonly address: TileAddress;
  readonly gzip: Uint8Array;
}

/** nginx sending the same gzip bytes from files: about as cheap as HTTP can be. */
export async function startNginx(tiles: readonly FinishedTile[]): Promise<PeerOrReason> {
  if (!hasProgram('nginx')) return { skipped: 'nginx: nginx-light is not installed' };
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-nginx-'));
  chmodSync(folder, 0o755);
  for (const { address, gzip } of tiles) {
    const file = join(folder, 'tiles', `${address.z}/${address.x}/${address.y}.pbf.gz`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, gzip);
  }
  const port = await freePort();
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10000;
  client_body_temp_path ${folder}/body; fastcgi_temp_path ${folder}/fastcgi; proxy_temp_path ${folder}/proxy;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  types { application/vnd.mapbox-vector-tile pbf; }
  server { listen 127.0.0.1:${port}; root ${folder}/tiles; gzip_static always; }
}`,
  );
  const server = startProgram('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]);
  const urlOf = ({ z, x, y }: TileAddress) => `http://127.0.0.1:${port}/${z}/${x}/${y}.pbf`;
  await answering(urlOf({ z: 0, x: 0, y: 0 }));
  return { urlOf, processIds: [server.pid ?? 0], stop: () => stopProgram(server) };
}

/**
 * tileserver-gl-light with the same bytes in an MBTiles file. Not in the lock file: its sqlite3 must be compiled. Installed
 * by hand somewhere, it is found through TILESERVER_GL (path of its command) or on the PATH.
 */
export async function startTileserverGl(tiles: readonly FinishedTile[]): Promise<PeerOrReason> {
  const command = process.env.TILESERVER_GL ?? ['tileserver-gl-light', 'tileserver-gl'].find(hasProgram);
  if (!command) return { skipped: 'tileserver-gl-light: not installed (TILESERVER_GL names its command)' };
  if (!hasProgram('python3'))
    return { skipped: 'tileserver-gl-light: python3, which writes its file, is not installed' };
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-tileserver-'));
  for (const { address, gzip } of tiles) {
    await writeFile(join(folder, `${address.z}-${address.x}-${address.y}`), gzip);
  }
  const written = spawnSync('python3', ['-c', mbtilesScript, folder], { encoding: 'utf8' });
  if (!existsSync(join(folder, 'tiles.mbtiles'))) return { skipped: `tileserver-gl-light: ${written.stderr}` };
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({
      options: { paths: { root: folder, mbtiles: folder } },
      data: { tiles: { mbtiles: 'tiles.mbtiles' } },
    }),
  );
  const port = await freePort();
  const server = startProgram(command, [
    '-c',
    join(folder, 'config.json'),
    '-p',
    String(port),
    '-b',
    '127.0.0.1',
    '--silent',
  ]);
  const urlOf = ({ z, x, y }: TileAddress) => `http://127.0.0.1:${port}/data/tiles/${z}/${x}/${y}.pbf`;
  try {
    await answering(`http://127.0.0.1:${port}/health`);
  } catch {
    await stopProgram(server);
    return { skipped: 'tileserver-gl-light: it does not start (was its sqlite3 compiled?)' };
  }
  return { urlOf, processIds: [server.pid ?? 0], stop: () => stopProgram(server) };
}

const mbtilesScript = `
import os, sqlite3, sys
folder = sys.argv[1]
db = sqlite3.connect(os.path.join(folder, 'tiles.mbtiles'))
db.execute('create table metadata (name text, value text)')
db.execute('create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)')
db.executemany('insert into metadata values (?, ?)', [('name', 'tiles'), ('format', 'pbf'), ('minzoom', '8'), ('maxzoom', '14'),
  ('bounds', '106,21,108,23'), ('json', '{"vector_layers": []}')])
for name in os.listdir(folder):
    if name.count('-') == 2:
        z, x, y = map(int, name.split('-'))
        db.execute('insert into tiles values (?, ?, ?, ?)', (z, x, 2 ** z - 1 - y, open(os.path.join(folder, name), 'rb').read()))
db.execute('create unique index tile_index on tiles (zoom_level, tile_column, tile_row)')
db.commit()
`;
