import { accessFrom, roadLegOf } from '../measure/reach.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type { NamedPlace, WaysFromPosts } from './answer.ts';
import { placeNamed } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/** The quickest way along roads from every post to every place, posts in the order of their ids; see `WaysFromPosts`. */
export function waysFromPosts(
  prepared: PreparedWorks,
  named: NamedWorks,
  places: readonly (NamedPlace & { readonly position: readonly number[] })[],
): Pick<WaysFromPosts, 'posts' | 'places'> {
  const positions = places.map(({ position }) => position);
  return {
    posts: prepared.works.posts.map((post) => {
      const ways = accessFrom(prepared, post, positions);
      return {
        post: placeNamed(named, post.id),
        leg: roadLegOf(prepared, post.position),
        roadSeconds: ways.map((way) => way?.roadSeconds ?? null),
        roadMetres: ways.map((way) => way?.roadMetres ?? null),
      };
    }),
    places: places.map(({ id, name, position }) => ({ place: { id, name }, leg: roadLegOf(prepared, position) })),
  };
}
