import { inProject } from '../paths.ts';
import { fingerprint } from './fingerprint.ts';
import { keep } from './keep.ts';

const sources = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'geodata/src', 'pnpm-lock.yaml'];

/** The built web application, made once for each state of its sources. Returns the folder that holds `index.html`. */
export async function webBuild(): Promise<string> {
  return keep('web', await fingerprint(sources), async (folder) => {
    process.stdout.write('Building the web application once\n');
    const { build } = await import('vite');
    await build({
      root: inProject('web'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, rolldownOptions: { checks: { pluginTimings: false } } },
    });
  });
}
