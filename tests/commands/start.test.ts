import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { freePort } from '@phen-dau/scripts';
import { writeArchive } from '@phen-dau/tiles';
import { describe, expect, test } from 'vitest';
import { testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';
import { startTestServer } from '../support/server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A basemap somebody puts into the data folder. */
const ownBasemap = {
  type: 'mvt',
  compression: 'gzip',
  metadata: { name: 'Nền của tỉnh', vector_layers: [{ id: 'land', fields: {} }] },
  bounds: [104.5, 20, 109, 23.5],
} as const;

/** Starts a server that is expected to stop by itself. */
async function startAndFail(environment: Record<string, string>): Promise<{ status: number; said: string }> {
  const options = { cwd: root, env: { ...process.env, DEMO: '0', ...environment } };
  return promisify(execFile)(process.execPath, ['scripts/src/start.js'], options).then(
    () => ({ status: 0, said: '' }),
    ({ code, stderr }) => ({ status: code as number, said: String(stderr).trim() }),
  );
}

// What is started here is the embedded server whatever engine the suite tests: once is enough.
describe.skipIf(testEngine !== 'embedded')('pnpm start', () => {
  test('refuses a data folder that another server holds, a taken port, and ends cleanly on SIGTERM', async () => {
    const server = await startTestServer({ data: 'empty' });
    const port = String(await freePort());
    const second = await startAndFail({ PORT: port, DATA_DIR: server.dataDirectory });
    expect(second.status).toBe(1);
    expect(second.said.split('\n')).toHaveLength(1);
    expect(second.said).toMatch(/in use|already/);

    const elsewhere = await mkdtemp(`${runDirectory()}/elsewhere-`);
    const taken = await startAndFail({ PORT: new URL(server.origin).port, DATA_DIR: elsewhere });
    expect(taken.status).toBe(1);
    expect(taken.said.split('\n')).toHaveLength(1);
    expect(taken.said).toContain(new URL(server.origin).port);

    expect(await server.close()).toBe(0);
  });

  test('says in one sentence why a data folder cannot be used, wherever it is said to be', async () => {
    const file = `${await mkdtemp(`${runDirectory()}/data-folder-`)}/a-file`;
    await writeFile(file, '');
    const unusable = { [file]: 'it is a file', [`${file}/data`]: 'it lies below a file' };
    // Folders of the kernel's, in which root itself can make nothing.
    const ofLinux = ['/proc', '/proc/phen-dau', '/proc/phen-dau/data', '/proc/self/data'];
    for (const folder of process.platform === 'linux' ? ofLinux : []) unusable[folder] = 'nothing can be made there';
    for (const [folder, why] of Object.entries(unusable)) {
      const { status, said } = await startAndFail({ PORT: String(await freePort()), DATA_DIR: folder });
      expect(status, said).toBe(1);
      expect(said).toBe(`start: The data folder ${folder} cannot be used: ${why}; choose another with DATA_DIR.`);
    }
  });

  test('says in one sentence why a folder that the data folder needs cannot be used, and what to do', async () => {
    const wayOut = 'or choose another data folder with DATA_DIR.';
    const start = async (dataDirectory: string) =>
      startAndFail({ PORT: String(await freePort()), DATA_DIR: dataDirectory });
    for (const name of ['database', 'backup']) {
      const data = await mkdtemp(`${runDirectory()}/data-folder-`);
      await writeFile(`${data}/${name}`, '');
      const why = `start: The folder ${data}/${name} cannot be used: it is a file; move it away, ${wayOut}`;
      expect(await start(data)).toEqual({ status: 1, said: why });
      if (process.platform !== 'linux') continue;
      // A folder of the kernel's, in which root itself can make nothing.
      await rm(`${data}/${name}`);
      await symlink('/proc/self', `${data}/${name}`);
      const told = `start: The folder ${data}/${name} cannot be used: nothing can be made there; let this user write there, ${wayOut}`;
      expect(await start(data)).toEqual({ status: 1, said: told });
    }
  });

  test('opens an empty register with a one-time code for the first administrator and no account', async () => {
    const server = await startTestServer({ data: 'empty' });
    const code = /one-time code: ([0-9A-Z-]+)/.exec(server.output())?.[1];
    expect(code).toBeDefined();
    const activated = await server.anonymous('/api/auth/activate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'chu-nhiem', code, password: 'sương mù trên đèo cao 48' }),
    });
    expect(activated.ok, await activated.clone().text()).toBe(true);
    expect(await server.close()).toBe(0);
  });

  test("takes a new DEMO_PASSWORD at the next start and forgets the old one; PUBLIC_READ and a basemap of one's own work", async () => {
    const basemap = writeArchive({
      ...ownBasemap,
      tiles: [{ address: { z: 4, x: 12, y: 7 }, bytes: gzipSync('land') }],
    });
    const server = await startTestServer({
      environment: { DEMO_PASSWORD: 'another-one-2026', PUBLIC_READ: '1' },
      ...(basemap && { files: { 'basemap.pmtiles': basemap } }),
    });
    expect(await (await server.anonymous('/tiles/basemap.json')).json()).toMatchObject({ name: 'Nền của tỉnh' });
    const { layers } = (await (await server.anonymous('/api/layers')).json()) as { layers: { sensitivity: string }[] };
    expect(new Set(layers.map(({ sensitivity }) => sensitivity))).toEqual(new Set(['open']));
    const signIn = (password: string): Promise<Response> =>
      server.anonymous('/api/auth/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'planner', password }),
      });
    expect((await signIn('another-one-2026')).ok).toBe(true);
    expect((await signIn(server.password)).status).toBe(401);
    expect(await server.close()).toBe(0);
  });

  test('invents a password when none is given, keeps it readable by its owner only, and prints it', async () => {
    const server = await startTestServer({ environment: { DEMO_PASSWORD: '' } });
    const file = `${server.dataDirectory}/demonstration-password`;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(server.output()).toMatch(/password of all of them: [a-z2-9]{5}(-[a-z2-9]{5}){3}/);
    expect(await server.close()).toBe(0);
  });
});
