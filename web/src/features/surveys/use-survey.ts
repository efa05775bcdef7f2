import { useEffect, useState } from 'react';
import { ProblemError } from '../../api/request.ts';
import type { Survey } from '../../api/survey-types.ts';
import { readSurvey } from '../../api/surveys.ts';
import { useFresh } from './use-fresh.ts';

export interface OpenSurvey {
  readonly state: 'reading' | 'found' | 'missing' | 'failed';
  readonly survey: Survey | undefined;
  /** Takes over an answer of the server that already holds the survey as it is now. */
  readonly replace: (survey: Survey) => void;
  readonly again: () => void;
}

/** Reads a survey, and again whenever it may have changed. An old answer stays until the new one is there. */
export function useSurvey(id: string): OpenSurvey {
  const [reading, setReading] = useState<Pick<OpenSurvey, 'state' | 'survey'>>({ state: 'reading', survey: undefined });
  const [fresh, again] = useFresh();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the window is looked at again
  useEffect(() => {
    const cancel = new AbortController();
    readSurvey(id, cancel).then(
      (survey) => setReading({ state: 'found', survey }),
      (error) => {
        if (cancel.signal.aborted) return;
        const missing = error instanceof ProblemError && (error.status === 404 || error.status === 403);
        setReading(({ survey }) =>
          missing ? { state: 'missing', survey: undefined } : { state: survey ? 'found' : 'failed', survey },
        );
      },
    );
    return () => cancel.abort();
  }, [id, fresh]);
  return { ...reading, replace: (survey) => setReading({ state: 'found', survey }), again };
}
