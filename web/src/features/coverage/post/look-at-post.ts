import type { PostCoverage } from '@phen-dau/geodata';
import type { Bounds } from '../../../api/types.ts';
import { boxOf } from '../../../map/count-in-view.ts';
import { fitBounds } from '../../../state/actions.ts';
import { getState } from '../../../state/store.ts';
import { findItem } from '../../card/item-cache.ts';

/** Brings a post's sector of the border into view, with the post itself. */
export async function lookAtPost({ post, measures }: PostCoverage): Promise<void> {
  const { asOf } = getState();
  const wanted = [
    { layer: 'border-post', id: post.id },
    ...measures.network.lines.map(({ line }) => ({ layer: line.layer, id: line.id })),
  ];
  // A feature that cannot be read is left out: the map then shows the rest.
  const items = await Promise.all(wanted.map((ref) => findItem(ref, asOf).catch(() => undefined)));
  const boxes = items.flatMap((item) => (item ? [boxOf(item.geometry)] : []));
  const [first, ...rest] = boxes;
  if (!first || getState().coverage.post !== post.id) return;
  fitBounds(
    rest.reduce<Bounds>(
      (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])],
      first,
    ),
  );
}
