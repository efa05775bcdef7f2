import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * The folder `wanted` (`…/<name>-<fingerprint>`), made by `make` (into the folder it is given) when it is not there yet. It
 * appears under its name only when whole, so a start that was killed half-way leaves nothing that looks ready; what was
 * made of older sources, or left half-way an hour ago, is removed.
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
    if (entry.startsWith(`unfinished-${name}-`) && (await isAbandoned(`${cache}/${entry}`))) {
      await rm(`${cache}/${entry}`, { recursive: true, force: true });
    }
    const older = entry.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(entry.slice(name.length + 1));
    if (older && entry !== basename(wanted)) await rm(`${cache}/${entry}`, { recursive: true, force: true });
  }
  return wanted;
}

/** Nothing that is kept takes an hour to make. */
async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - 3_600_000;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
