import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';
import { runDirectory } from '../support/run-directory.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let where: { DATA_DIR: string; DATABASE_URL: string };

/** Runs a command on the database of these tests, with a text on its standard input. */
async function run(command: string, args: string[] = [], input = '') {
  const child = spawn(process.execPath, ['scripts/src/run.js', command, ...args], {
    cwd: root,
    env: { ...process.env, ...where },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

const code = /one-time code, good for 72 hours: [0-9A-Z]{4}(-[0-9A-Z]{4}){4}\n/;

// The embedded database opens for seconds at every word, and what the words do is the same: one engine is enough.
describe.skipIf(testEngine !== 'postgres')('keeping a register by the command line', () => {
  beforeAll(async () => {
    where = { DATA_DIR: await mkdtemp(`${runDirectory()}/keeping-`), DATABASE_URL: await emptyServerDatabase() };
  });

  test('an account is made, changed, shut out, let in and given a code or a password', async () => {
    expect((await run('account', ['list'])).stdout).toBe('There is no account.\n');
    const made = await run('account', ['create', 'Lành', '--role', 'surveyor', '--clearance', 'internal']);
    expect(made).toMatchObject({ status: 0, stdout: expect.stringMatching(code) });
    expect((await run('account', ['list'])).stdout).toMatch(
      /^Lành +surveyor +internal +waits for its one-time code\n$/,
    );
    expect((await run('account', ['change', 'lành', '--role', 'reviewer'])).stdout).toMatch(
      /^Lành +reviewer +internal/,
    );
    expect((await run('account', ['reset', 'Lành'])).stdout).toMatch(code);
    const password = await run('account', ['password', 'Lành'], 'sương mù trên đèo cao 48\n');
    expect(password).toMatchObject({ status: 0, stdout: expect.stringContaining('is set') });
    expect((await run('account', ['disable', 'Lành'])).stdout).toContain('can no longer sign in');
    expect((await run('account', ['list'])).stdout).toMatch(/disabled\n$/);
    expect((await run('account', ['enable', 'Lành'])).stdout).toContain('may sign in again');
    expect((await run('account', ['list'])).stdout).toMatch(/^Lành +reviewer +internal\n$/);
  });

  test.each([
    [['create', 'Lành'], 'There is an account Lành already.'],
    [['create', 'Mới', '--role', 'king'], '--role is one of viewer'],
    [['change', 'Ai đó', '--clearance', 'open'], 'There is no account Ai đó.'],
    [['forget', 'Lành'], 'There is no "account forget"'],
    [['disable'], 'Which account? Give its name.'],
    [['password', 'Lành'], 'account: '],
  ])('account %j is answered by one plain sentence', async (args, sentence) => {
    const { status, stderr } = await run('account', args, 'short\n');
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('the demonstration is never loaded over what is there', async () => {
    const { status, stderr } = await run('seed');
    expect(status).toBe(1);
    expect(stderr).toBe('seed: The database holds data already; the demonstration is loaded only into an empty one.\n');
  });

  test('an audit that somebody has changed past all guards is found broken', async () => {
    expect(await run('verify-audit')).toMatchObject({ status: 0, stdout: expect.stringContaining('whole') });
    const owner = new Client({ connectionString: where.DATABASE_URL });
    await owner.connect();
    await owner.query('alter table audit.entry disable trigger user');
    await owner.query(`update audit.entry set account = 'somebody else'
      where sequence = (select min(sequence) + 1 from audit.entry)`);
    await owner.end();
    const { status, stdout, stderr } = await run('verify-audit');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The audit is broken at entry \d+ of \d+\.\n$/);
  });
});
