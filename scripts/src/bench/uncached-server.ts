import { createServer } from 'node:http';
import type { LayerId } from '@phen-dau/geodata';
import { encodeTile } from '@phen-dau/tiles';
import { Client } from 'pg';
import { packTables } from './pack-tables.ts';

/**
 * A process of its own that makes every tile anew and sends it as it is, for counting what that costs: nothing is kept,
 * nothing compressed. Arguments: database URL, port, layer ids with commas.
 */
const [databaseUrl = '', port = '', ids = ''] = process.argv.slice(2);
const client = new Client({ connectionString: databaseUrl });
await client.connect();
const { parts } = await packTables(client, ids.split(',') as LayerId[]);
await client.end();
createServer((request, response) => {
  const [z = 0, x = 0, y = 0] = (request.url ?? '').slice(1).split('/').map(Number);
  const tile = encodeTile({ z, x, y }, parts);
  response.writeHead(tile ? 200 : 204, { 'Content-Type': 'application/vnd.mapbox-vector-tile' }).end(tile ?? undefined);
}).listen(Number(port), '127.0.0.1');
