import type { Bilingual } from '@phen-dau/geodata';
import { useCallback } from 'react';
import { findDescription, useStore } from '../../state/store.ts';

/** What people call a word of a field of a layer, as the catalogue says; undefined for one the reader's does not hold. */
export type WordLabel = (layer: 'patrol-road' | 'solar-lamp', field: string, word: string) => Bilingual | undefined;

export function useWordLabel(): WordLabel {
  const catalogue = useStore((state) => state.catalogue);
  return useCallback(
    (layer, field, word) =>
      findDescription({ catalogue }, layer)?.fields.find(({ key }) => key === field)?.vocabulary?.[word]?.label,
    [catalogue],
  );
}
