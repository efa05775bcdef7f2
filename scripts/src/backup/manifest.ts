import type { OpenedDatabase, TableDigest } from '@phen-dau/api';
import { PlainError } from '../command.ts';

/** What stands beside a backup: which database it was and what must be in it. */
export interface Manifest {
  readonly engine: OpenedDatabase['engine'];
  readonly writtenAt: string;
  /** Name of the newest migration. */
  readonly migration: string;
  readonly tables: readonly TableDigest[];
}

export function manifestOf({ engine, migration }: OpenedDatabase, tables: readonly TableDigest[]): string {
  const manifest: Manifest = { engine, writtenAt: new Date().toISOString(), migration: migration.newest, tables };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function readManifest(text: string): Manifest {
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (Array.isArray(manifest.tables) && typeof manifest.engine === 'string') return manifest;
  } catch {
    // Said below, in one sentence for both.
  }
  throw new PlainError('The .json beside the backup is not one that `backup` wrote.');
}

/** The tables whose content is not what the manifest says, each as a sentence. */
export function differences({ tables }: Manifest, found: readonly TableDigest[]): string[] {
  const names = new Set([...tables, ...found].map(({ table }) => table));
  return [...names].sort().flatMap((name) => {
    const wanted = tables.find(({ table }) => table === name);
    const is = found.find(({ table }) => table === name);
    if (wanted?.sha256 === is?.sha256 && wanted?.rows === is?.rows) return [];
    return [
      `${name}: ${wanted?.rows ?? 'no'} rows were backed up, ${is?.rows ?? 'no'} rows are there or their content differs.`,
    ];
  });
}
