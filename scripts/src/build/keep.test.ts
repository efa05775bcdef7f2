import { access, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
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

  test('leaves the two made last to servers that still run from them, removes older ones, and nothing else', async () => {
    await writeFile(`${cache}thing-of-another`, '');
    const made = [first, second, '00000000000000aa', '00000000000000bb'].map((key) => `thing-${key}`);
    for (const [hour, thing] of made.entries()) {
      await keep(`${cache}${thing}`, writes(thing));
      await utimes(`${cache}${thing}`, hour * 3600, hour * 3600);
    }
    expect((await readdir(cache)).sort()).toEqual([...made.slice(1), 'thing-of-another'].sort());
    expect(await readFile(`${cache}${made[1]}/it`, 'utf8')).toBe(made[1]);
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
