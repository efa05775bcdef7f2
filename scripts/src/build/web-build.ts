import { inProject } from '../paths.ts';
import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** The built web application, made once for each state of its sources. Returns the folder that holds `index.html`. */
export async function webBuild(): Promise<string> {
  return keep(await placeOf('web'), async (folder) => {
    process.stdout.write('Building the web application once\n');
    const { build } = await import('vite');
    // Vite builds for development when the environment says so, as it does inside a test run, and the build is kept for all.
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await build({
        root: inProject('web'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: true, rolldownOptions: { checks: { pluginTimings: false } } },
      });
    } finally {
      if (before === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = before;
    }
  });
}
