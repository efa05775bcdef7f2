import { accessSync, constants, mkdirSync } from 'node:fs';
import { DatabaseUnusable } from './errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'it lies below a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'that disk is full',
};

/** Makes the data folder where it is missing; throws `DatabaseUnusable` with a sentence where it cannot be written to. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    const why = reasons[code] ?? `the system answers ${code}`;
    throw new DatabaseUnusable(`The data folder ${folder} cannot be used: ${why}; choose another with DATA_DIR.`, {
      cause,
    });
  }
}
