import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { webBuild } from '../build/web-build.ts';
import { digits, printTable, printVerdicts } from './measure.ts';

/** Bytes of the built web application a browser loads before it can draw the map, and what may come later. */
export async function benchBundle(): Promise<void> {
  const folder = await webBuild();
  const page = await readFile(`${folder}/index.html`, 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/?([^"]+\.m?js)"/g)].flatMap(([, file]) => (file ? [file] : []));
  const initial = new Set<string>();
  const sizes = new Map<string, number>();
  for (const waiting = [...named]; waiting.length > 0; ) {
    const file = waiting.pop() ?? '';
    // The map library also names its own worker, which the build has put elsewhere.
    if (initial.has(file) || !existsSync(`${folder}/${file}`)) continue;
    initial.add(file);
    const text = await readFile(`${folder}/${file}`, 'utf8');
    sizes.set(file, gzipSync(text, { level: 9 }).length);
    // What a module imports outright comes with it; `import()` is for later. The map's worker is asked for by address.
    const outright = [...text.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.m?js)["']/g)];
    const workers = [...text.matchAll(/["'`](?:\/assets\/|\.\/)?([\w.-]*worker[\w.-]*\.m?js)["'`]/g)];
    for (const [, path] of outright) if (path) waiting.push(posix.join(posix.dirname(file), path));
    for (const [, path] of workers) if (path) waiting.push(posix.join('assets', posix.basename(path)));
  }
  const rows = [...sizes].sort(([, one], [, other]) => other - one);
  const total = rows.reduce((sum, [, size]) => sum + size, 0) / 1000;
  printTable(
    'JavaScript of the first screen, gzip -9',
    ['file', 'kB'],
    rows.map(([file, size]) => [file, digits(size / 1000)]),
  );
  printVerdicts('Against the bar', [{ what: 'initial JavaScript, kB gzip', ratio: total, bar: 650, sense: 'most' }]);
}
