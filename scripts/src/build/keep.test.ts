import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keep } from './keep.ts';
import { fingerprint } from './made.js';

describe('what is made once for each state of its sources', () => {
  let cache: string;
  beforeAll(async () => {
    cache = `${await mkdtemp(`${tmpdir()}/phen-dau-keep-`)}/`;
  });
  afterAll(() => rm(cache, { recursive: true }));

  const writes = (text: string) => (folder: string) => writeFile(`${folder}/it`, text);
  const first = '0123456789abcdef';
  const second = 'fedcba9876543210';

  test('is made at the first asking and found at the next', async () => {
    const made = await keep(`${cache}thing-${first}`, writes('one'));
    const found = await keep(`${cache}thing-${first}`, () => Promise.reject(new Error('made twice')));
    expect(found).toBe(made);
    expect(await readFile(`${found}/it`, 'utf8')).toBe('one');
  });

  test('leaves nothing that looks ready when making it fails', async () => {
    await expect(keep(`${cache}thing-${second}`, () => Promise.reject(new Error('half-way')))).rejects.toThrow(
      'half-way',
    );
    await expect(access(`${cache}thing-${second}`)).rejects.toThrow();
  });

  test('replaces what was made of older sources, and nothing else', async () => {
    await writeFile(`${cache}thing-of-another`, '');
    await keep(`${cache}thing-${second}`, writes('two'));
    expect((await readdir(cache)).filter((name) => !name.startsWith('unfinished')).sort()).toEqual(
      [`thing-${second}`, 'thing-of-another'].sort(),
    );
  });

  test('two who make it at once both get a whole one', async () => {
    const key = '00000000000000ff';
    const both = await Promise.all([
      keep(`${cache}pair-${key}`, writes('whole')),
      keep(`${cache}pair-${key}`, writes('whole')),
    ]);
    for (const folder of both) expect(await readFile(`${folder}/it`, 'utf8')).toBe('whole');
  });
});

test('a fingerprint follows contents: the same for the same sources, another for others', () => {
  const one = fingerprint(['scripts/src/build', 'package.json']);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint(['package.json', 'scripts/src/build'])).toBe(one);
  expect(fingerprint(['scripts/src/build'])).not.toBe(one);
});
