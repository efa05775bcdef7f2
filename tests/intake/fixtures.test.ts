import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { issueText, languages, readSurvey, type SurveyContent, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedData } from '../support/shared-data.ts';

const root = sharedData('fixtures');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

if (!root) process.stdout.write('tests/intake: ../shared/data/fixtures is absent, its files are skipped\n');

describe.skipIf(!root)('every file other projects collected to break readers', () => {
  const files = root ? filesBelow(root).map((path) => path.slice(root.length + 1)) : [];
  const rows: string[] = [];

  it.each(files)('%s gives features or says why not', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(root ?? '', name)));
    const content = await readSurvey(bytes, basename(name), surveyLimits, { unzip: unzipSafely });
    rows.push(rowOf(name, content));
    expect(content.features.length + content.issues.length).toBeGreaterThan(0);
    for (const issue of content.issues) {
      for (const language of languages) expect(issueText(issue, language)).not.toMatch(/\{\w+\}|…“|undefined/);
    }
    const indexes = content.features.map(({ index }) => index);
    expect(indexes).toEqual(indexes.toSorted((one, other) => one - other));
    expect(new Set(indexes).size).toBe(indexes.length);
  });

  afterAll(() => {
    const heading = `${'file'.padEnd(66)}${'format'.padEnd(12)}${'features'.padStart(8)}${'issues'.padStart(8)}`;
    process.stdout.write(`\n${[heading, '-'.repeat(heading.length), ...rows].join('\n')}\n`);
  });
});

function rowOf(name: string, { format, features, issues }: SurveyContent): string {
  const codes = new Map<string, number>();
  for (const { code } of issues) codes.set(code, (codes.get(code) ?? 0) + 1);
  const said = [...codes].map(([code, count]) => (count > 1 ? `${code} x${count}` : code)).join(', ');
  const cells = [name.padEnd(66), (format ?? '-').padEnd(12), String(features.length).padStart(8)];
  return `${cells.join('')}${String(issues.length).padStart(8)}  ${said}`;
}
