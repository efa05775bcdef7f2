import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseInUse } from './errors.ts';
import { lockDataFolder } from './lock.ts';

describe('the lock of a data folder', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'phen-dau-lock-'));
    file = join(folder, 'database.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const holder = () => JSON.parse(readFileSync(file, 'utf8'));

  it('is held once, names its holder to the second, and is gone when released', () => {
    const release = lockDataFolder(file);
    expect(() => lockDataFolder(file)).toThrow(DatabaseInUse);
    expect(() => lockDataFolder(file)).toThrow(`in use by this process (${process.pid})`);
    release();
    expect(existsSync(file)).toBe(false);
    lockDataFolder(file)();
  });

  it('is taken over from a process that is gone', () => {
    writeFileSync(file, JSON.stringify({ ...ownLock(), pid: 2 ** 22 + 1 }));
    const release = lockDataFolder(file);
    expect(holder().pid).toBe(process.pid);
    release();
  });

  it('is taken over when the pid now belongs to another process than the one that locked', () => {
    writeFileSync(file, JSON.stringify({ ...ownLock(), begin: '1' }));
    lockDataFolder(file)();
  });

  it('is taken over when it was cut off while it was written', () => {
    for (const content of ['', '{"pid":', 'null', '[]']) {
      writeFileSync(file, content);
      lockDataFolder(file)();
    }
  });

  it('of another machine is respected while that one shows life, and taken over when it has fallen silent', () => {
    writeFileSync(file, JSON.stringify({ pid: 7, begin: '1', host: 'another-machine' }));
    expect(() => lockDataFolder(file)).toThrow('process 7 on another-machine');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    lockDataFolder(file)();
  });

  it('that somebody else has taken over is not removed by its former holder', () => {
    const release = lockDataFolder(file);
    writeFileSync(file, '{"pid":1}');
    release();
    expect(readFileSync(file, 'utf8')).toBe('{"pid":1}');
  });

  /** What this process writes into a lock. */
  function ownLock() {
    const release = lockDataFolder(file);
    const content = holder();
    release();
    return content;
  }
});
