// @ts-check
// Plain JavaScript on purpose. Node 20 reads no TypeScript, and a loader that does costs every start 2.5 s of processor
// time, most of it for looking through the bundled server. So TypeScript is read only when something must be made.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { placeOf } from './build/made.js';

const [server, web, basemap] = await Promise.all([placeOf('server'), placeOf('web'), placeOf('basemap')]);
if (![server, web, basemap].every((place) => existsSync(place))) {
  const prepare = fileURLToPath(new URL('./prepare.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', prepare], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
/** @type {typeof import('./serve.ts')} */
const { start } = await import(pathToFileURL(`${server}/serve.mjs`).href);
await start({ webDirectory: web, basemapFile: `${basemap}/basemap.pmtiles` });
