import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { cacheDirectory } from '../paths.ts';

/**
 * The folder `.cache/<name>-<key>`, made by `make` (into the folder it is given) when it is not there yet. It appears under
 * its name only when whole, so a start that was killed half-way leaves nothing that looks ready; older keys are removed.
 */
export async function keep(name: string, key: string, make: (folder: string) => Promise<void>): Promise<string> {
  const wanted = `${cacheDirectory}${name}-${key}`;
  if (await exists(wanted)) return wanted;
  await mkdir(cacheDirectory, { recursive: true });
  const unfinished = `${cacheDirectory}unfinished-${name}-${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  await make(unfinished);
  // Another process may have made the same meanwhile: equal by its key, so either is as good.
  await rename(unfinished, wanted).catch(() => rm(unfinished, { recursive: true, force: true }));
  for (const entry of await readdir(cacheDirectory)) {
    if (entry.startsWith(`${name}-`) && entry !== `${name}-${key}` && /-[0-9a-f]{16}$/.test(entry)) {
      await rm(cacheDirectory + entry, { recursive: true, force: true });
    }
  }
  return wanted;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
