import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { detectFormat } from '@phen-dau/geodata';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(`${runDirectory()}/import-export-`);
  const DATABASE_URL = testEngine === 'embedded' ? '' : await emptyServerDatabase();
  environment = { DATA_DIR: `${folder}/data`, DATABASE_URL, LANG: 'en_US.UTF-8', LC_ALL: '' };
  // What the first command of a checkout prepares, it says.
  await run('import', '--help');
});

async function run(command: 'import' | 'export', ...args: string[]) {
  const options = { cwd: root, env: { ...process.env, ...environment } };
  return promisify(execFile)(process.execPath, ['scripts/src/run.js', command, ...args], options).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, stdout: String(stdout), stderr: String(stderr) }),
  );
}

const village = (name: string, longitude: number) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitude, 21.9] },
  properties: { TEN: name, security_groups: 1, mailboxes: 0 },
});

describe(`import and export (${testEngine})`, () => {
  test.concurrent.each([
    ['import', [], 'Name one file to import.'],
    ['import', ['a.geojson', '--layer', 'tank'], 'Name the layer with --layer, one of: border-line'],
    ['import', ['a.geojson', '--layer', 'village', '--map', 'name'], '--map and --set take NAME=VALUE.'],
    ['import', ['a.geojson', '--layer', 'village', '--existing', 'maybe'], '--existing takes one of:'],
    ['export', ['village'], 'Name the file to write with --out.'],
    ['export', ['village', '--out', 'a.shp'], '--format takes one of: geojson, fgb, csv.'],
    ['export', ['village', '--out', 'a.csv', '--as-of', '2024-02-30'], '--as-of takes a day'],
  ] as const)('%s %j is answered by one plain sentence', async (command, args, sentence) => {
    const { status, stderr } = await run(command, ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a bow-tie in metres that name no system is refused, and goes in with --crs and --repair', async () => {
    const file = `${folder}/khu.geojson`;
    const [west, east, south, north] = [449_000, 450_000, 2_417_000, 2_418_000];
    const ring = [
      [west, south],
      [east, north],
      [east, south],
      [west, north],
      [west, south],
    ];
    const properties = { name: 'Khu chéo', kind: 'industrial_zone', appraisal: 'agreed' };
    const feature = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties };
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    const given = [file, '--layer', 'development-project'];

    const unnamed = await run('import', ...given);
    expect(unnamed).toMatchObject({ status: 1, stderr: expect.stringContaining('EPSG:9215') });
    const crossed = await run('import', ...given, '--crs', 'EPSG:9215');
    expect(crossed).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Feature 1: .*--repair/) });
    const repaired = await run('import', ...given, '--crs', 'EPSG:9215', '--repair');
    expect(repaired.status).toBe(0);
    expect(repaired.stdout).toMatch(/1 new features, 0 updated, 1 repaired; 1 read in .* \(EPSG:9215\)/);
  }, 240_000);

  test('a file goes in, comes out in each format, and what is wrong is said in plain sentences', async () => {
    const file = `${folder}/thôn.geojson`;
    const features = [village('Bản Chắt', 106.7), village('=Nà Cuổi', 106.8)];
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features }));

    const unmapped = await run('import', file, '--layer', 'village');
    expect(unmapped).toMatchObject({ status: 1 });
    expect(unmapped.stderr).toContain('The file: Name (name): The file has no column for this required attribute');
    expect(unmapped.stderr).toContain('--set kind=village|culture_defence');
    expect(unmapped.stderr).not.toMatch(/^\s+at /m);

    const mapped = ['--map', 'name=TEN', '--set', 'kind=village', '--set', 'valid_from=2024-01-01'];
    const imported = await run('import', file, '--layer', 'village', ...mapped);
    expect(imported).toMatchObject({ status: 0, stderr: '' });
    expect(imported.stdout).toMatch(/^Imported into “Villages”: 2 new features/);

    for (const name of ['out.geojson', 'out.fgb', 'out.csv', 'before.csv']) {
      const day = name === 'before.csv' ? ['--as-of', '2023-12-31'] : [];
      const exported = await run('export', 'village', '--out', `${folder}/${name}`, ...day);
      expect(exported).toMatchObject({ status: 0, stderr: '' });
    }
    const csv = await readFile(`${folder}/out.csv`, 'utf8');
    expect(csv.split('\r\n')[0]).toContain('Self-governing security groups');
    expect(csv).toContain(",'=Nà Cuổi,Village,");
    expect((await readFile(`${folder}/before.csv`, 'utf8')).trim().split('\r\n')).toHaveLength(1);
    expect(JSON.parse(await readFile(`${folder}/out.geojson`, 'utf8')).features).toMatchObject([
      { geometry: { coordinates: [106.7, 21.9] }, properties: { name: 'Bản Chắt', valid_from: '2024-01-01' } },
      { properties: { name: '=Nà Cuổi' } },
    ]);
    expect(detectFormat(await readFile(`${folder}/out.fgb`))?.name).toBe('flatgeobuf');
    // Files appear complete or not at all.
    expect((await readdir(folder)).filter((name) => name.startsWith('out.'))).toHaveLength(3);

    const again = await run('import', `${folder}/out.fgb`, '--layer', 'village');
    expect(again.status).toBe(1);
    expect(again.stderr).toMatch(/Feature 1: The id [0-9a-f-]{36} is in the register already.*--existing update/);
    const updated = await run('import', `${folder}/out.fgb`, '--layer', 'village', '--existing', 'update');
    expect(updated.stdout).toMatch(/^Imported into “Villages”: 0 new features, 2 updated/);
  }, 240_000);
});
