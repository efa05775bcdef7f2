import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** A tool the tests use from Debian: how to see that it is there, and which package brings it. */
export interface Tool {
  readonly name: string;
  readonly package: string;
  readonly isThere: () => Promise<boolean>;
}

export const chromium: Tool = {
  name: 'Chromium',
  package: 'chromium',
  isThere: async () => existsSync('/usr/bin/chromium'),
};

export const postgis: Tool = {
  name: 'PostgreSQL with PostGIS',
  package: 'postgis-server',
  isThere: async () => (await postgresBinaries()) !== undefined,
};

export const gdal: Tool = {
  name: 'GDAL (ogrinfo)',
  package: 'gdal-bin',
  isThere: async () => existsSync('/usr/bin/ogrinfo'),
};

/** The folder of the newest PostgreSQL that has PostGIS beside it, or undefined. */
export async function postgresBinaries(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  return versions
    .filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((folder) => existsSync(`${folder}/initdb`));
}

/**
 * Brings the tools that are missing, when this is Debian and we are root; returns for each tool that stays away the
 * sentence why. Says what it does while it does it.
 */
export async function provideTools(tools: readonly Tool[]): Promise<Map<Tool, string>> {
  const missing = await absent(tools);
  if (missing.length === 0) return new Map();
  const names = missing.map((tool) => tool.package);
  const refused = mayNotInstall();
  if (!refused) {
    process.stdout.write(`Installing from Debian: ${names.join(', ')}\n`);
    apt(['update', '-qq']);
    const packages = names.map((name) => (name === 'postgis-server' ? newestPostgis() : name));
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const still = await absent(missing);
  const reason = refused ?? 'Debian could not install it (see above)';
  return new Map(still.map((tool) => [tool, `${tool.name} is not installed: ${reason}`]));
}

async function absent(tools: readonly Tool[]): Promise<Tool[]> {
  const there = await Promise.all(tools.map((tool) => tool.isThere()));
  return tools.filter((_, index) => !there[index]);
}

function mayNotInstall(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'this is not Debian, install it by hand';
  if (process.getuid?.() !== 0) return 'only root may install packages, install it by hand';
  return undefined;
}

/** `postgresql-15-postgis-3` on Debian 12, a newer one on a newer Debian. */
function newestPostgis(): string {
  const found = spawnSync('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+-postgis-3$'], {
    encoding: 'utf8',
  });
  const names = found.stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
  return names.filter(Boolean).sort().at(-1) ?? 'postgresql-15-postgis-3';
}

function apt(args: string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
}
