import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * The folder `wanted` (`…/<name>-<fingerprint>`), made by `make` (into the folder it is given) when it is not there yet. It
 * appears under its name only when whole, so a start that was killed half-way leaves nothing that looks ready; what was
 * made of older sources is removed.
 */
export async function keep(wanted: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (await exists(wanted)) return wanted;
  const cache = dirname(wanted);
  const name = basename(wanted).slice(0, -17);
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${cache}/unfinished-${name}-`);
  try {
    await make(unfinished);
    await rename(unfinished, wanted).catch(async (error) => {
      // Another process may have made the same meanwhile: equal by its fingerprint, so either is as good.
      if (!(await exists(wanted))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  for (const entry of await readdir(cache)) {
    const older = entry.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(entry.slice(name.length + 1));
    if (older && entry !== basename(wanted)) await rm(`${cache}/${entry}`, { recursive: true, force: true });
  }
  return wanted;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
