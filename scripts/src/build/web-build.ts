import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inProject } from '../paths.ts';
import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** The built web application, made once for each state of its sources. Returns the folder that holds `index.html`. */
export async function webBuild(): Promise<string> {
  return keep(placeOf('web'), async (folder) => {
    process.stdout.write('Building the web application once\n');
    const vite = dirname(createRequire(inProject('web/package.json')).resolve('vite/package.json'));
    // In a process of its own: Vite builds for development where the environment says so, as it does inside a test run,
    // and setting the variable around a build in this process would not hold when two builds meet.
    const child = spawn(
      process.execPath,
      [join(vite, 'bin', 'vite.js'), 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'],
      {
        cwd: inProject('web'),
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error('The web application could not be built');
  });
}
