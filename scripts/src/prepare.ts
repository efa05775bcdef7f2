import { defaultBasemap } from './build/default-basemap.ts';
import { serverBundle } from './build/server-bundle.ts';
import { webBuild } from './build/web-build.ts';

/** Makes what a start needs and what is not there yet; start.js runs this in a process of its own. */
await Promise.all([serverBundle(), webBuild(), defaultBasemap()]);
