import { randomUUID } from 'node:crypto';
import { type CoverageTrend, type LayerId, layerById } from '@phen-dau/geodata';
import { expect, vi } from 'vitest';
import type { Actor } from '../database/database.ts';
import type { OpenedDatabase } from '../database/open.ts';
import { insertFeatures, type NewFeature } from '../queries/features.ts';
import { type Ask, read } from './api.ts';

export const editor: Actor = { role: 'editor_internal', account: null };

export interface PlantedWorks {
  readonly post: string;
  /** A working lamp. */
  readonly lamp: string;
  readonly tracks: readonly NewFeature[];
  /** The place so many metres east of where the road begins. */
  readonly east: (metres: number) => number[];
}

let planted = 0;

/**
 * A post of its own with a kilometre of road, out of sight of all others: two lamps on it, one broken since 2024, and a walk along
 * its first half in May 2025.
 */
export async function plantedWorks(database: OpenedDatabase): Promise<PlantedWorks> {
  const post = randomUUID();
  const lamp = randomUUID();
  const latitude = 21.2 - 0.05 * planted++;
  const east = (metres: number) => [106.2 + metres / (111_320 * Math.cos((latitude * Math.PI) / 180)), latitude];
  const line = (...metres: number[]): NewFeature['geometry'] => ({
    type: 'MultiLineString',
    coordinates: [metres.map(east)],
  });
  const onRoad = (metres: number): NewFeature['geometry'] => ({ type: 'Point', coordinates: east(metres) });
  const works: [LayerId, NewFeature[]][] = [
    [
      'border-post',
      [
        {
          ...{ id: post, geometry: onRoad(0), validFrom: '2019-01-01' },
          properties: { name: 'Đồn thử độ phủ', code: `TĐ${planted}`, kind: 'post' },
        },
      ],
    ],
    [
      'patrol-road',
      [
        {
          geometry: line(0, 500, 1000),
          properties: {
            name: 'Đường thử',
            kind: 'patrol',
            surface: 'concrete',
            status: 'usable',
            post_id: post,
            length_metres: 1000,
          },
          validFrom: '2020-01-01',
        },
      ],
    ],
    [
      'solar-lamp',
      [
        {
          ...{ id: lamp, geometry: onRoad(300), validFrom: '2021-06-01' },
          properties: { code: 'T1', kind: 'patrol', status: 'working', post_id: post },
        },
        {
          ...{ geometry: onRoad(600), validFrom: '2024-01-01' },
          properties: { code: 'T2', kind: 'patrol', status: 'broken', post_id: post },
          states: [{ validFrom: '2022-01-01', properties: { status: 'working' } }],
        },
      ],
    ],
    [
      'survey-track',
      [
        {
          geometry: line(...Array.from({ length: 11 }, (_, step) => 50 * step)),
          properties: {
            ...{ name: 'Vết CHIMRINOI', kind: 'patrol', post_id: post, length_metres: 500 },
            ...{ started_at: '2025-05-10T01:00:00Z', ended_at: '2025-05-10T02:00:00Z' },
          },
        },
      ],
    ],
  ];
  await database.transaction(editor, async (transaction) => {
    for (const [layer, features] of works) await insertFeatures(transaction, layerById(layer), features);
  });
  return { post, lamp, east, tracks: works.find(([layer]) => layer === 'survey-track')?.[1] ?? [] };
}

/** The trend once none of the months asked for is being frozen any more. */
export const frozenTrend = (ask: Ask, query: string): Promise<CoverageTrend> =>
  vi.waitFor(
    async () => {
      const trend = await read<CoverageTrend>(await ask(`/api/coverage/trend${query}`));
      expect(trend.pending).toEqual([]);
      return trend;
    },
    { timeout: 50_000, interval: 50 },
  );
