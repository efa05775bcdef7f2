import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TileAddress } from './address.ts';
import { openArchive } from './archive-reader.ts';
import { type ArchiveToWrite, writeArchive } from './archive-writer.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterAll(() => rm(folder, { recursive: true }));

const described = {
  type: 'mvt',
  compression: 'gzip',
  metadata: { name: 'Bản đồ nền', vector_layers: [{ id: 'land', fields: {} }] },
  bounds: [106.1, 21.4, 107.4, 22.4],
} as const satisfies Omit<ArchiveToWrite, 'tiles'>;

async function written(archive: ArchiveToWrite, name = 'test.pmtiles'): Promise<string> {
  const bytes = writeArchive(archive);
  if (!bytes) throw new Error('no tiles');
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function opened(path: string) {
  const result = await openArchive(path);
  if ('issue' in result) throw new Error(JSON.stringify(result.issue));
  return result.archive;
}

describe('an archive of tiles', () => {
  test('gives back every tile it was given, and null where there is none', async () => {
    const address = fc
      .integer({ min: 0, max: 12 })
      .chain((z) => fc.record({ z: fc.constant(z), x: fc.nat(2 ** z - 1), y: fc.nat(2 ** z - 1) }));
    const content = fc.constantFrom('sea', 'land', 'town').map((text) => new TextEncoder().encode(text));
    const tile = fc.record({ address, bytes: content });
    const selector = ({ address: { z, x, y } }: { address: TileAddress }) => `${z}/${x}/${y}`;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(tile, { selector, minLength: 1, maxLength: 60 }),
        address,
        async (tiles, elsewhere) => {
          const archive = await opened(await written({ ...described, tiles }));
          for (const { address: place, bytes } of tiles) {
            expect(await archive.readTile(place)).toEqual({ bytes });
          }
          if (!tiles.some((one) => selector(one) === selector({ address: elsewhere }))) {
            expect(await archive.readTile(elsewhere)).toEqual({ bytes: null });
          }
          await archive.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('describes itself', async () => {
    const tiles = [4, 5, 6].map((z) => ({ address: { z, x: 3, y: 4 }, bytes: Uint8Array.of(z) }));
    const { description, close } = await opened(await written({ ...described, tiles }));
    expect(description).toMatchObject({
      type: 'mvt',
      encoding: 'gzip',
      minZoom: 4,
      maxZoom: 6,
      metadata: described.metadata,
    });
    expect(description.bounds).toEqual(described.bounds);
    await close();
  });

  test('of many tiles uses leaf directories and keeps equal tiles once', async () => {
    const tiles = Array.from({ length: 2 ** 14 }, (_, index) => ({
      address: { z: 7, x: index % 128, y: Math.floor(index / 128) },
      bytes: new TextEncoder().encode(
        index % 3 === 0 ? 'sea' : `${(index * 2654435761) >>> 0}`.padStart(index % 40, '.'),
      ),
    }));
    const archive = await opened(await written({ ...described, tiles }, 'large.pmtiles'));
    for (const { address, bytes } of tiles.filter((_, index) => index % 997 === 0)) {
      expect(await archive.readTile(address)).toEqual({ bytes });
    }
    await archive.close();
  });

  test('without a tile is none', () => {
    expect(writeArchive({ ...described, tiles: [] })).toBeNull();
  });
});

describe('a broken archive', () => {
  const tiles = Array.from({ length: 200 }, (_, x) => ({
    address: { z: 8, x, y: 100 },
    bytes: Uint8Array.of(x, 1, 2, 3),
  }));
  const issueOf = async (bytes: Uint8Array) => {
    const path = join(folder, 'broken.pmtiles');
    await writeFile(path, bytes);
    const result = await openArchive(path);
    if ('issue' in result) return result.issue;
    // What looked sound at first may still be broken inside: reading must say so, not throw.
    const answers = await Promise.all(tiles.map(({ address }) => result.archive.readTile(address)));
    await result.archive.close();
    return answers.flatMap((answer) => ('issue' in answer ? [answer.issue] : []))[0];
  };
  const whole = () => writeArchive({ ...described, tiles }) ?? new Uint8Array();

  test('is named for what it is', async () => {
    expect(await issueOf(new Uint8Array())).toMatchObject({ code: 'file-empty' });
    expect(await issueOf(whole().slice(0, 100))).toMatchObject({ code: 'file-truncated' });
    expect(await issueOf(whole().slice(0, -10))).toMatchObject({ code: 'file-truncated' });
    expect(await issueOf(Buffer.alloc(500, 'SQLite format 3'))).toMatchObject({ code: 'file-unreadable' });
    expect(await openArchive(join(folder, 'missing.pmtiles'))).toMatchObject({ issue: { code: 'file-unreadable' } });
    expect(await openArchive(folder)).toMatchObject({ issue: { code: 'file-unreadable' } });
  });

  test('with any bytes altered is an issue or an archive, never an exception', async () => {
    const sound = whole();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const altered = sound.slice();
          for (const [place, value] of changes) altered[place % altered.length] = value;
          await issueOf(altered);
        },
      ),
      { numRuns: 150 },
    );
  });
});
