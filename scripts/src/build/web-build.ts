import { inProject } from '../paths.ts';
import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** The built web application, made once for each state of its sources. Returns the folder that holds `index.html`. */
export async function webBuild(): Promise<string> {
  return keep(await placeOf('web'), async (folder) => {
    process.stdout.write('Building the web application once\n');
    const { build } = await import('vite');
    await build({
      root: inProject('web'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, rolldownOptions: { checks: { pluginTimings: false } } },
    });
  });
}
