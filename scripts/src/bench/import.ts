import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { importFile, insertFeatures, type NewFeature, type OpenedDatabase, openDatabase } from '@phen-dau/api';
import { detectFormat, FlatGeobufWriter, type LayerId, layerById } from '@phen-dau/geodata';
import { type ImportSet, importSets } from './import-data.ts';
import { median } from './measure.ts';

/** A quantity measured beside a peer in the same run. */
export interface ImportRow {
  readonly quantity: string;
  readonly features: number;
  /** Medians in milliseconds; null: the peer is not installed. */
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number | null;
  /** Theirs over ours: above one, ours is the quicker. */
  readonly ratio: number | null;
  /** The least ratio the issue asks for; null: no bar. */
  readonly bar: number | null;
}

const run = promisify(execFile);

/**
 * Measures reading a file into a layer (parsed, validated, stored with its audit entry and indexes, committed) beside
 * `ogr2ogr -f PostgreSQL` with COPY, and writing FlatGeobuf beside `ogr2ogr` copying the same file: rounds in turn, medians.
 * `databaseUrl` names an empty database of a superuser that may be filled; without one the embedded database is measured,
 * alone, because ogr2ogr cannot reach it. Times of ogr2ogr include its start, ours the opening of the file.
 */
export async function benchImport({
  databaseUrl,
  rounds = 5,
  log = console.log,
}: {
  databaseUrl?: string | undefined;
  rounds?: number;
  log?: (line: string) => void;
} = {}): Promise<ImportRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-bench-'));
  const gdal = hasGdal();
  if (!gdal) log('ogr2ogr is not installed: no peer.');
  const database = await openDatabase({ dataDir: folder, ...(databaseUrl ? { databaseUrl } : { inMemory: true }) });
  const rows: ImportRow[] = [];
  const tell = (row: ImportRow) => {
    rows.push(row);
    log(lineOf(row));
  };
  try {
    for (const set of importSets()) {
      const file = join(folder, `${set.name}.geojson`);
      await writeFile(file, set.geojson);
      tell(await benchOneImport(set, file, database, gdal ? databaseUrl : undefined, rounds));
      if (databaseUrl && gdal) {
        for (const row of await benchInsert(set, file, database, databaseUrl, rounds)) tell(row);
        tell(await benchCopy(set, file, database, databaseUrl, rounds));
      }
      await benchFiles(set, folder, rounds, gdal, tell);
    }
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
  return rows;
}

async function benchOneImport(
  set: ImportSet,
  file: string,
  database: OpenedDatabase,
  databaseUrl: string | undefined,
  rounds: number,
): Promise<ImportRow> {
  const layer = layerById(set.layer);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const time = await timed(async () => {
      const actor = { role: 'editor_restricted', account: null } as const;
      const report = await importFile({ database, actor, clearance: 'restricted', file, layer });
      if (report.inserted !== set.features) throw new Error(`${report.inserted} of ${set.features} features imported`);
    });
    ours.push(time);
    if (databaseUrl) {
      empty(databaseUrl, set.layer);
      theirs.push(await timed(() => copyByOgr2ogr(databaseUrl, file, ['-nlt', 'PROMOTE_TO_MULTI'])));
    }
  }
  return rowOf(`import ${set.name} into ${database.engine}`, set.features, ours, 'ogr2ogr, COPY', theirs, 2);
}

/**
 * The insert alone, from features in memory to the commit, beside ogr2ogr that brings the file by COPY and moves it into a
 * table of the same columns, checks and indexes (it cannot COPY there itself: columns with defaults make it fall back to
 * single inserts). Reading the file is in ogr2ogr's time and not in ours: it has no insert alone. Twice: as the register does
 * it, with audit and references, which ogr2ogr's table does not have, and without these, the same table on both sides.
 */
async function benchInsert(
  set: ImportSet,
  file: string,
  database: OpenedDatabase,
  databaseUrl: string,
  rounds: number,
): Promise<ImportRow[]> {
  const layer = layerById(set.layer);
  const insert = inserting(set, database);
  const psql = (statement: string) => run('psql', [databaseUrl, '-qc', statement]);
  const columns = [...set.columns.map(({ name }) => name)].join(', ');
  const values = set.columns.map(({ name }) => `${name}::${layer.fields[name]?.sqlType ?? 'text'}`).join(', ');
  const table = tableOf(set.layer);
  await psql(`drop table if exists public.bench_shape; create table public.bench_shape (like ${table} including all);
    alter table public.bench_shape alter column id set default gen_random_uuid()`);
  const whole: number[] = [];
  const bare: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    empty(databaseUrl, set.layer);
    whole.push(await timed(insert));
    empty(databaseUrl, set.layer);
    bare.push(await timedWithoutTriggers(databaseUrl, set.layer, insert));
    await psql('truncate public.bench_shape');
    theirs.push(
      await timed(async () => {
        await copyByOgr2ogr(databaseUrl, file, ['-lco', 'SPATIAL_INDEX=NONE']);
        await psql(
          `insert into public.bench_shape (geometry, ${columns}) select wkb_geometry, ${values} from public.bench_peer`,
        );
      }),
    );
  }
  empty(databaseUrl, set.layer);
  const peer = 'ogr2ogr into the same shape of table';
  return [
    rowOf(`insert ${set.name}, with audit and references`, set.features, whole, peer, theirs, 3),
    rowOf(`insert ${set.name}, the same table on both sides`, set.features, bare, peer, theirs, 3),
  ];
}

