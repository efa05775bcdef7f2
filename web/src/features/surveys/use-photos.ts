import { useEffect, useState } from 'react';
import { readSurveyPhotos, type SurveyPhoto } from '../../api/photos.ts';
import type { Survey } from '../../api/survey-types.ts';
import { useFresh } from './use-fresh.ts';

interface Photos {
  readonly state: 'reading' | 'read' | 'failed';
  readonly photos: readonly SurveyPhoto[];
}

const nothingYet: Photos = { state: 'reading', photos: [] };

/** The photos of a survey, read again whenever they may have changed; the list before stays until the new one is there. */
export function usePhotos({ id }: Pick<Survey, 'id'>): Photos & { readonly again: () => void } {
  const [reading, setReading] = useState(nothingYet);
  const [fresh, again] = useFresh();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was sent
  useEffect(() => {
    const cancel = new AbortController();
    readSurveyPhotos(id, { signal: cancel.signal }).then(
      (photos) => setReading({ state: 'read', photos }),
      () => !cancel.signal.aborted && setReading(({ photos }) => ({ state: 'failed', photos })),
    );
    return () => cancel.abort();
  }, [id, fresh]);
  return { ...reading, again };
}
