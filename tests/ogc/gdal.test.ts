import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedServer } from '../support/server.ts';

const run = promisify(execFile);
const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;
if (!hasGdal)
  console.warn('Skipped: GDAL reads no layers here, because ogrinfo (Debian package gdal-bin) is not installed.');

interface Listed {
  readonly id: string;
  readonly count: number;
  readonly geometry: string;
}

describe.skipIf(!hasGdal)('GDAL', () => {
  let url: string;
  let headers: string;
  let layers: readonly Listed[];

  beforeAll(async () => {
    const server = await sharedServer();
    const { ask } = await server.signIn('officer');
    const made = await ask('/api/auth/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'ogrinfo' }),
    });
    const { token } = (await made.json()) as { token: string };
    url = `OAPIF:${server.origin}/ogc`;
    headers = `Authorization: Bearer ${token}`;
    layers = ((await (await ask('/api/layers')).json()) as { layers: Listed[] }).layers;
  });

  const ogrinfo = async (...more: string[]) => {
    const { stdout } = await run('ogrinfo', ['-ro', ...more], {
      env: { ...process.env, GDAL_HTTP_HEADERS: headers },
      maxBuffer: 1 << 26,
    });
    return stdout;
  };

  it('lists every layer the account may read and no other', async () => {
    const listed = [...(await ogrinfo('-q', url)).matchAll(/^\d+: ([\w-]+)/gm)].map(([, id]) => id);
    expect(listed).toEqual(layers.map(({ id }) => id));
    expect(listed).not.toContain('defence-work');
  });

  it('counts in every layer what the register holds', async () => {
    for (const { id, count } of layers) {
      const told = await ogrinfo('-so', url, id);
      expect(Number(/^Feature Count: (\d+)/m.exec(told)?.[1]), id).toBe(count);
    }
  });

  it('reads every page, with typed attributes and Vietnamese names', async () => {
    const told = await ogrinfo('-al', '-geom=NO', '-oo', 'PAGE_SIZE=100', url, 'border-post');
    expect(told).toMatch(/Đồn/);
    expect(told).toMatch(/year_established: Integer/);
    const markers = layers.find(({ id }) => id === 'border-marker');
    const read = await ogrinfo('-al', '-geom=NO', '-oo', 'PAGE_SIZE=100', url, 'border-marker');
    expect(read.match(/^OGRFeature/gm)).toHaveLength(markers?.count ?? -1);
  });

  it('asks only for what lies in a box', async () => {
    const told = await ogrinfo('-so', '-spat', '106.7', '21.8', '106.8', '21.95', url, 'border-marker');
    const inBox = Number(/^Feature Count: (\d+)/m.exec(told)?.[1]);
    expect(inBox).toBeLessThan(layers.find(({ id }) => id === 'border-marker')?.count ?? 0);
  });
});
