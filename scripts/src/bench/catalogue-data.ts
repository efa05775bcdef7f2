import { type Database, insertFeatures, type NewFeature } from '@phen-dau/api';
import { type Layer, type LayerId, layerById, seededRandom } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import { syntheticLayers } from './synthetic.ts';

/** The post that all works which need one belong to. */
const post = '0b5a3f6e-51c0-4d0c-9f57-3a8d1f6f2c11';
const layerNames: Readonly<Record<string, LayerId>> = {
  commune: 'commune',
  border: 'border-line',
  road: 'patrol-road',
  lamp: 'solar-lamp',
  marker: 'border-marker',
  post: 'border-post',
};
export const syntheticLayerIds: readonly LayerId[] = Object.values(layerNames);
const batch = 5_000;

/**
 * Stores the synthetic layers as features of the catalogue's layers, with attributes of every kind, half of the optional
 * ones missing; roads have an earlier state. For measuring and for comparing, never for a person's eyes.
 */
export async function storeSyntheticFeatures(
  database: Database,
  scale: number,
  say: (line: string) => void,
): Promise<void> {
  const random = seededRandom(7);
  const actor = { role: 'editor_restricted', account: null } as const;
  const middle: Geometry = { type: 'Point', coordinates: [106.75, 21.9] };
  const store = (layer: Layer, features: readonly NewFeature[]) =>
    database.transaction(actor, (transaction) => insertFeatures(transaction, layer, features), {
      statementMs: 300_000,
    });
  const posts = layerById('border-post');
  await store(posts, [{ id: post, geometry: middle, properties: attributes(posts, random) }]);
  for (const { name, features } of syntheticLayers(scale)) {
    const id = layerNames[name];
    if (!id) continue;
    const layer = layerById(id);
    for (let from = 0; from < features.length; from += batch) {
      await store(
        layer,
        features.slice(from, from + batch).map(({ geometry }) => ({
          geometry,
          properties: attributes(layer, random),
          validFrom: '2022-01-01',
          ...(id === 'patrol-road' && { states: [{ validFrom: '2019-01-01', properties: { surface: 'earth' } }] }),
        })),
      );
    }
    say(`  ${id}: ${features.length}`);
  }
}

/** Attributes a layer's table accepts. */
export function attributes(layer: Layer, random: () => number): Record<string, unknown> {
  const words = ['Bắc Xa', 'Chi Lăng', 'Đồng Đăng', 'Mẫu Sơn'];
  const below = (limit: number) => Math.floor(random() * limit);
  const samples = {
    text: () => `${words[below(words.length)]} ${below(100_000)}`,
    integer: () => 1950 + below(100),
    decimal: () => below(100_000) / 10,
    flag: () => random() < 0.5,
    day: () => '2023-04-05',
    moment: () => '2023-04-05T06:07:08.000Z',
    reference: () => post,
    choice: () => null,
  };
  return Object.fromEntries(
    Object.entries(layer.fields).map(([key, { kind, required, vocabulary }]) => {
      if (!required && random() < 0.5) return [key, null];
      // Other layers than posts have no feature of a known id to refer to.
      if (kind === 'reference' && !required && key !== 'post_id') return [key, null];
      const choices = Object.keys(vocabulary ?? {});
      return [key, choices.length > 0 ? choices[below(choices.length)] : samples[kind]()];
    }),
  );
}
