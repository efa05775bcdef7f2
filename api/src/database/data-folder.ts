import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseUnusable } from './errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'it lies below a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'that disk is full',
};

/** Makes the data folder where it is missing; throws `DatabaseUnusable` with a sentence where it cannot be written to. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolders(folder);
    tryWriting(folder);
  } catch (cause) {
    throw new DatabaseUnusable(
      `The data folder ${folder} cannot be used: ${whyNot(cause)}; choose another with DATA_DIR.`,
      { cause },
    );
  }
}

/**
 * Throws `DatabaseUnusable` with a sentence where what should be a folder is none, or cannot be written to; what is not there
 * yet is made later. Asked first, for a database of twenty seconds' work is to have a place to go.
 */
export function refuseUnusable(folder: string, { orElse = '' } = {}): void {
  if (!existsSync(folder)) return;
  try {
    tryWriting(folder);
  } catch (cause) {
    const [why, wayOut] = isFolder(folder)
      ? [whyNot(cause), 'let this user write there']
      : [reasons.EEXIST, 'move it away'];
    throw new DatabaseUnusable(`The folder ${folder} cannot be used: ${why}; ${wayOut}${orElse}.`, { cause });
  }
}

/** Rights say less than trying: root may write anywhere, but nothing can be kept in a folder of the kernel's. */
const tryWriting = (folder: string): void => rmdirSync(mkdtempSync(join(folder, '.writable-')));

function whyNot(cause: unknown): string {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  return reasons[code] ?? `the system answers ${code}`;
}

/** One folder after the other. `mkdir` that is asked for all of them tries for ever where the parent is there and still refuses. */
function makeFolders(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been faster.
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
