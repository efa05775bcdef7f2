import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TileCache } from './cache.ts';
import { tileTag } from './tag.ts';

const bytes = (length: number) => async () => new Uint8Array(length);

describe('the tile cache', () => {
  test('never holds more bytes than it may, and lets go first of what was not asked for longest', async () => {
    const cache = new TileCache({ maxBytes: 4000 });
    await cache.resolve('a', bytes(1000));
    await cache.resolve('b', bytes(1000));
    cache.get('a');
    await cache.resolve('c', bytes(1000));
    await cache.resolve('d', bytes(1000));
    expect(cache.byteLength).toBeLessThanOrEqual(4000);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true, true]);
  });

  test('whatever is asked for in whichever order, lets nothing go that was asked for since the tile put before the last', async () => {
    const operation = fc.record({ key: fc.constantFrom(...'abcdefgh'), put: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 60 }), async (operations) => {
        const cache = new TileCache({ maxBytes: 8 * 1302 - 1 });
        const made = (key: string) => cache.resolve(key, bytes(1000));
        for (const { key, put } of operations) {
          if (put) await made(key);
          else cache.get(key);
          expect(cache.size).toBeLessThanOrEqual(7);
          if (cache.get(key) === undefined) continue;
          await made(`new ${key}`);
          expect(cache.get(key)).toBeDefined();
        }
      }),
    );
  });

  test('does not keep a tile larger than itself, nor empty itself for one', async () => {
    const cache = new TileCache({ maxBytes: 4000 });
    await cache.resolve('a', bytes(1000));
    const large = await cache.resolve('b', bytes(10_000));
    expect(large.gzip).toHaveLength(10_000);
    expect([cache.get('a') !== undefined, cache.get('b')]).toEqual([true, undefined]);
  });

  test('makes a tile once for all who ask while it is being made', async () => {
    const cache = new TileCache({ maxBytes: 10_000 });
    let made = 0;
    const make = async () => {
      made++;
      return new Uint8Array(10);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.resolve('a', make)));
    expect(made).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  test('remembers that a tile is empty, and does not remember a failure', async () => {
    const cache = new TileCache({ maxBytes: 10_000 });
    await cache.resolve('empty', async () => null);
    expect(cache.get('empty')).toEqual({ gzip: null });
    await expect(cache.resolve('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect((await cache.resolve('a', bytes(5))).gzip).toHaveLength(5);
  });
});

describe('the entity tag of a layer', () => {
  const state = { layer: 'zone', version: 7, accessClass: 'internal', variant: 'current' };

  test('is strong, quoted and the same for the same state', () => {
    expect(tileTag(state)).toMatch(/^"[\w-]{22}"$/);
    expect(tileTag({ ...state })).toBe(tileTag(state));
  });

  test('differs when the layer, its version, the access class or the variant differs', () => {
    const others = [{ layer: 'village' }, { version: 8 }, { accessClass: 'restricted' }, { variant: 'states=all' }];
    const tags = [state, ...others.map((change) => ({ ...state, ...change }))].map(tileTag);
    expect(new Set(tags).size).toBe(5);
  });
});
