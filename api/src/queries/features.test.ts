import { layerById, layerParts } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { post, postId, rolledBack, testDatabase } from '../database/testing.ts';
import {
  deleteFeature,
  type FeatureQuery,
  type FeatureRow,
  getFeature,
  insertFeature,
  insertFeatures,
  listFeatures,
  searchFeatures,
  streamPart,
  updateFeature,
} from './features.ts';

const editor: Actor = { role: 'editor_restricted', account: 'reviewer', why: 'thử' };
const markers = layerById('border-marker');
const posts = layerById('border-post');

const marker = (number: string, longitude: number, kind: 'main' | 'auxiliary' = 'main') => ({
  geometry: { type: 'Point' as const, coordinates: [longitude, 21.7] },
  properties: {
    number,
    kind,
    post_id: postId,
    elevation_metres: 812.25,
    year_set: 2008,
    last_inspected_on: '2025-03-01',
  },
  validFrom: '2019-01-01',
});
const square = (west: number) => ({
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [west, 21],
        [west + 0.1, 21],
        [west + 0.1, 21.1],
        [west, 21.1],
        [west, 21],
      ],
    ],
  ],
});

/** A province of one post and six markers, never committed. */
async function province<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return rolledBack(await testDatabase(), editor, async (transaction) => {
    await insertFeatures(transaction, posts, [post]);
    await insertFeatures(transaction, markers, [
      marker('1290', 107.0),
      marker('1291', 107.1),
      marker('1291/1', 107.11, 'auxiliary'),
      marker('1291/2', 107.12, 'auxiliary'),
      marker('1292', 107.2),
      marker('1293', 107.3),
    ]);
    return work(transaction);
  });
}
const list = (transaction: Transaction, query: Partial<FeatureQuery>) =>
  listFeatures(transaction, markers, 'open', { limit: 100, ...query });
const numbers = (rows: readonly FeatureRow[]) => rows.map(({ properties }) => properties.number);

