import { defaultBasemap } from './build/default-basemap.ts';
import { serverBundle } from './build/server-bundle.ts';
import { webBuild } from './build/web-build.ts';

const makers = { server: serverBundle, web: webBuild, basemap: defaultBasemap };

/** Makes what a start or a command needs and what is not there yet; prepared.js runs this in a process of its own. */
await Promise.all(process.argv.slice(2).map((name) => makers[name as keyof typeof makers]()));
