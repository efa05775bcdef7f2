// @ts-check
// Plain JavaScript on purpose, like start.js that needs it: see there.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

/** What is made once for each state of its sources and kept in `.cache`; files and folders of the project. */
const sources = {
  /** The server as a few plain JavaScript files. */
  server: ['geodata/src', 'tiles/src', 'api/src', 'scripts/src', 'pnpm-lock.yaml'],
  /** The built web application. */
  web: ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'geodata/src', 'pnpm-lock.yaml'],
  /** The basemap for data folders that hold none. */
  basemap: ['scripts/src/basemap', 'scripts/src/demo-province', 'tiles/src', 'pnpm-lock.yaml'],
  /** For tests: a data folder with the demonstration province in the embedded database. */
  demonstration: [
    ...['geodata/src', 'api/src/database', 'api/src/queries', 'api/src/accounts'],
    ...['scripts/src/demo-province', 'scripts/src/demonstration.ts', 'scripts/src/demonstration-accounts.ts'],
    'pnpm-lock.yaml',
  ],
};
/** @typedef {keyof typeof sources} Made */

/**
 * The folder in which `name` is kept for the sources as they are now, whether it has been made or not.
 * @param {Made} name
 * @returns {string}
 */
export const placeOf = (name) => `${project}.cache/${name}-${fingerprint(sources[name])}`;

/**
 * SHA-256 (16 hexadecimal digits) over names and contents of files and folders of the project, the project's own place
 * (bundles name their sources absolutely) and the version of Node. Contents, not times: a clone touches every time.
 * @param {readonly string[]} paths
 * @returns {string}
 */
export function fingerprint(paths) {
  // One after the other: some hundred small files are read sooner than as many promises are kept.
  const files = paths.flatMap(filesIn).sort();
  const hash = createHash('sha256').update(`${project}\0${process.versions.node}\0`);
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(project + file));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(project + path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(project.length));
}
