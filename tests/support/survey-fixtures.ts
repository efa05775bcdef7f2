import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sharedData } from './shared-data.ts';

/** A survey file of a test. */
export interface SurveyFixture {
  /** Its path among the fixtures. */
  readonly path: string;
  /** What it is called when it is sent. */
  readonly name: string;
  readonly read: () => Uint8Array;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Every file that other projects collected to break readers; none, and that is said, on a machine that does not have them. */
export function surveyFixtures(): readonly SurveyFixture[] {
  const root = sharedData('fixtures');
  if (!root) {
    process.stdout.write('../shared/data/fixtures is absent, its files are skipped\n');
    return [];
  }
  return filesBelow(root).map((file) => ({
    path: file.slice(root.length + 1),
    name: basename(file),
    read: () => new Uint8Array(readFileSync(file)),
  }));
}
