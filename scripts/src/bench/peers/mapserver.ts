import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LayerId, layerById } from '@phen-dau/geodata';
import { freePort } from '../../test/throw-away-postgres.ts';
import { peerTable } from './postgis.ts';
import { answering, hasProgram, type PeerOrReason, startProgram, stopProgram } from './processes.ts';

const mapserv = '/usr/lib/cgi-bin/mapserv';

/** MapServer as FastCGI behind nginx, reading the plain tables: the classic way to serve vector tiles from PostGIS. */
export async function startMapServer(databaseUrl: string, ids: readonly LayerId[]): Promise<PeerOrReason> {
  if (!existsSync(mapserv) || !hasProgram('spawn-fcgi') || !hasProgram('nginx')) {
    return { skipped: 'MapServer: cgi-mapserver, spawn-fcgi or nginx-light is not installed' };
  }
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-mapserver-'));
  const url = new URL(databaseUrl);
  const connection = `host=${url.hostname} port=${url.port} user=${url.username} dbname=${url.pathname.slice(1)}`;
  await writeFile(join(folder, 'tiles.map'), mapFile(connection, ids));
  // MapServer 8.0 does not start without a configuration, and opens no map that is not named in it.
  await writeFile(join(folder, 'mapserver.conf'), `CONFIG\n  MAPS\n    TILES "${folder}/tiles.map"\n  END\nEND\n`);
  const [fastCgiPort, port] = [await freePort(), await freePort()];
  const environment = { MAPSERVER_CONFIG_FILE: join(folder, 'mapserver.conf') };
  const worker = startProgram(
    'spawn-fcgi',
    ['-n', '-a', '127.0.0.1', '-p', String(fastCgiPort), '--', mapserv],
    environment,
  );
  // No fastcgi_keep_conn: idle connections would pin the one process.
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off; keepalive_requests 1000000;
  client_body_temp_path ${folder}/body; fastcgi_temp_path ${folder}/fastcgi; proxy_temp_path ${folder}/proxy;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location ~ ^/(\\d+)/(\\d+)/(\\d+)$ {
      fastcgi_read_timeout 600s;
      # Large tiles stay in memory: nginx's worker may not write into this folder, and disk would only slow MapServer down.
      fastcgi_max_temp_file_size 0;
      fastcgi_pass 127.0.0.1:${fastCgiPort};
      fastcgi_param REQUEST_METHOD GET;
      fastcgi_param QUERY_STRING "map=TILES&mode=tile&tilemode=gmap&tile=$2+$3+$1&layers=all&map.imagetype=mvt";
    }
  }
}`,
  );
  const front = startProgram('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]);
  await answering(`http://127.0.0.1:${port}/8/203/112`);
  return {
    urlOf: ({ z, x, y }) => `http://127.0.0.1:${port}/${z}/${x}/${y}`,
    processIds: [worker.pid ?? 0],
    async stop() {
      await stopProgram(front);
      await stopProgram(worker);
    },
  };
}

function mapFile(connection: string, ids: readonly LayerId[]): string {
  const layers = ids.map((id) => {
    const type = { Point: 'POINT', MultiLineString: 'LINE', MultiPolygon: 'POLYGON' }[layerById(id).geometry];
    return `LAYER NAME "${id}" TYPE ${type} STATUS ON CONNECTIONTYPE POSTGIS CONNECTION "${connection}"
    PROCESSING "CLOSE_CONNECTION=DEFER" DATA "geometry from ${peerTable(id)} using unique tile_id using srid=3857"
    PROJECTION "init=epsg:3857" END METADATA "gml_include_items" "all" END CLASS END END`;
  });
  return `MAP NAME "tiles" STATUS ON SIZE 256 256 EXTENT -20037508.34 -20037508.34 20037508.34 20037508.34 UNITS METERS
  PROJECTION "init=epsg:3857" END
  OUTPUTFORMAT NAME "mvt" DRIVER "MVT" EXTENSION "pbf" FORMATOPTION "EXTENT=4096" FORMATOPTION "EDGE_BUFFER=10" END
  ${layers.join('\n  ')}
END\n`;
}
