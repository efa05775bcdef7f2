import { useEffect, useState } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import { originalPath } from '../../api/surveys.ts';
import type { HeldQuestion, HeldShape } from './held-worker.ts';

/** A longer file is not fetched and read a second time only to draw what is wrong in it. */
const mostBytes = 16_000_000;
const none: readonly HeldShape[] = [];

/** Every feature of the file while errors hold some of them back, so that these too can be seen; empty until they are read. */
export function useHeldShapes(survey: Survey): readonly HeldShape[] {
  const { id, fileName, layer, table, receipt, order, system, may } = survey;
  const [shapes, setShapes] = useState(none);
  const crs = receipt.held > 0 && may.change && receipt.bytes <= mostBytes ? receipt.crs : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said of the table, and not in which answer
  useEffect(() => {
    setShapes(none);
    if (crs === null) return;
    const worker = new Worker(new URL('./held-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<readonly HeldShape[]>) => setShapes(data));
    const question = { path: originalPath(id), fileName, layer, crs: system ?? crs, order, table };
    worker.postMessage(question satisfies HeldQuestion);
    return () => worker.terminate();
  }, [id, fileName, layer, crs, order, table?.shape, table?.groupBy]);
  return shapes;
}
