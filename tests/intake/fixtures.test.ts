import { issueText, languages, readSurvey, type SurveyContent, surveyLimits, unzipSafely } from '@phen-dau/geodata';
import { afterAll, describe, expect, it } from 'vitest';
import { surveyFixtures } from '../support/survey-fixtures.ts';

const fixtures = surveyFixtures();

describe.skipIf(fixtures.length === 0)('every file other projects collected to break readers', () => {
  const rows: string[] = [];

  it.each(fixtures)('$path gives features or says why not', async ({ path, name, read }) => {
    const content = await readSurvey(read(), name, surveyLimits, { unzip: unzipSafely });
    rows.push(rowOf(path, content));
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
