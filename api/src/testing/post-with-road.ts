import { destination } from '@phen-dau/geodata';
import { expect } from 'vitest';
import { type Ask, read, sendFeature } from './api.ts';

/** A post with a kilometre of road to the east of it, as a reviewer puts them into the register. */
export interface PostWithRoad {
  readonly post: string;
  /** The place so many metres along the road. */
  east(metres: number): [number, number];
  /** Takes both out again. */
  remove(): Promise<void>;
}

/** Each test asks for a corner where no other looks. They are there `since` a day, else from today on. */
export async function postWithRoad(
  reviewer: Ask,
  corner: [number, number],
  name: string,
  { since }: { readonly since?: string } = {},
): Promise<PostWithRoad> {
  const east = (metres: number) => destination(corner, 90, metres);
  const added = async (layer: string, geometry: object, properties: object) => {
    const body = { type: 'Feature', geometry, properties: { ...properties, valid_from: since } };
    const answer = await sendFeature(reviewer, 'POST', `/ogc/collections/${layer}/items`, body);
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await read<{ id: string }>(answer)).id;
  };
  const post = await added('border-post', { type: 'Point', coordinates: corner }, { name, code: name, kind: 'post' });
  const road = await added(
    'patrol-road',
    { type: 'LineString', coordinates: [corner, east(1000)] },
    { name: `Đường ${name}`, kind: 'patrol', surface: 'earth', status: 'usable', post_id: post },
  );
  const remove = async () => {
    for (const path of [`patrol-road/items/${road}`, `border-post/items/${post}`]) {
      expect((await reviewer(`/ogc/collections/${path}`, { method: 'DELETE' })).status).toBe(204);
    }
  };
  return { post, east, remove };
}
