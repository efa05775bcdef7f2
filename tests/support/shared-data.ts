import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Absolute path of a file of `../shared/data`, or undefined on a machine that has no such data: skip the test there. */
export function sharedData(path: string): string | undefined {
  return existsSync(folder + path) ? folder + path : undefined;
}
