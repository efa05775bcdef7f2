import { geometryBounds } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { readItems } from '../../api/client.ts';
import type { LayerDescription } from '../../api/types.ts';
import { useStore } from '../../state/store.ts';
import type { Row } from './rows.ts';

export interface RowsReading {
  readonly state: 'reading' | 'whole' | 'stopped' | 'failed';
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Reads a layer page by page, showing what is there so far; `stop` keeps that and asks for no more. */
export function useRows(
  layer: LayerDescription | undefined,
  asOf: string | undefined,
): RowsReading & { readonly stop: () => void; readonly again: () => void } {
  const [reading, setReading] = useState<RowsReading>({ state: 'reading', rows: [], total: 0 });
  const [cancel, setCancel] = useState<AbortController>();
  const [attempt, setAttempt] = useState(0);
  const signIns = useStore((state) => state.signIns);
  const { id, version } = layer ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version, attempt or session reads anew
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    setCancel(controller);
    setReading({ state: 'reading', rows: [], total: layer?.count ?? 0 });
    void readAll(id, asOf, controller.signal, setReading);
    return () => controller.abort('gone');
  }, [id, version, asOf, attempt, signIns]);
  return {
    ...reading,
    stop: () => cancel?.abort('stopped'),
    again: () => setAttempt((count) => count + 1),
  };
}

async function readAll(
  layer: string,
  asOf: string | undefined,
  signal: AbortSignal,
  tell: (reading: RowsReading) => void,
): Promise<void> {
  let rows: readonly Row[] = [];
  let total = 0;
  try {
    for await (const page of readItems(layer, { signal, asOf })) {
      rows = [...rows, ...page.features.map((item) => ({ item, box: geometryBounds(item.geometry) }))];
      total = page.numberMatched;
      tell({ state: 'reading', rows, total });
    }
    tell({ state: 'whole', rows, total: rows.length });
  } catch {
    if (!signal.aborted) tell({ state: 'failed', rows, total });
    else if (signal.reason === 'stopped') tell({ state: 'stopped', rows, total });
  }
}
