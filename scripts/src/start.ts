import { pathToFileURL } from 'node:url';
import { defaultBasemap } from './build/default-basemap.ts';
import { serverBundle } from './build/server-bundle.ts';
import { webBuild } from './build/web-build.ts';
import { runCommand } from './command.ts';
import type { serve } from './serve.ts';

await runCommand({
  name: 'start',
  summary:
    'Prepares what is missing and serves the map, the register and the API on one port (PORT, HOST, DATA_DIR, DATABASE_URL).',
  usage: '',
  options: {},
  run: async () => {
    const webFolder = webBuild();
    const basemapFile = defaultBasemap();
    // Their failures are reported when serve() awaits them; until then they must not count as unhandled.
    webFolder.catch(() => {});
    basemapFile.catch(() => {});
    const bundle = await serverBundle();
    const server: { serve: typeof serve } = await import(pathToFileURL(`${bundle}/serve.mjs`).href);
    await server.serve({ webFolder, basemapFile });
    return 0;
  },
});
