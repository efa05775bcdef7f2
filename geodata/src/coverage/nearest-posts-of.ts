import { nearestPosts } from '../measure/reach.ts';
import type { PreparedWorks } from '../measure/works.ts';
import type { NamedPlace, NearestPosts } from './answer.ts';
import { placeNamed, wayOf } from './named.ts';
import type { NamedWorks } from './works-of.ts';

/** For each place the post from which it is reached soonest, legs on foot counted; `post` and `way` null where no road leads. */
export function nearestPostsOf(
  prepared: PreparedWorks,
  named: NamedWorks,
  places: readonly (NamedPlace & { readonly position: readonly number[] })[],
): NearestPosts['places'] {
  const nearest = nearestPosts(
    prepared,
    places.map(({ position }) => position),
  );
  return places.map(({ id, name }, number) => {
    const access = nearest[number] ?? null;
    return { place: { id, name }, post: access && placeNamed(named, access.post), way: wayOf(access) };
  });
}
