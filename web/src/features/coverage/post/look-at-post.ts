import { geometryBounds, type PostCoverage, unitedBounds } from '@phen-dau/geodata';
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
  const boxes = items.flatMap((item) => (item ? [geometryBounds(item.geometry)] : []));
  if (boxes.length === 0 || getState().coverage.post !== post.id) return;
  fitBounds(unitedBounds(boxes));
}
