import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { PlainError } from '../command.ts';
import { postgresBinaries } from './debian-packages.ts';

export interface ThrowAwayPostgres {
  /** `postgres://` URL of a superuser of an empty database. */
  readonly url: string;
  stop(): void;
}

/**
 * Makes and starts a PostgreSQL of our own in a temporary folder, on a free port of the loopback address, and forgets it
 * at the end: a cluster of the system is never touched. Nothing is made durable (fsync off), which doubles its speed.
 * As root it runs under the user `postgres`, because PostgreSQL refuses root.
 */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  const binaries = await postgresBinaries();
  if (!binaries) throw new PlainError('PostgreSQL with PostGIS is not installed.');
  const folder = mkdtempSync(`${tmpdir()}/phen-dau-postgres-`);
  const user = postgresUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (program: string, args: string[]): void => {
    const { status, stdout, stderr } = spawnSync(`${binaries}/${program}`, args, {
      encoding: 'utf8',
      ...user,
      cwd: folder,
    });
    if (status !== 0) throw new PlainError(`${program} failed: ${stderr || stdout}`);
  };
  const data = `${folder}/data`;
  const port = await freePort();
  const stop = (): void => {
    spawnSync(`${binaries}/pg_ctl`, ['-D', data, '-m', 'immediate', '-w', 'stop'], { ...user, cwd: folder });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run('initdb', ['-D', data, '-U', 'phen_dau_test', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    const settings = [
      `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
      '-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=128MB',
    ];
    run('pg_ctl', ['-D', data, '-l', `${folder}/log`, '-w', '-o', settings.join(' '), 'start']);
  } catch (error) {
    stop();
    throw error;
  }
  return { url: `postgres://phen_dau_test@127.0.0.1:${port}/postgres`, stop };
}

function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const of = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: of('-u'), gid: of('-g') };
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port was given')),
      );
    });
  });
}
