import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { inProject } from '../paths.ts';
import { keep } from './keep.ts';
import { placeOf } from './made.js';

/** Left where they are installed: they carry WebAssembly, native code or megabytes of data. */
const notBundled = ['@electric-sql/pglite', '@electric-sql/pglite-postgis', '@node-rs/argon2', 'pg', 'vite'];

/** What `run.js` runs. */
const commands = ['import', 'export', 'seed', 'account', 'backup', 'restore', 'verify-audit'];

/**
 * The server and the commands as a few plain JavaScript files, made once for each state of the sources: loading some hundred
 * modules through a TypeScript loader would cost each start seconds. Returns the folder that holds `serve.mjs`.
 */
export async function serverBundle(): Promise<string> {
  return keep(placeOf('server'), async (folder) => {
    process.stdout.write('Bundling the server once\n');
    const { build } = await import('vite');
    await build({
      configFile: false,
      root: inProject(''),
      logLevel: 'warn',
      plugins: [sourcesKeepTheirPlace(), installedModulesStay()],
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          checks: { pluginTimings: false },
          input: {
            serve: inProject('scripts/src/serve.ts'),
            ...Object.fromEntries(commands.map((name) => [name, inProject(`scripts/src/${name}.ts`)])),
            'survey-thread': inProject('api/src/surveys/survey-thread.ts'),
            'coverage-thread': inProject('api/src/coverage/coverage-thread.ts'),
          },
          output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        },
      },
    });
  });
}

/** `import.meta.url` goes on naming the source file, so that migrations and the database's worker are found beside it. */
function sourcesKeepTheirPlace(): Plugin {
  return {
    name: 'sources-keep-their-place',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(inProject('')) || id.includes('/node_modules/') || !code.includes('import.meta.url')) return;
      return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
    },
  };
}

/** Names the modules that are not bundled by their absolute place: from `.cache` nothing would be found by its name. */
function installedModulesStay(): Plugin {
  return {
    name: 'installed-modules-stay',
    enforce: 'pre',
    async resolveId(source, importer) {
      const stays = notBundled.some((name) => source === name || source.startsWith(`${name}/`));
      if (!stays || !importer) return;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found ? { id: pathToFileURL(found.id).href, external: true } : undefined;
    },
  };
}
