import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from './migrate.ts';
import { templateFile } from './template.ts';
import { testCache, testDatabase, testEngine } from './testing.ts';

describe.skipIf(testEngine !== 'embedded')('the template of the embedded database', () => {
  beforeAll(testDatabase, 180_000);

  it('is cached under a key that any change of any migration changes', async () => {
    const migrations = await readMigrations();
    const file = templateFile(testCache, migrations);
    expect(existsSync(file)).toBe(true);
    const others = migrations.map((changed) =>
      templateFile(
        testCache,
        migrations.map((one) => (one === changed ? { ...one, sha256: 'changed' } : one)),
      ),
    );
    expect(new Set([file, ...others, templateFile(testCache, migrations.slice(1))]).size).toBe(migrations.length + 2);
  });
});
