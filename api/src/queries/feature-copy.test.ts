import { randomUUID } from 'node:crypto';
import { layerById } from '@phen-dau/geodata';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../database/sql.ts';
import { post, postId, rolledBack, testDatabase } from '../database/testing.ts';
import { insertFeatures, listFeatures, type NewFeature } from './features.ts';

beforeAll(testDatabase, 180_000);

const editor = { role: 'editor_restricted', account: null } as const;
const tracks = layerById('survey-track');
const roads = layerById('patrol-road');

/** Values of every column type, absent ones, names beyond ASCII, one line and several. */
const track = (index: number): NewFeature => ({
  id: randomUUID(),
  geometry: {
    type: 'LineString',
    coordinates: [
      [107, 21.7],
      [107.01, 21.7 + index / 1e6],
    ],
  },
  properties: {
    name: index % 2 ? `Tuần tra “Đồng Đăng” ${index} 🌿` : `T${index}`,
    kind: 'patrol',
    post_id: index % 3 ? postId : null,
    started_at: index % 5 ? '2025-03-01T06:07:08.123+07:00' : null,
    length_metres: 0.1 + index,
  },
  validFrom: index % 4 ? '2025-03-01' : '1999-12-31',
  ...(index % 7 === 0 && { validTo: '2025-06-01' }),
});
const road = (index: number): NewFeature => ({
  id: randomUUID(),
  geometry: {
    type: 'MultiLineString',
    coordinates: [
      [
        [107, 21.7],
        [107.01, 21.7],
      ],
      [
        [107.02, 21.7],
        [107.03, 21.8],
      ],
    ],
  },
  properties: {
    ...{
      name: `Đường ${index}`,
      kind: 'patrol',
      surface: 'earth',
      status: 'usable',
      length_metres: 12.5,
      year_built: 2020,
    },
    cost_vnd: 51_000_000_000 + index,
  },
});

it('many features are stored as a few are, whatever the way in', async () => {
  await rolledBack(await testDatabase(), editor, async (transaction) => {
    await insertFeatures(transaction, layerById('border-post'), [post]);
    for (const [layer, make] of [
      [tracks, track],
      [roads, road],
    ] as const) {
      const stored = async (features: readonly NewFeature[]) => {
        const ids = features.flatMap(({ id }) => id ?? []);
        const query = { limit: 1000, interval: { from: null, to: null }, ids };
        const { rows } = await listFeatures(transaction, layer, 'internal', query);
        return rows.map(({ id: _id, tileId: _tile, updatedAt: _moment, ...rest }) => rest);
      };
      const [atOnce, byTheHundred] = [0, 1].map(() => Array.from({ length: 400 }, (_, index) => make(index)));
      if (!atOnce || !byTheHundred) throw new Error('Two lists were made');
      await insertFeatures(transaction, layer, atOnce);
      for (let at = 0; at < 400; at += 100) await insertFeatures(transaction, layer, byTheHundred.slice(at, at + 100));
      expect(await stored(atOnce)).toHaveLength(400);
      expect(await stored(atOnce)).toEqual(await stored(byTheHundred));
    }
  });
});

/** The road with so many more vertices: with two thousand, a hundred and thirty roads are more than one piece of a COPY. */
const winding = (index: number, vertices: number): NewFeature => ({
  ...road(index),
  geometry: {
    type: 'MultiLineString',
    coordinates: [Array.from({ length: vertices }, (_, at) => [107 + at / 1e5, 21.7 + (at % 7) / 1e5])],
  },
});

describe.each([
  ['in one piece', 2],
  ['in several pieces', 2000],
])('%s', (_, vertices) => {
  it('many features of which the server refuses one are refused, and the transaction can say so', async () => {
    const database = await testDatabase();
    const features = Array.from({ length: 300 }, (_, index) => winding(index, vertices));
    const twice = [...features.slice(0, 100), ...features.slice(50, 51), ...features.slice(100)];
    await expect(
      database.transaction(editor, (transaction) => insertFeatures(transaction, roads, twice)),
    ).rejects.toMatchObject({ refusal: 'duplicate' });
    const ids = features.flatMap(({ id }) => id ?? []);
    await rolledBack(database, editor, async (transaction) => {
      expect(await listFeatures(transaction, roads, 'open', { limit: 0, ids })).toMatchObject({ numberMatched: 0 });
    });
  });

  it('a value in an unusual form is left to the server, and everything is stored once', async () => {
    await rolledBack(await testDatabase(), editor, async (transaction) => {
      const features = Array.from({ length: 250 }, (_, index) => ({
        ...winding(index, vertices),
        // Met when others have been sent already, where they are several pieces.
        ...(index > 200 && { validFrom: 'yesterday' }),
      }));
      await insertFeatures(transaction, roads, features);
      const ids = features.flatMap(({ id }) => id ?? []);
      const { numberMatched } = await listFeatures(transaction, roads, 'open', { limit: 0, ids });
      expect(numberMatched).toBe(250);
      const [row] = await transaction.query<{ stored: number }>(
        sql`select count(*) as stored from register.patrol_road`,
      );
      expect(row?.stored).toBe(250);
    });
  });
});

it('a day of no calendar is refused and becomes no other day', async () => {
  const features = Array.from({ length: 250 }, (_, index) => ({ ...road(index), validFrom: '2025-02-30' }));
  const stored = (await testDatabase()).transaction(editor, (transaction) =>
    insertFeatures(transaction, roads, features),
  );
  await expect(stored).rejects.toThrow(/2025-02-30/);
});
