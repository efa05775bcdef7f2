import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Row } from './database.ts';
import { DatabaseUnusable } from './errors.ts';
import { type Sql, sql } from './sql.ts';

/** Every migration there is, in order. Shipped ones are never edited: a change is a new number. */
const names = [
  '0001_foundation',
  '0002_audit_and_history',
  '0003_layers',
  '0004_accounts',
  '0005_coverage',
  '0006_bulk_inserts',
  '0007_surveys',
  '0008_repeated_surveys',
  '0009_photos',
  '0010_uploads',
  '0011_coverage_freezing',
  '0012_point_indexes',
  '0013_corrected_past',
  '0014_cheaper_inserts',
  '0015_ended_before_its_change',
  '0016_reopened_surveys',
] as const;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the file in hex. */
  readonly sha256: string;
}

/** Which migrations a database has had. */
export interface MigrationState {
  /** How many were applied by this start. */
  readonly applied: number;
  /** The number of the newest one in the database, as in its file name. */
  readonly version: number;
  /** The newest one's name: `0004_accounts`. */
  readonly newest: string;
}

/** A connection that owns the schema. `run` takes a whole script, `query` one statement with values. */
export interface Owner {
  run(script: string): Promise<void>;
  query<R extends Row = Row>(statement: Sql): Promise<R[]>;
}

export const readMigrations = (): Promise<Migration[]> =>
  Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8');
      return { number: Number(name.slice(0, 4)), name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );

/** Applies what is missing, each migration in one transaction. The caller makes sure that nobody else does so too. */
export async function migrate(owner: Owner, migrations: readonly Migration[]): Promise<MigrationState> {
  await owner.run(`create table if not exists public.phen_dau_migration (
    number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
  const had = await owner.query<{ number: number; name: string; sha256: string }>(
    sql`select number, name, sha256 from public.phen_dau_migration order by number`,
  );
  for (const row of had) refuseUnknown(row, migrations);
  const missing = migrations.filter(({ number }) => !had.some((row) => row.number === number));
  for (const migration of missing) await apply(owner, migration);
  const newest = migrations.at(-1);
  return { applied: missing.length, version: newest?.number ?? 0, newest: newest?.name ?? 'none' };
}

function refuseUnknown(row: { number: number; name: string; sha256: string }, migrations: readonly Migration[]): void {
  const shipped = migrations.find(({ number }) => number === row.number);
  if (!shipped) {
    throw new DatabaseUnusable(
      `This database was brought to ${row.name} by a newer version of the program; start that version instead.`,
    );
  }
  if (shipped.sha256 !== row.sha256) {
    throw new DatabaseUnusable(
      `The migration ${shipped.name} was changed after this database had it; put the shipped file back.`,
    );
  }
}

async function apply(owner: Owner, { number, name, text, sha256 }: Migration): Promise<void> {
  await owner.run('begin');
  try {
    await owner.run(text);
    await owner.query(
      sql`insert into public.phen_dau_migration (number, name, sha256) values (${number}, ${name}, ${sha256})`,
    );
    await owner.run('commit');
  } catch (error) {
    await owner.run('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(`The migration ${name} failed and left nothing behind: ${reason}`, { cause: error });
  }
}
