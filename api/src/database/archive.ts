import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

const block = 512;

/** One member of a tar archive: its header and data as they stand, so that archives can be cut without being rebuilt. */
interface Member {
  readonly name: string;
  readonly directory: boolean;
  readonly data: Uint8Array;
  readonly raw: Uint8Array;
}

/** Reads the plain tar that PGlite and its extensions use: short names, files and directories only. */
export function* tarMembers(tar: Uint8Array): Generator<Member> {
  const text = new TextDecoder();
  for (let at = 0; at + block <= tar.length; ) {
    const field = (from: number, length: number) =>
      text.decode(tar.subarray(at + from, at + from + length)).replace(/\0.*$/s, '');
    const name = field(0, 100);
    if (name === '') return;
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const end = at + block + Math.ceil(size / block) * block;
    const directory = field(156, 1) === '5' || name.endsWith('/');
    yield { name, directory, data: tar.subarray(at + block, at + block + size), raw: tar.subarray(at, end) };
    at = end;
  }
}

/** Unpacks a gzipped dump of a data folder. Much quicker than handing it to the engine, which writes through its own
 * file system; a name that would leave the folder is refused. */
export function unpackInto(folder: string, dump: Uint8Array): void {
  for (const { name, directory, data } of tarMembers(gunzipSync(dump))) {
    const path = normalize(join(folder, name));
    if (path !== folder && !path.startsWith(folder + sep)) throw new Error(`The dump names a file outside: ${name}`);
    if (name.endsWith('postmaster.pid')) continue;
    if (directory) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
    } else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, data, { mode: 0o600 });
    }
  }
}

/** Writes a file so that after any interruption either the old or the whole new one is there. */
export function writeFileSafely(file: string, content: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** SHA-256 in hex over texts, short enough for a file name. */
export const keyOf = (...texts: readonly string[]) =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);

export const readIfThere = (file: string): Uint8Array | undefined => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};
