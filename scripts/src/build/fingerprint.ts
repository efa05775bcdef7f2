import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { projectDirectory } from '../paths.ts';

/**
 * SHA-256 (16 hexadecimal digits) over names and contents of files and folders of the project, the project's own place
 * (bundles name their sources absolutely) and the version of Node. What is made from them is kept under it. Contents, not
 * times: a clone or a checkout touches every time.
 */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesIn))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(projectDirectory + file)));
  const hash = createHash('sha256').update(`${projectDirectory}\0${process.versions.node}\0`);
  files.forEach((file, index) => {
    hash.update(`${file}\0`).update(contents[index] ?? '');
  });
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(projectDirectory + path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(projectDirectory.length));
}
