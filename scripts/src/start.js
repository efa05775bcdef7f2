// @ts-check
// Plain JavaScript on purpose. Node 20 reads no TypeScript, and a loader that does costs every start 2.5 s of processor
// time, most of it for looking through the bundled server. So TypeScript is read only when something must be made.
import { pathToFileURL } from 'node:url';
import { prepared } from './build/prepared.js';

const { server, web, basemap } = prepared(['server', 'web', 'basemap']);
/** @type {typeof import('./serve.ts')} */
const { start } = await import(pathToFileURL(`${server}/serve.mjs`).href);
await start({ webDirectory: web, basemapFile: `${basemap}/basemap.pmtiles` });
