import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { catalogue, type Layer, layerParts } from '@phen-dau/geodata';
import { webBuild } from '@phen-dau/scripts';
import { describe, expect, it } from 'vitest';
import { testEngine } from '../support/database.ts';
import { sharedServer } from '../support/server.ts';

const folder = `${await webBuild()}/`;
const files = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|html|svg|json)$/.test(name));
const isRestricted = (name: string) => /(^|\/)restricted-[^/]*\.js$/.test(name);

/** Everything that only a cleared account may learn: names of layers, and words of vocabularies. */
const protectedWords = (catalogue as readonly Layer[]).flatMap((layer) => {
  const isProtected = layerParts(layer).every((part) => part.sensitivity === 'restricted');
  const terms = Object.values(layer.fields).flatMap((field) => Object.entries(field.vocabulary ?? {}));
  const words = terms
    .filter(([, term]) => isProtected || term.sensitivity === 'restricted')
    .flatMap(([word, { label }]) => [word, label.vi, label.en]);
  return isProtected ? [layer.id, layer.title.vi, layer.title.en, ...words] : words;
});
/** Words that mean something harmless elsewhere: states of any work, and parts of open words. */
const harmless = ['planned', 'building', 'in_use', 'under_review', 'handed_over'];

interface Manifest {
  readonly name: string;
  readonly icons: readonly { src: string; sizes: string; type: string; purpose: string }[];
}

// The files are the same over whatever engine: once is enough.
describe.skipIf(testEngine !== 'embedded')('the files anyone may fetch', () => {
  it('name nothing that only a cleared account may know of', async () => {
    const words = protectedWords.filter((word) => !harmless.includes(word));
    expect(words).toEqual(
      expect.arrayContaining(['defence-work', 'Công trình quốc phòng', 'strongpoint', 'defence_land']),
    );
    for (const name of (await files()).filter((file) => !isRestricted(file))) {
      const text = await readFile(folder + name, 'utf8');
      for (const word of words) expect(text.includes(word), `${name} says ${word}`).toBe(false);
    }
  });

  it('do not hold the paint of protected layers; that chunk is given to cleared accounts alone', async () => {
    const server = await sharedServer();
    const [chunk, ...others] = (await files()).filter(isRestricted);
    expect(others).toEqual([]);
    const path = `/${chunk}`;
    expect((await server.anonymous(path)).status).toBe(404);
    expect((await (await server.signIn('officer')).ask(path)).status).toBe(404);
    expect((await (await server.signIn('admin')).ask(path)).status).toBe(404);
    const given = await (await server.signIn('commander')).ask(path);
    expect(given.status).toBe(200);
    expect(given.headers.get('cache-control')).toContain('no-store');
  });

  it('are small: at most 650 kB of script, compressed, until the map stands, MapLibre and its worker among it', async () => {
    const names = await files();
    const html = await readFile(`${folder}index.html`, 'utf8');
    const first = new Set([...html.matchAll(/\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name));
    const worker = names.find((name) => name.includes('maplibre-gl-worker'));
    if (!worker) throw new Error('The build has no worker');
    let bytes = 0;
    for (const name of [...first, worker]) bytes += gzipSync(await readFile(folder + name), { level: 9 }).length;
    expect(first.size).toBeGreaterThan(1);
    expect(bytes / 1000).toBeLessThan(650);
  });

  it('hold what a phone needs to install the page: pictures of the sizes the manifest names, one that may be cut to any shape', async () => {
    const server = await sharedServer();
    const { name, icons } = (await (await server.anonymous('/manifest.webmanifest')).json()) as Manifest;
    expect(name).toBe('Phên Dậu');
    const pictures = icons.filter(({ type }) => type === 'image/png');
    expect(pictures.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
      expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
    );
    const html = await readFile(`${folder}index.html`, 'utf8');
    const [, forApple] = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(html) ?? [];
    for (const { src, sizes } of [...pictures, { src: forApple ?? '', sizes: '180x180' }]) {
      const answer = await server.anonymous(src);
      expect(answer.headers.get('content-type'), src).toBe('image/png');
      const head = Buffer.from(await answer.arrayBuffer());
      expect(`${head.readUInt32BE(16)}x${head.readUInt32BE(20)}`, src).toBe(sizes);
    }
  });

  it('are made for production: the development half of React would double the work of a page', async () => {
    const names = await files();
    expect(names.length).toBeGreaterThan(10);
    for (const name of names.filter((file) => file.endsWith('.js'))) {
      expect(await readFile(folder + name, 'utf8'), name).not.toContain('jsxDEV');
    }
  });

  it('hold no address of another host that a browser would fetch', async () => {
    for (const name of (await files()).filter((file) => /\.(html|css)$/.test(file))) {
      expect(await readFile(folder + name, 'utf8'), name).not.toMatch(/(?:src|href)="https?:|url\(["']?https?:/);
    }
  });
});
