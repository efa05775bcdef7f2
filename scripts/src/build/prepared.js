// @ts-check
// Plain JavaScript on purpose, like start.js that needs it: see there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { placeOf } from './made.js';

/** @typedef {'server' | 'web' | 'basemap'} Prepared */

/**
 * The folders of what a start or a command needs, made first where they are not there yet for the sources as they are.
 * Ends the process when something cannot be made; what makes it has said why.
 * @template {Prepared} Name
 * @param {readonly Name[]} names
 * @returns {Record<Name, string>}
 */
export function prepared(names) {
  const places = names.map(placeOf);
  const missing = names.filter((_, index) => !existsSync(places[index] ?? ''));
  if (missing.length > 0) {
    const prepare = fileURLToPath(new URL('../prepare.ts', import.meta.url));
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', prepare, ...missing], {
      // A command's own output may be piped into a file.
      stdio: ['inherit', process.stderr, 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  return /** @type {Record<Name, string>} */ (Object.fromEntries(names.map((name, index) => [name, places[index]])));
}