/** What the insert takes without what a register adds: audit, and checks of references. */
async function timedWithoutTriggers(databaseUrl: string, layer: LayerId, insert: () => Promise<unknown>) {
  const triggers = (state: 'enable' | 'disable') =>
    run('psql', [databaseUrl, '-qc', `alter table ${tableOf(layer)} ${state} trigger all`]);
  await triggers('disable');
  try {
    return await timed(insert);
  } finally {
    // What came in without an audit must not stay under one.
    empty(databaseUrl, layer);
    await triggers('enable');
  }
}

/** Our table, with its indexes and checks and without what a register adds, beside ogr2ogr's own with its one index. */
async function benchCopy(
  set: ImportSet,
  file: string,
  database: OpenedDatabase,
  databaseUrl: string,
  rounds: number,
): Promise<ImportRow> {
  const insert = inserting(set, database);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    empty(databaseUrl, set.layer);
    ours.push(await timedWithoutTriggers(databaseUrl, set.layer, insert));
    theirs.push(await timed(() => copyByOgr2ogr(databaseUrl, file)));
  }
  return rowOf(
    `COPY ${set.name}, no audit, our six indexes beside one`,
    set.features,
    ours,
    'ogr2ogr, COPY',
    theirs,
    3,
  );
}

/** The file by COPY into `public.bench_peer`, made anew. */
function copyByOgr2ogr(databaseUrl: string, file: string, more: readonly string[] = []) {
  // GDAL knows the address only by the longer name of its scheme.
  const target = databaseUrl.replace(/^postgres:/, 'postgresql:');
  const options = ['--config', 'PG_USE_COPY', 'YES', '-f', 'PostgreSQL', '-nln', 'public.bench_peer', '-overwrite'];
  return run('ogr2ogr', [...options, ...more, target, file]);
}

async function benchFiles(
  set: ImportSet,
  folder: string,
  rounds: number,
  gdal: boolean,
  tell: (row: ImportRow) => void,
): Promise<void> {
  const source = join(folder, `${set.name}.fgb`);
  const copy = join(folder, 'copy.fgb');
  const ours: number[] = [];
  const theirs: number[] = [];
  const reading: number[] = [];
  const collection = JSON.parse(set.geojson);
  for (let round = 0; round < rounds; round++) {
    const write = async () => {
      const writer = new FlatGeobufWriter({ name: set.name, geometryType: set.geometryType, columns: set.columns });
      for (const { geometry, properties } of collection.features) writer.add(geometry, properties);
      await writeFile(source, writer.finish());
    };
    ours.push(await timed(write));
    reading.push(await timed(() => countFeatures(new TextEncoder().encode(set.geojson))));
    if (gdal) theirs.push(await timed(() => run('ogr2ogr', ['-f', 'FlatGeobuf', copy, source])));
    await rm(copy, { force: true });
  }
  tell(rowOf(`write ${set.name} as FlatGeobuf with index`, set.features, ours, 'ogr2ogr, from FlatGeobuf', theirs, 1));
  tell(rowOf(`read ${set.name} from GeoJSON, nothing stored`, set.features, reading, 'none', [], null));
}

async function countFeatures(bytes: Uint8Array): Promise<void> {
  const format = detectFormat(bytes.subarray(0, 65_536));
  if (!format) throw new Error('The made-up file was not recognised');
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
  }
  for await (const batch of format.read(pieces()))
    if (batch.issues.length > 0) throw new Error('The made-up file is bad');
}

/** Stores the set's features, parsed beforehand, in one transaction. */
function inserting(set: ImportSet, database: OpenedDatabase): () => Promise<unknown> {
  const layer = layerById(set.layer);
  const features: NewFeature[] = JSON.parse(set.geojson).features;
  const actor = { role: 'editor_restricted', account: null } as const;
  return () =>
    database.transaction(actor, (transaction) => insertFeatures(transaction, layer, features), {
      statementMs: 300_000,
    });
}

const tableOf = (layer: LayerId): string => `register.${layer.replaceAll('-', '_')}`;

/** Rows are taken out past all triggers, so that every round starts with an empty table. */
function empty(databaseUrl: string, layer: LayerId): void {
  const table = tableOf(layer);
  execFileSync('psql', [databaseUrl, '-qc', `truncate ${table}, ${table}_history cascade`]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function rowOf(
  quantity: string,
  features: number,
  ours: readonly number[],
  peer: string,
  theirs: readonly number[],
  bar: number | null,
): ImportRow {
  const [mine, other] = [median(ours), theirs.length > 0 ? median(theirs) : null];
  return { quantity, features, ours: mine, peer, theirs: other, ratio: other === null ? null : other / mine, bar };
}

function lineOf({ quantity, features, ours, peer, theirs, ratio, bar }: ImportRow): string {
  const rate = `${Math.round(features / (ours / 1000)).toLocaleString('en')} features/s`;
  const beside = theirs === null || ratio === null ? '' : `; ${peer} ${theirs.toFixed(0)} ms, ${ratio.toFixed(2)}x`;
  return `${quantity}: ${ours.toFixed(0)} ms, ${rate}${beside}${bar !== null && ratio !== null ? ` (bar ${bar}x)` : ''}`;
}

function hasGdal(): boolean {
  try {
    execFileSync('ogr2ogr', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
