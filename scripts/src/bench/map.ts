import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, startServer } from '@phen-dau/api';
import { type Browser, chromium, type Page } from 'playwright-core';
import { defaultBasemap } from '../build/default-basemap.ts';
import { demonstrationData } from '../build/demonstration-data.ts';
import { webBuild } from '../build/web-build.ts';
import { manyLamps, storeLamps } from './many-lamps.ts';
import { digits, median, printTable, printVerdicts } from './measure.ts';
import { signedInAs } from './signed-in.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  // The popup of its own address bar, 400 scripts for every window: not a part of our page.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
];
const features = 100_000;
const patience = 120_000;

/** The page's map, as far as this needs it; the application leaves it where tests find it. */
interface PageMap {
  readonly constructor: new (options: object) => PageMap;
  once(event: string, then: () => void): void;
  remove(): void;
}
declare global {
  var phenDauMap: PageMap | undefined;
  /** Milliseconds after the navigation began. */
  var idleAfter: number | undefined;
}

/**
 * In a browser that draws by software, nothing cached: seconds from the navigation to the first idle map with every layer;
 * and how much sooner 100,000 points are drawn from our tiles than from one GeoJSON file that the same server sends.
 */
export async function benchMap({ rounds }: { readonly rounds: number }): Promise<void> {
  if (!existsSync(executablePath)) {
    process.stdout.write(`Skipped: the map: there is no ${executablePath}\n`);
    return;
  }
  const browser = await chromium.launch({ executablePath, headless: true, args: flags });
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-bench-map-'));
  try {
    const first = await firstIdle(browser, join(folder, 'data'), rounds);
    const { tiles, geojson } = await manyFeatures(browser, join(folder, 'web'), rounds);
    const ratios = geojson.map((milliseconds, round) => milliseconds / (tiles[round] ?? Number.NaN));
    printTable(
      `Until the map is idle, ms, median of ${rounds} (least to most)`,
      ['', 'ms', 'spread'],
      [
        ['first map with all layers', ...spread(first)],
        [`${features} points from our tiles`, ...spread(tiles)],
        [`${features} points from one GeoJSON file`, ...spread(geojson)],
      ],
    );
    printVerdicts('Against the bars', [
      { what: 'first map idle, seconds', ratio: median(first) / 1000, bar: 2.5, sense: 'most' },
      { what: 'GeoJSON source / our tiles, 100,000 features', ratio: median(ratios), bar: 4, sense: 'least' },
    ]);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const spread = (list: readonly number[]) => [
  digits(median(list)),
  `${digits(Math.min(...list))}-${digits(Math.max(...list))}`,
];

async function firstIdle(browser: Browser, dataDir: string, rounds: number): Promise<number[]> {
  await cp(await demonstrationData(), dataDir, { recursive: true });
  const database = await openDatabase({ dataDir });
  const server = await serve(await webBuild(), database);
  try {
    const cookie = await signedInAs(server.url, database, 'restricted');
    const times: number[] = [];
    // The first is for the server's caches: a province's map is not opened once.
    for (let round = 0; round <= rounds; round++) {
      const page = await open(browser, server.url, cookie);
      await page.waitForFunction(() => globalThis.idleAfter !== undefined, undefined, { timeout: patience });
      if (round > 0) times.push(await page.evaluate(() => globalThis.idleAfter ?? Number.NaN));
      await page.context().close();
    }
    return times;
  } finally {
    await server.close();
    await database.close();
  }
}

async function manyFeatures(browser: Browser, webFolder: string, rounds: number) {
  const lamps = manyLamps(features);
  await cp(await webBuild(), webFolder, { recursive: true });
  await writeFile(join(webFolder, 'lamps.json'), JSON.stringify({ type: 'FeatureCollection', features: lamps }));
  const database = await openDatabase({ dataDir: webFolder, inMemory: true });
  await storeLamps(database, lamps);
  const server = await serve(webFolder, database);
  try {
    const cookie = await signedInAs(server.url, database);
    const sources = {
      tiles: {
        type: 'vector',
        tiles: [`${server.url}/tiles/solar-lamp/{z}/{x}/{y}.mvt`],
        minzoom: 8,
        maxzoom: 14,
      },
      geojson: { type: 'geojson', data: `${server.url}/lamps.json` },
    };
    const times = { tiles: [] as number[], geojson: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      const order = round % 2 === 0 ? (['tiles', 'geojson'] as const) : (['geojson', 'tiles'] as const);
      for (const name of order) {
        const page = await open(browser, server.url, cookie);
        await page.waitForFunction(() => globalThis.idleAfter !== undefined, undefined, { timeout: patience });
        const milliseconds = await page.evaluate(drawAlone, { source: sources[name], isTiles: name === 'tiles' });
        if (round > 0) times[name].push(milliseconds);
        await page.context().close();
      }
    }
    return times;
  } finally {
    await server.close();
    await database.close();
  }
}

/** Runs in the page: a map of its own with nothing but the points, from its making until it is idle. */
function drawAlone({ source, isTiles }: { source: object; isTiles: boolean }): Promise<number> {
  const shown = globalThis.phenDauMap;
  if (!shown) throw new Error('The page has no map');
  const MapOfPage = shown.constructor;
  shown.remove();
  const container = document.createElement('div');
  container.style.position = 'fixed';
  container.style.inset = '0';
  document.body.append(container);
  return new Promise((drawn) => {
    const from = performance.now();
    const map = new MapOfPage({
      container,
      center: [106.75, 21.9],
      zoom: 9.5,
      fadeDuration: 0,
      style: {
        version: 8,
        sources: { lamps: source },
        layers: [
          {
            id: 'lamps',
            type: 'circle',
            source: 'lamps',
            ...(isTiles && { 'source-layer': 'solar-lamp' }),
            paint: {
              'circle-radius': 2,
              'circle-color': ['match', ['get', 'status'], 'working', '#d99a00', '#888888'],
            },
          },
        ],
      },
    });
    map.once('idle', () => drawn(performance.now() - from));
  });
}

async function serve(webDirectory: string, database: Parameters<typeof startServer>[0]['database']) {
  return startServer({
    config: { host: '127.0.0.1', port: 0, publicRead: false },
    database,
    webDirectory,
    basemapFiles: [await defaultBasemap()],
    log: () => undefined,
  });
}

async function open(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const cookies = cookie.split('; ').map((pair) => pair.split('='));
  await context.addCookies(cookies.map(([name = '', ...value]) => ({ name, value: value.join('='), url })));
  const page = await context.newPage();
  await page.addInitScript({ content: noteWhenIdle });
  await page.goto(url);
  return page;
}

/** As text: what compiles this file for Node puts helpers into functions that a page does not have. */
const noteWhenIdle = `
  let map;
  Object.defineProperty(globalThis, 'phenDauMap', {
    get: () => map,
    set: (made) => {
      map = made;
      made.once('idle', () => { globalThis.idleAfter = performance.now(); });
    },
  });`;
