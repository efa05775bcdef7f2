import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { cacheDirectory } from '../paths.ts';

/**
 * The folder `.cache/<name>-<key>`, made by `make` (into the folder it is given) when it is not there yet. It appears under
 * its name only when whole, so a start that was killed half-way leaves nothing that looks ready; older keys are removed.
 */
export async function keep(
  name: string,
  key: string,
  make: (folder: string) => Promise<void>,
  cache = cacheDirectory,
): Promise<string> {
  const wanted = `${cache}${name}-${key}`;
  if (await exists(wanted)) return wanted;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${cache}unfinished-${name}-`);
  try {
    await make(unfinished);
    await rename(unfinished, wanted).catch(async (error) => {
      // Another process may have made the same meanwhile: equal by its key, so either is as good.
      if (!(await exists(wanted))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  for (const entry of await readdir(cache)) {
    const older = entry.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(entry.slice(name.length + 1));
    if (older && cache + entry !== wanted) await rm(cache + entry, { recursive: true, force: true });
  }
  return wanted;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
