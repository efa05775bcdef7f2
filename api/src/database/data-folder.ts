import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
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
    // Rights say less than trying: root may write anywhere, but nothing can be kept in a folder of the kernel's.
    rmdirSync(mkdtempSync(join(folder, '.writable-')));
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const why = reasons[code] ?? `the system answers ${code}`;
    throw new DatabaseUnusable(`The data folder ${folder} cannot be used: ${why}; choose another with DATA_DIR.`, {
      cause,
    });
  }
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
