import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { testEngine } from '../support/database.ts';
import { sharedServer } from '../support/server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): Promise<string> => readFile(root + path, 'utf8');
const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };

/** Runs a command as the script of package.json names it. */
async function run(name: string, args: string[], environment: Record<string, string> = {}) {
  const [program = '', ...given] = (scripts[name] ?? '').replace(/^tsx/, 'node --import tsx').split(' ');
  const options = { cwd: root, env: { ...process.env, ...environment } };
  return promisify(execFile)(program, [...given, ...args], options).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, stdout: stdout as string, stderr: stderr as string }),
  );
}

/** Commands of the command line (contract C9) and those of a developer. */
const commands = [
  'import',
  'export',
  'seed',
  'account',
  'backup',
  'restore',
  'verify-audit',
  'bench',
  'start',
  'test',
  'check',
];

// Nothing here asks for a database: once is enough.
describe.skipIf(testEngine !== 'embedded')('the command line', () => {
  // What a start prepares is prepared before the first one is timed out.
  beforeAll(() => sharedServer());

  test('is what the contract names', () => {
    expect(Object.keys(scripts).sort()).toEqual([...commands].sort());
  });

  test.concurrent.each(commands)('%s explains itself in one line with --help', async (name) => {
    const { status, stdout } = await run(name, ['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^pnpm run ${name}\\b.*\n  \\S.*\\.\n`));
  });

  test.concurrent.each(commands)(
    '%s refuses an option it does not know, in a sentence and without a stack',
    async (name) => {
      const { status, stderr } = await run(name, ['--no-such-option']);
      expect(status).not.toBe(0);
      expect(stderr).toContain('--no-such-option');
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DEMO', 'maybe'],
    ['DATABASE_URL', 'mysql://somewhere'],
    ['PROVINCE', 'Atlantis'],
    ['PUBLIC_READ', 'yes'],
    ['DATA_DIR', `${root}package.json`],
    ['DATA_DIR', '/dev/null/data'],
    ['DATA_DIR', '/sys/nowhere'],
  ])('a start with %s=%s stops with one plain sentence', async (name, value) => {
    const { status, stderr } = await run('start', [], { [name]: value });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(name);
  });
});

describe("README's two commands", () => {
  test('are the ones of the contract, and continuous integration runs the second and nothing else', async () => {
    const readme = await read('README.md');
    expect(readme).toContain('npx --yes pnpm@12 start');
    expect(readme).toContain('npx --yes pnpm@12 test');
    const lines = (await read('.ci/run')).split('\n').filter((line) => line && !line.startsWith('#'));
    expect(lines).toEqual(['cd "$(dirname "$0")/.." && exec npx --yes pnpm@12 test']);
  });
});
