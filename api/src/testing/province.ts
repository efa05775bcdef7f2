import { randomUUID } from 'node:crypto';
import { type LayerId, layerById } from '@phen-dau/geodata';
import type { OpenedDatabase } from '../database/open.ts';
import { insertFeatures, type NewFeature } from '../queries/features.ts';

/** Strings and a coordinate that stand in protected features and nowhere else: whoever may not read those may meet none. */
export const canaries = {
  restricted: ['CHIMSEKIM', '106.98765'],
  internal: ['CHIMRINOI', '106.87654'],
} as const;

export interface PlantedProvince {
  /** With 25 markers and a road; nothing is ever added to it. */
  readonly post: string;
  /** For what tests add themselves. */
  readonly busyPost: string;
  readonly markers: readonly string[];
  readonly road: string;
  readonly belt: string;
  readonly defenceZone: string;
  readonly defenceWork: string;
}

let planted: Promise<PlantedProvince> | undefined;

/** A few features of several layers, open, internal and restricted, planted once for all tests of the API. */
export function plantedProvince(database: OpenedDatabase): Promise<PlantedProvince> {
  planted ??= plant(database);
  return planted;
}

async function plant(database: OpenedDatabase): Promise<PlantedProvince> {
  const [post, busyPost, road] = [randomUUID(), randomUUID(), randomUUID()];
  const [belt, defenceZone, defenceWork] = [randomUUID(), randomUUID(), randomUUID()];
  const markers = Array.from({ length: 25 }, () => randomUUID());
  const square = (longitude: number, latitude: number): NewFeature['geometry'] => ({
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [longitude, latitude],
          [longitude + 0.01, latitude],
          [longitude + 0.01, latitude + 0.01],
          [longitude, latitude],
        ],
      ],
    ],
  });
  const features: Partial<Record<LayerId, NewFeature[]>> = {
    'border-post': [
      {
        id: post,
        geometry: { type: 'Point', coordinates: [107.1, 21.7] },
        properties: { name: 'Đồn Biên phòng Bắc Xa', code: 'BX', kind: 'post' },
        validFrom: '2019-01-01',
      },
      {
        id: busyPost,
        geometry: { type: 'Point', coordinates: [106.6, 21.9] },
        properties: { name: 'Đồn Biên phòng Ba Sơn', code: 'BS', kind: 'post' },
        validFrom: '2019-01-01',
      },
    ],
    'border-marker': markers.map((id, index) => ({
      id,
      geometry: { type: 'Point', coordinates: [107 + index / 100, 21.7] },
      properties: {
        number: String(1200 + index),
        kind: index % 5 === 0 ? 'main' : 'auxiliary',
        post_id: post,
        elevation_metres: 300 + index,
        last_inspected_on: index === 0 ? '2025-05-01' : null,
      },
      validFrom: index < 20 ? '2019-01-01' : '2024-01-01',
    })),
    'patrol-road': [
      {
        id: road,
        geometry: {
          type: 'MultiLineString',
          coordinates: [
            [
              [107.1, 21.7],
              [107.11, 21.71],
            ],
          ],
        },
        properties: {
          ...{ name: 'Đường tuần tra Bắc Xa', kind: 'patrol', surface: 'concrete', status: 'usable', post_id: post },
          length_metres: 1514.2,
        },
        validFrom: '2022-01-01',
        states: [{ validFrom: '2019-01-01', properties: { surface: 'earth' } }],
      },
    ],
    zone: [
      {
        id: belt,
        geometry: square(106.87654, 21.9),
        properties: { name: 'Vành đai CHIMRINOI', kind: 'border_belt', area_hectares: 50 },
      },
      {
        id: defenceZone,
        geometry: square(106.98765, 21.9),
        properties: { name: 'Khu vực CHIMSEKIM', kind: 'defence_zone', decision: 'Quyết định CHIMSEKIM' },
      },
    ],
    'defence-work': [
      {
        id: defenceWork,
        geometry: { type: 'Point', coordinates: [106.98765, 21.95] },
        properties: {
          name: 'Trận địa CHIMSEKIM',
          kind: 'emplacement',
          status: 'in_use',
          post_id: post,
          note: 'CHIMSEKIM',
        },
      },
    ],
  };
  await database.transaction({ role: 'editor_restricted', account: null }, async (transaction) => {
    for (const [layer, ofLayer] of Object.entries(features)) {
      await insertFeatures(transaction, layerById(layer as LayerId), ofLayer);
    }
  });
  return { post, busyPost, markers, road, belt, defenceZone, defenceWork };
}
