import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '@phen-dau/api';
import { demonstrationData, demonstrationDataPassword, loadDemonstration } from '@phen-dau/scripts';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Place {
  readonly DATA_DIR: string;
  readonly DATABASE_URL: string;
}

/** A database of the engine that is tested, with the demonstration or with nothing. */
async function place(content: 'demonstration' | 'empty'): Promise<Place> {
  const DATA_DIR = await mkdtemp(`${runDirectory()}/backup-`);
  if (testEngine === 'embedded') {
    if (content === 'demonstration') await cp(await demonstrationData(), DATA_DIR, { recursive: true });
    return { DATA_DIR, DATABASE_URL: '' };
  }
  const DATABASE_URL = await emptyServerDatabase();
  if (content === 'demonstration') {
    const database = await openDatabase({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL });
    await loadDemonstration(database, { password: demonstrationDataPassword, log: () => {} });
    await database.close();
  }
  return { DATA_DIR, DATABASE_URL };
}

async function run(command: string, where: Place, args: string[] = []) {
  const options = { cwd: root, env: { ...process.env, ...where } };
  return promisify(execFile)(process.execPath, ['scripts/src/run.js', command, ...args], options).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, stdout: String(stdout), stderr: String(stderr) }),
  );
}

describe(`backup and restore (${testEngine})`, () => {
  let source: Place;
  let file: string;

  beforeAll(async () => {
    source = await place('demonstration');
    file = `${source.DATA_DIR}/province.backup`;
    const { status, stderr } = await run('backup', source, [file]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('a backup restores into an empty database with every table equal', async () => {
    const target = await place('empty');
    const { status, stdout, stderr } = await run('restore', target, [file]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('as they were');
    const audit = await run('verify-audit', target);
    expect(audit.stdout).toContain('The audit is whole');
    const accounts = await run('account', target, ['list']);
    expect(accounts.stdout).toContain('commander');
  });

  test('a database that holds something is never restored over', async () => {
    const { status, stderr } = await run('restore', source, [file]);
    expect(status).toBe(1);
    expect(stderr).toContain('not empty');
  });

  test('a restore that does not bring back what was backed up says which table', async () => {
    const manifest = JSON.parse(await readFile(`${file}.json`, 'utf8')) as {
      tables: { table: string; sha256: string }[];
    };
    const altered = `${source.DATA_DIR}/altered.backup`;
    await cp(file, altered);
    const tables = manifest.tables.map((each) =>
      each.table === 'register.border_marker' ? { ...each, sha256: '0' } : each,
    );
    await writeFile(`${altered}.json`, JSON.stringify({ ...manifest, tables }));
    const { status, stderr } = await run('restore', await place('empty'), [altered]);
    expect(status).toBe(1);
    expect(stderr).toContain('register.border_marker');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a broken database cannot be backed up as if it were whole', async () => {
    const broken =
      testEngine === 'embedded'
        ? await place('demonstration')
        : { ...source, DATABASE_URL: `${source.DATABASE_URL}_gone` };
    if (testEngine === 'embedded') await truncate(`${broken.DATA_DIR}/database/global/pg_control`, 100);
    const { status, stderr } = await run('backup', broken, [`${broken.DATA_DIR}/broken.backup`]);
    expect(status).toBe(1);
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
