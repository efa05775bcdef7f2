import { geometryBounds } from '@phen-dau/geodata';
import { messages } from '../../messages/messages.ts';
import { goTo, highlightFeatures } from '../../state/actions.ts';
import { getState } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';
import { findItem } from '../card/item-cache.ts';

/** Flies to a feature that a list names by its id, and lights it. */
export async function goToFeature(layer: string, id: string): Promise<void> {
  const item = await lightFeature(layer, id);
  if (item) goTo(geometryBounds(item.geometry));
}

/** Lights a feature where it is. */
export async function lightFeature(layer: string, id: string) {
  const { asOf, language } = getState();
  const item = await findItem({ layer, id }, asOf).catch(() => undefined);
  if (!item) {
    notify('problem', messages[language].problem.missing);
    return undefined;
  }
  highlightFeatures([{ layer, id, tileId: item.tileId }]);
  return item;
}
