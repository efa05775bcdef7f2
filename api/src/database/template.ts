import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { keyOf, readIfThere, tarMembers, unpackInto, writeFileSafely } from './archive.ts';
import { refuseUnusable } from './data-folder.ts';
import { type Engine, ownerOf, startEngine } from './embedded-engine.ts';
import { type Migration, migrate } from './migrate.ts';

const require = createRequire(import.meta.url);

/** The exact versions the cached files were made with and for. */
const versions = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'].map((name) => {
  const manifest = join(dirname(require.resolve(name)), '..', 'package.json');
  return `${name}@${String((JSON.parse(readFileSync(manifest, 'utf8')) as { version: unknown }).version)}`;
});
/** Raised when what this file writes changes. */
const layout = '1';

/**
 * The part of PostGIS that an existing database needs, as an archive in `cacheDir`. The whole one (raster, topology, 30 MB
 * of upgrade scripts) is unpacked and compiled at every opening and more than doubles its time; only CREATE EXTENSION
 * needs it.
 */
export function trimmedPostgis(cacheDir: string): string {
  const file = join(cacheDir, `postgis-${keyOf(layout, ...versions)}.tar.gz`);
  if (existsSync(file)) return file;
  refuseUnusable(cacheDir);
  const whole = join(dirname(require.resolve('@electric-sql/pglite-postgis')), 'postgis.tar.gz');
  const needed = ['lib/postgresql/postgis-3.so', 'share/postgresql/extension/postgis.control', 'share/proj/proj.db'];
  const kept = [...tarMembers(gunzipSync(readFileSync(whole)))].filter(({ name }) => needed.includes(name));
  if (kept.length !== needed.length) throw new Error('This version of pglite-postgis is packed in another way');
  // Stored, not compressed: the engine insists on gzip, but inflating 26 MB at each start would cost more than the disk.
  writeFileSafely(file, gzipSync(Buffer.concat([...kept.map(({ raw }) => raw), Buffer.alloc(1024)]), { level: 0 }));
  return file;
}

/** Where the template of these migrations is cached. */
export const templateFile = (cacheDir: string, migrations: readonly Migration[]) =>
  join(cacheDir, `database-${keyOf(layout, ...versions, ...migrations.map(({ sha256 }) => sha256))}.tar.gz`);

interface Place {
  readonly cacheDir: string;
  readonly workerUrl: URL;
  readonly log: (line: string) => void;
}

/**
 * A dump of an empty, migrated data folder, kept in `cacheDir` under a key of the migrations and the engine's versions, so
 * a changed migration never meets an old template. The first one takes some 20 s; a later one starts from the dump of an
 * empty PostGIS that is kept beside it.
 */
export async function emptyTemplate(migrations: readonly Migration[], place: Place): Promise<Uint8Array> {
  const file = templateFile(place.cacheDir, migrations);
  const cached = readIfThere(file);
  if (cached) return cached;
  refuseUnusable(place.cacheDir);
  const folder = mkdtempSync(join(tmpdir(), 'phen-dau-template-'));
  try {
    const engine = await startEmpty(folder, place);
    const owner = ownerOf(engine);
    await migrate(owner, migrations);
    await owner.run('vacuum analyze');
    await owner.run('checkpoint');
    const dump = await engine.dump();
    await engine.close();
    writeFileSafely(file, dump);
    return dump;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An engine with PostGIS and nothing else in it. */
async function startEmpty(folder: string, { cacheDir, workerUrl, log }: Place): Promise<Engine> {
  const file = join(cacheDir, `postgis-${keyOf(layout, ...versions)}-empty.tar.gz`);
  const cached = readIfThere(file);
  if (cached) {
    unpackInto(folder, cached);
    return startEngine(workerUrl, { folder, bundle: trimmedPostgis(cacheDir) });
  }
  log('Preparing the embedded database once (about 20 seconds)');
  const engine = await startEngine(workerUrl, { folder: null, bundle: null });
  await ownerOf(engine).run('create extension postgis');
  writeFileSafely(file, await engine.dump());
  return engine;
}