describe('the features of a layer', () => {
  beforeAll(testDatabase, 180_000);

  it('come back as they were stored: attributes, geometry as GeoJSON text, days as text', async () => {
    const row = await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, posts, [post]);
      return insertFeature(transaction, markers, marker('1291', 107.1));
    });
    expect(row).toMatchObject({
      properties: marker('1291', 107.1).properties,
      validFrom: '2019-01-01',
      validTo: null,
      version: 1,
      updatedAt: expect.any(Date),
      tileId: expect.any(Number),
    });
    expect(JSON.parse(row.geometry)).toEqual({ type: 'Point', coordinates: [107.1, 21.7] });
  });

  it('are found by place, attribute, name without diacritics, tile id and id', async () => {
    await province(async (transaction) => {
      expect(numbers((await list(transaction, { bbox: [107.05, 21, 107.15, 22] })).rows)).toEqual([
        '1291',
        '1291/1',
        '1291/2',
      ]);
      expect(numbers((await list(transaction, { filters: [{ key: 'kind', values: ['auxiliary'] }] })).rows)).toEqual([
        '1291/1',
        '1291/2',
      ]);
      const year = [
        { key: 'year_set', values: [2008, 1999] },
        { key: 'number', values: ['1292', '1293'] },
      ];
      expect(numbers((await list(transaction, { filters: year })).rows)).toEqual(['1292', '1293']);
      expect(numbers((await list(transaction, { search: '1291/' })).rows)).toEqual(['1291/1', '1291/2']);
      expect((await listFeatures(transaction, posts, 'open', { limit: 5, search: 'bac XÁ' })).numberMatched).toBe(1);
      const [first] = (await list(transaction, {})).rows;
      if (!first) throw new Error('No marker');
      expect((await list(transaction, { tileId: first.tileId })).rows).toEqual([first]);
      expect((await list(transaction, { ids: [first.id, postId] })).rows).toEqual([first]);
      expect(await getFeature(transaction, markers, 'open', first.id)).toEqual(first);
    });
  });

  it('treat what is typed as words, never as a pattern or as SQL', async () => {
    await province(async (transaction) => {
      for (const search of ['%', '_291', "' or true --", '\\', '12%1']) {
        expect((await list(transaction, { search })).numberMatched, search).toBe(0);
      }
      const hostile = [{ key: 'number', values: ["1291' or '1'='1", '{1291,1292}', '"', 'NULL'] }];
      expect((await list(transaction, { filters: hostile })).numberMatched).toBe(0);
      await expect(list(transaction, { filters: [{ key: 'number" or "1', values: ['1'] }] })).rejects.toThrow(
        'no field',
      );
    });
  });

  it('come in pages that hold every feature once and say how many there are', async () => {
    await province(async (transaction) => {
      const seen: unknown[] = [];
      let after: number | undefined;
      do {
        const page = await list(transaction, { limit: 4, ...(after !== undefined && { after }) });
        expect(page.numberMatched).toBe(6);
        seen.push(...numbers(page.rows));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toEqual(['1290', '1291', '1291/1', '1291/2', '1292', '1293']);
      expect(await list(transaction, { limit: 0 })).toEqual({ rows: [], numberMatched: 6, next: null });
    });
  });

  it('carry geometry as WKB or not at all when asked', async () => {
    await province(async (transaction) => {
      const binary = await listFeatures(transaction, markers, 'open', { limit: 1, geometry: 'wkb' });
      expect(binary.rows[0]?.geometry).toHaveLength(21);
      const none = await listFeatures(transaction, markers, 'open', { limit: 1, geometry: 'none' });
      expect(none.rows[0]?.geometry).toBeNull();
    });
  });

  it('are written only in the version the writer has seen', async () => {
    await province(async (transaction) => {
      const [seen] = (await list(transaction, {})).rows;
      if (!seen) throw new Error('No marker');
      const change = { properties: { elevation_metres: 900 } };
      const first = await updateFeature(transaction, markers, 'open', seen.id, 1, change);
      expect(first).toMatchObject({ outcome: 'written', row: { version: 2, properties: { elevation_metres: 900 } } });
      const second = await updateFeature(transaction, markers, 'open', seen.id, 1, { properties: { year_set: 1 } });
      expect(second).toMatchObject({ outcome: 'conflict', row: { version: 2 } });
      expect(await updateFeature(transaction, markers, 'open', postId, 1, change)).toEqual({ outcome: 'missing' });
      expect(await deleteFeature(transaction, markers, 'open', seen.id, 1)).toMatchObject({ outcome: 'conflict' });
      expect(await deleteFeature(transaction, markers, 'open', seen.id, 2)).toEqual({ outcome: 'deleted' });
      expect(await deleteFeature(transaction, markers, 'open', seen.id, 2)).toEqual({ outcome: 'missing' });
    });
  });

  it('refuse what the register cannot hold, saying which kind of fault it is', async () => {
    const refusal = (work: (transaction: Transaction) => Promise<unknown>) =>
      province(work).then(
        () => 'stored',
        (error: { refusal?: string }) => error.refusal,
      );
    const good = marker('1', 107);
    const withProperties = (properties: object) => ({ ...good, properties: { ...good.properties, ...properties } });
    const store = (feature: typeof good) => (transaction: Transaction) => insertFeature(transaction, markers, feature);
    expect(await refusal(store(good))).toBe('stored');
    expect(await refusal(store(withProperties({ post_id: '00000000-0000-4000-8000-000000000000' })))).toBe('reference');
    expect(await refusal(store(withProperties({ kind: 'minor' })))).toBe('vocabulary-or-check');
    expect(await refusal(store(withProperties({ elevation_metres: null })))).toBe('missing-value');
    expect(await refusal(store(withProperties({ year_set: 99_999_999_999 })))).toBe('value');
    expect(await refusal(store({ ...good, geometry: square(107) as never }))).toBe('value');
    const twice = { ...good, id: postId };
    expect(await refusal((transaction) => insertFeatures(transaction, markers, [twice, twice]))).toBe('duplicate');
    expect(await refusal((transaction) => deleteFeature(transaction, posts, 'open', postId, 1))).toBe('reference');
  });

  it('are stored in bulk with the states they had before', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      await insertFeatures(transaction, posts, [
        {
          ...post,
          validFrom: '2024-01-01',
          states: [
            { validFrom: '2019-01-01', properties: { name: 'Trạm Bắc Xa' } },
            { validFrom: '2022-06-01', properties: { communication_teams: 1 } },
          ],
        },
      ]);
      const on = async (asOf: string) => {
        const { rows } = await listFeatures(transaction, posts, 'open', { limit: 10, asOf });
        return rows.map(({ properties }) => `${properties.name} ${properties.communication_teams}`);
      };
      expect(await on('2018-12-31')).toEqual([]);
      expect(await on('2019-01-01')).toEqual(['Trạm Bắc Xa 2']);
      expect(await on('2022-05-31')).toEqual(['Trạm Bắc Xa 2']);
      expect(await on('2022-06-01')).toEqual(['Đồn Bắc Xa 1']);
      expect(await on('2025-01-01')).toEqual(['Đồn Bắc Xa 2']);
    });
  });

  it('stream to the tile encoder: today, another day, or every state that ever held', async () => {
    await province(async (transaction) => {
      const [part] = layerParts(markers);
      if (!part) throw new Error('No part');
      const stream = async (options: Parameters<typeof streamPart>[2]) => {
        const rows = [];
        for await (const batch of streamPart(transaction, part, options)) rows.push(...batch);
        return rows;
      };
      const all = await stream({ states: 'current' });
      expect(all).toHaveLength(6);
      expect(all[0]).toMatchObject({ values: ['1290', 'main', postId], validFrom: '2019-01-01', validTo: null });
      expect(all[0]?.wkb).toHaveLength(21);
      expect(await stream({ states: 'current', asOf: '2018-01-01' })).toEqual([]);
      const tileId = all[1]?.tileId ?? 0;
      const [changed] = (await list(transaction, { tileId })).rows;
      await updateFeature(transaction, markers, 'open', changed?.id ?? '', 1, { properties: { number: '1291 mới' } });
      const states = await stream({ states: 'all', tileIds: [tileId] });
      expect(states.map(({ values }) => values[0]).sort()).toEqual(['1291', '1291 mới']);
      expect(await stream({ states: 'current', tileIds: [tileId] })).toHaveLength(1);
    });
  });
});

