import { useMemo } from 'react';
import { litFeatures, useStore } from '../../state/store.ts';
import type { Row } from './rows.ts';

/** Which of the rows are selected, in the order of the rows. A click on the map knows tile numbers, a link public ids. */
export function useSelectedRows(layer: string, rows: readonly Row[]): readonly Row[] {
  const isSelected = useIsSelected(layer);
  return useMemo(() => rows.filter(isSelected), [rows, isSelected]);
}

/** Whether a row of the layer is selected, by whichever of its two ids. */
export function useIsSelected(layer: string): (row: Row) => boolean {
  const selection = useStore(litFeatures);
  return useMemo(() => {
    const own = selection.filter((ref) => ref.layer === layer);
    const ids = new Set(own.map((ref) => ref.id));
    const tileIds = new Set(own.map((ref) => ref.tileId));
    return ({ item }: Row) => ids.has(item.id) || tileIds.has(item.tileId);
  }, [selection, layer]);
}
