import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file of the shared test data beside the repository (`../shared/data`), or undefined where it is absent, as
 * on a fresh clone: tests that need it are then skipped. For tests only; nothing of geodata imports it.
 */
export function sharedDataFile(path: string): string | undefined {
  const file = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));
  return existsSync(file) ? file : undefined;
}
