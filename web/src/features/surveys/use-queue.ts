import { useEffect, useState } from 'react';
import type { SurveyBrief, SurveyQueue } from '../../api/survey-types.ts';
import { readSurveys } from '../../api/surveys.ts';
import type { SurveyFilter } from '../../state/surveys.ts';
import { notifyFailure } from './notify-failure.ts';
import { useFresh } from './use-fresh.ts';

interface Queue {
  readonly state: 'reading' | 'found' | 'failed';
  readonly surveys: readonly SurveyBrief[];
  readonly counts: SurveyQueue['counts'] | undefined;
  readonly next: string | null;
}

const nothing: Queue = { state: 'reading', surveys: [], counts: undefined, next: null };
const questionOf = (filter: SurveyFilter) =>
  filter === 'all' ? {} : filter === 'mine' ? { mine: true } : { states: [filter] };

/** The surveys of a filter, a page at a time. Counts of another filter are kept while the new ones travel: they are the same. */
export function useQueue(filter: SurveyFilter): Queue & { readonly again: () => void; readonly more: () => void } {
  const [queue, setQueue] = useState<Queue>(nothing);
  const [fresh, again] = useFresh();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the window is looked at again
  useEffect(() => {
    const cancel = new AbortController();
    setQueue((before) => ({ ...before, state: 'reading' }));
    readSurveys(questionOf(filter), cancel).then(
      (found) => setQueue({ state: 'found', ...found }),
      () => !cancel.signal.aborted && setQueue((before) => ({ ...before, state: 'failed' })),
    );
    return () => cancel.abort();
  }, [filter, fresh]);
  const more = () => {
    if (!queue.next) return;
    readSurveys({ ...questionOf(filter), after: queue.next }).then(
      ({ surveys, counts, next }) =>
        setQueue((before) => ({ ...before, surveys: [...before.surveys, ...surveys], counts, next })),
      notifyFailure,
    );
  };
  return { ...queue, again, more };
}
