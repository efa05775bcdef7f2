import { readdir, readFile } from 'node:fs/promises';
import { projectDirectory } from '../paths.ts';

export interface SourceFile {
  /** Relative to the project, with forward slashes: `api/src/app.ts`. */
  readonly path: string;
  readonly source: string;
}

const skipped = new Set(['node_modules', 'dist', 'data', '.cache', '.git']);

/** Every source file of the workspace, in path order; some are JavaScript, because they run where nothing reads TypeScript. */
export async function workspaceSources(packages: readonly string[]): Promise<SourceFile[]> {
  const paths: string[] = [];
  for (const name of packages) await collect(name, paths);
  paths.sort();
  return Promise.all(paths.map(async (path) => ({ path, source: await readFile(projectDirectory + path, 'utf8') })));
}

async function collect(folder: string, into: string[]): Promise<void> {
  for (const entry of await readdir(projectDirectory + folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await collect(path, into);
    else if (/\.(tsx?|[cm]?js)$/.test(entry.name)) into.push(path);
  }
}
