import { boundaryFaults, packages, type RuleId, rules, workspaceSources } from '@phen-dau/scripts';
import { describe, expect, test } from 'vitest';

/** One breach for every rule, planted where it would hurt. */
const planted: Record<RuleId, { path: string; source: string }[]> = {
  'unknown-arrow': [
    { path: 'geodata/src/planted.ts', source: "import { encodeTile } from '@phen-dau/tiles';" },
    { path: 'tiles/src/planted.ts', source: "export { createApp } from '@phen-dau/api';" },
    { path: 'api/src/planted.ts', source: "const demo = await import('@phen-dau/scripts');" },
    { path: 'web/src/planted.tsx', source: "import type { Tile } from '@phen-dau/tiles';" },
    { path: 'scripts/src/planted.ts', source: "import '@phen-dau/web';" },
    { path: 'api/src/planted.ts', source: "import type { Support } from '@phen-dau/tests';" },
  ],
  'deep-import': [
    { path: 'tiles/src/planted.ts', source: "import { zone } from '@phen-dau/geodata/src/layers/zone.ts';" },
    { path: 'tests/flows/planted.test.ts', source: "import { sql } from '@phen-dau/api/src/database/sql.ts';" },
  ],
  'web-takes-values-from-api': [
    { path: 'web/src/planted.ts', source: "import { client } from '@phen-dau/api/client';" },
    { path: 'web/src/planted.ts', source: "import type { App } from '@phen-dau/api';" },
  ],
  'relative-reach': [
    { path: 'web/src/planted.ts', source: "import { say } from '../../geodata/src/text.ts';" },
    { path: 'tests/flows/planted.test.ts', source: "import { sql } from '../../api/src/database/sql.ts';" },
  ],
  'geodata-is-pure': [
    { path: 'geodata/src/planted.ts', source: "import { readFile } from 'node:fs/promises';" },
    { path: 'geodata/src/planted.ts', source: "export const read = () => import('fs');" },
    { path: 'geodata/src/planted.ts', source: "import { Hono } from 'hono';" },
  ],
  'web-runs-in-a-browser': [{ path: 'web/src/planted.ts', source: "import { join } from 'node:path';" }],
  'engine-outside-database': [
    { path: 'api/src/routes/planted.ts', source: "import pg from 'pg';" },
    { path: 'api/src/queries/planted.ts', source: "import type { PGlite } from '@electric-sql/pglite';" },
  ],
  'test-support-in-product': [
    { path: 'geodata/src/planted.ts', source: "import { sharedData } from './support/shared-data.ts';" },
  ],
  'sql-outside-queries': [
    { path: 'api/src/routes/planted.ts', source: 'const rows = () => sql`table account`;' },
    { path: 'scripts/src/planted.ts', source: "const text = 'select id from register.border_post';" },
    { path: 'tiles/src/planted.ts', source: 'const text = `delete from account`;' },
  ],
};

describe('the import arrows and the place of SQL', () => {
  test('hold in every file of the workspace', async () => {
    const sources = await workspaceSources(packages);
    const paths = sources.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(50);
    // What runs before anything can read TypeScript is looked at like the rest.
    expect(paths).toEqual(expect.arrayContaining(['scripts/src/start.js', 'api/src/database/embedded-worker.js']));
    expect(boundaryFaults(sources)).toEqual([]);
  });

  const breaches = Object.entries(planted).flatMap(([rule, files]) => files.map((file) => ({ rule, ...file })));
  test.each(breaches)('$rule bites on $path: $source', ({ rule, path, source }) => {
    expect(boundaryFaults([{ path, source }]).map((fault) => fault.rule)).toEqual([rule]);
  });

  test('every rule has a planted breach', () => {
    expect(Object.keys(planted).sort()).toEqual(Object.keys(rules).sort());
  });

  test.each([
    { path: 'tiles/src/fine.ts', source: "import { catalogue } from '@phen-dau/geodata';" },
    { path: 'web/src/fine.ts', source: "import type { App } from '@phen-dau/api/client';" },
    { path: 'web/src/fine.ts', source: "import { type App } from '@phen-dau/api/client';" },
    { path: 'geodata/src/fine.test.ts', source: "import { readFile } from 'node:fs/promises';" },
    { path: 'api/src/queries/fine.ts', source: 'export const all = sql`select id from register.border_post`;' },
    { path: 'web/src/fine.ts', source: "const hint = 'Select a post from the list';" },
  ])('$path may say: $source', (file) => {
    expect(boundaryFaults([file])).toEqual([]);
  });
});
