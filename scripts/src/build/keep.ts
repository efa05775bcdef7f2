import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * The folder `wanted` (`…/<name>-<fingerprint>`), made by `make` (into the folder it is given) when it is not there yet. It
 * appears under its name only when whole, so a start that was killed half-way leaves nothing that looks ready. Of what was
 * made of older sources the last two stay: a server that runs from one goes on reading it, also when a command of newer
 * sources has come between. The rest, and what was left half-way an hour ago, is removed.
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
  await tidy(cache, name, basename(wanted));
  return wanted;
}

const mostOlder = 2;
/** Nothing that is kept takes an hour to make. */
const abandonedMilliseconds = 3_600_000;

async function tidy(cache: string, name: string, wanted: string): Promise<void> {
  const isUnfinished = (entry: string) => entry.startsWith(`unfinished-${name}-`);
  const isOlder = (entry: string) =>
    entry !== wanted && entry.startsWith(`${name}-`) && /^[0-9a-f]{16}$/.test(entry.slice(name.length + 1));
  const older: { path: string; made: number }[] = [];
  for (const entry of await readdir(cache)) {
    if (!isUnfinished(entry) && !isOlder(entry)) continue;
    const path = `${cache}/${entry}`;
    const made = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    // Another process has removed it.
    if (made === undefined) continue;
    if (isOlder(entry)) older.push({ path, made });
    else if (made < Date.now() - abandonedMilliseconds) await rm(path, { recursive: true, force: true });
  }
  older.sort((one, other) => other.made - one.made);
  for (const { path } of older.slice(mostOlder)) await rm(path, { recursive: true, force: true });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
