import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectDirectory } from '../paths.ts';
import { type SuiteResult, summary } from './suites.ts';
import { whySkipped } from './why-skipped.ts';

const ran = (name: string, skippedFor: [string, number][] = []): SuiteResult => {
  const skipped = skippedFor.reduce((sum, [, count]) => sum + count, 0);
  return { name, passed: 10, skipped, failed: 0, seconds: 3, skippedFor: new Map(skippedFor) };
};
const absent = (name: string, notRun: string): SuiteResult => ({ ...ran(name), passed: 0, seconds: 0, notRun });

describe('what the test command says at its end', () => {
  it('adds up what ran, and names what did not run at all and why', () => {
    const lines = summary([ran('unit'), absent('browser', 'Chromium is not installed: only root may')], 65).split('\n');
    expect(lines.find((line) => line.startsWith('all'))).toMatch(/10\s+0\s+0\s+65 s/);
    expect(lines.at(-1)).toBe('Not run: browser. Chromium is not installed: only root may.');
  });

  it('says in one line why single tests were skipped, over all suites', () => {
    const results = [
      ran('unit', [['../shared/data absent', 2]]),
      ran('database', [
        ['of the other engine', 7],
        ['../shared/data absent', 1],
      ]),
    ];
    expect(summary(results, 6)).toContain('\nSkipped: 3 ../shared/data absent; 7 of the other engine.');
    expect(summary([ran('unit')], 3)).not.toContain('Skipped');
  });

  it('knows the reason from the conditions of the file', async () => {
    const file = (name: string, ...statuses: string[]) => ({
      name: projectDirectory + name,
      assertionResults: statuses.map((status) => ({ status })),
    });
    const found = await whySkipped([
      file('tests/commands/start.test.ts', 'skipped', 'pending', 'passed'),
      file('tests/measure/andorra.test.ts', 'skipped'),
      file('tests/ogc/gdal.test.ts', 'passed'),
    ]);
    expect([...found]).toEqual([
      ['of the other engine', 2],
      ['../shared/data absent', 1],
    ]);
    const here = fileURLToPath(import.meta.url);
    const unknown = await whySkipped([{ name: here, assertionResults: [{ status: 'todo' }] }]);
    expect([...unknown.keys()]).toEqual([`for a reason only ${here} knows`]);
  });
});
