import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type ArchiveToWrite, writeArchive } from '@phen-dau/tiles';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { createBasemap } from '../basemap.ts';
import type { Log } from '../log.ts';
import { type Ask, origin, read, type TestApi, testApi } from '../testing/api.ts';
import { createTileStore } from '../tile-store.ts';

let api: TestApi;
let cookie: string;
let folder: string;
beforeAll(async () => {
  api = await testApi();
  cookie = (await api.as('viewer', 'open')).cookie;
  folder = await mkdtemp(join(tmpdir(), 'basemap-'));
});

/** The application over a basemap file with these bytes; `null` serves none. */
async function over(bytes: Uint8Array | null): Promise<Ask> {
  const file = join(folder, `${Math.random()}.pmtiles`);
  if (bytes) await writeFile(file, bytes);
  return overFiles(file);
}

function overFiles(...files: string[]): Ask {
  const { database, callers } = api;
  const log: Log = (entry) => api.log.push(entry);
  const app = createApp({
    ...{ database, callers, webFolder: null, now: () => new Date(), tiles: createTileStore({ database }) },
    basemap: createBasemap(files, log),
    log,
  });
  return async (path, init = {}) =>
    app.request(`${origin}${path}`, {
      ...init,
      headers: { cookie, host: 'localhost:8080', ...(init.headers as object) },
    });
}

const vector = {
  type: 'mvt',
  compression: 'gzip',
  metadata: {
    name: 'Nền',
    attribution: 'Natural Earth',
    vector_layers: [{ id: 'land', fields: {} }],
    secret_path: '/srv/x',
  },
  bounds: [104.5, 20, 109, 23.5],
  tiles: [{ address: { z: 4, x: 12, y: 7 }, bytes: gzipSync('land') }],
} as const satisfies ArchiveToWrite;
const archive = (of: ArchiveToWrite) => writeArchive(of) ?? new Uint8Array();

describe('the basemap', () => {
  test('describes itself and sends its tiles as the archive holds them', async () => {
    const ask = await over(archive(vector));
    const described = await ask('/tiles/basemap.json');
    const json = await read<{ tiles: string[] }>(described);
    expect(json).toMatchObject({
      tilejson: '3.0.0',
      minzoom: 4,
      maxzoom: 4,
      attribution: 'Natural Earth',
      vector_layers: [{ id: 'land' }],
    });
    expect(json).not.toHaveProperty('secret_path');
    expect(json.tiles[0]).toMatch(/^http:\/\/localhost:8080\/tiles\/basemap\/\{z\}\/\{x\}\/\{y\}\.mvt\?v=/);
    const tile = await ask('/tiles/basemap/4/12/7.mvt');
    expect([tile.status, tile.headers.get('content-encoding'), tile.headers.get('content-type')]).toEqual([
      200,
      'gzip',
      'application/vnd.mapbox-vector-tile',
    ]);
    expect(Buffer.from(await tile.arrayBuffer())).toEqual(gzipSync('land'));
    const held = { headers: { 'if-none-match': tile.headers.get('etag') ?? '' } };
    expect((await ask('/tiles/basemap/4/12/7.mvt', held)).status).toBe(304);
    expect((await ask('/tiles/basemap/4/0/0.mvt')).status).toBe(204);
  });

  test('may be pictures as well', async () => {
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
    const ask = await over(
      archive({
        ...vector,
        type: 'png',
        compression: 'none',
        tiles: [{ address: { z: 4, x: 12, y: 7 }, bytes: picture }],
      }),
    );
    expect((await read<{ tiles: string[] }>(await ask('/tiles/basemap.json'))).tiles[0]).toMatch(/\{y\}\.png/);
    const tile = await ask('/tiles/basemap/4/12/7.png');
    expect([tile.status, tile.headers.get('content-type'), tile.headers.get('content-encoding')]).toEqual([
      200,
      'image/png',
      null,
    ]);
    expect((await ask('/tiles/basemap/4/12/7.mvt')).status).toBe(404);
  });

  test.each([
    ['no file', null],
    ['an empty file', new Uint8Array()],
    ['something else', Buffer.from('<html>not an archive</html>'.repeat(20))],
    ['a file cut off', archive(vector).slice(0, -3)],
  ])('is simply not there with %s', async (_, bytes) => {
    const ask = await over(bytes);
    expect((await ask('/tiles/basemap.json')).status).toBe(404);
    expect((await ask('/tiles/basemap/4/12/7.mvt')).status).toBe(404);
  });

  test.each([
    '/tiles/basemap/4/16/7.mvt',
    '/tiles/basemap/4/x/7',
    '/tiles/basemap/4/1/7.mvt.gz',
    '/tiles/basemap/99/1/7',
  ])('has no tile at %s', async (path) => {
    expect((await (await over(archive(vector)))(path)).status).toBe(404);
  });

  test('is another one as soon as its file is, and the one that comes with the product when the own file cannot be read', async () => {
    const [own, ours] = [join(folder, 'own.pmtiles'), join(folder, 'ours.pmtiles')];
    await writeFile(ours, archive({ ...vector, metadata: { name: 'Kèm theo' } }));
    const ask = overFiles(own, ours);
    const described = async () => read<{ name: string; tiles: string[] }>(await ask('/tiles/basemap.json'));
    const first = await described();
    expect(first.name).toBe('Kèm theo');
    await writeFile(own, archive({ ...vector, metadata: { name: 'Của tỉnh' } }));
    const second = await described();
    expect(second.name).toBe('Của tỉnh');
    expect(second.tiles).not.toEqual(first.tiles);
    expect((await ask('/tiles/basemap/4/12/7.mvt')).status).toBe(200);
    await writeFile(own, 'cut off while copying');
    expect((await described()).name).toBe('Kèm theo');
  });

  test('is for those who may read the map', async () => {
    const ask = await over(archive(vector));
    expect((await ask('/tiles/basemap/4/12/7.mvt', { headers: { cookie: '' } })).status).toBe(401);
  });
});