describe('searching all layers', () => {
  it('puts whole names before beginnings before the rest, and says where they lie', async () => {
    await province(async (transaction) => {
      const found = await searchFeatures(transaction, 'open', '1291', 10);
      expect(found.map(({ layer, name }) => `${layer.id} ${name}`)).toEqual([
        'border-marker 1291',
        'border-marker 1291/1',
        'border-marker 1291/2',
      ]);
      expect(found[0]?.bounds).toEqual([107.1, 21.7, 107.1, 21.7]);
      expect((await searchFeatures(transaction, 'open', 'bắc xa', 10)).map(({ name }) => name)).toEqual(['Đồn Bắc Xa']);
      expect(await searchFeatures(transaction, 'open', ' ', 10)).toEqual([]);
    });
  });

  it('folds letters exactly as the catalogue does', async () => {
    const { foldDiacritics } = await import('@phen-dau/geodata');
    const words = [
      'Đồng Đăng',
      'MẪU SƠN',
      'Khuất Xá',
      'Kiên Mộc',
      'Quốc Khánh',
      'ỲÝỶỸỴ ưừứửữự',
      'đường 1291/2',
      'Thụy Hùng',
    ];
    const rows = await rolledBack(await testDatabase(), editor, (transaction) =>
      transaction.query<{ folded: string }>(sql`
        select register.fold(word) as folded from unnest(${words}::text[]) with ordinality as w(word, place) order by place`),
    );
    expect(rows.map(({ folded }) => folded)).toEqual(words.map(foldDiacritics));
  });
});
