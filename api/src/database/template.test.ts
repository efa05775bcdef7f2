import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnusable } from './errors.ts';
import { readMigrations } from './migrate.ts';
import { openDatabase } from './open.ts';
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

  it('says in one sentence that it has no place where its folder is a file', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'phen-dau-no-cache-'));
    const cache = join(dataDir, 'cache');
    writeFileSync(cache, '');
    const sentence = `The folder ${cache} cannot be used: it is a file; move it away.`;
    await expect(openDatabase({ dataDir })).rejects.toThrow(new DatabaseUnusable(sentence));
    rmSync(dataDir, { recursive: true });
  });
});
