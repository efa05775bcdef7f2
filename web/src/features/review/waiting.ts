import { useEffect } from 'react';
import { create } from 'zustand';
import { readWaiting } from '../../api/survey-review.ts';
import type { SurveyBrief } from '../../api/survey-types.ts';
import { useStore } from '../../state/store.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { useFresh } from '../surveys/use-fresh.ts';

interface Waiting {
  /** Longest waiting first; undefined until they have been read. */
  readonly surveys: readonly SurveyBrief[] | undefined;
  readonly failed: boolean;
}

const useWaitingStore = create<Waiting>()(() => ({ surveys: undefined, failed: false }));

// What waits for one account must not be shown to the next.
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) useWaitingStore.setState({ surveys: undefined, failed: false });
});

/** The surveys that wait for a decision, read again whenever something was sent or decided. */
export function useWaiting(): Waiting & { readonly again: () => void } {
  const waiting = useWaitingStore();
  const [fresh, again] = useFresh();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something may be different
  useEffect(() => {
    const cancel = new AbortController();
    readWaiting(cancel).then(
      (surveys) => useWaitingStore.setState({ surveys, failed: false }),
      () => !cancel.signal.aborted && useWaitingStore.setState({ failed: true }),
    );
    return () => cancel.abort();
  }, [fresh]);
  return { ...waiting, again };
}

/** Those a person may decide on; their own wait for somebody else. */
export const decidable = (surveys: readonly SurveyBrief[]) => surveys.filter(({ may }) => may.decide);

/**
 * The survey to decide after or before the one that is open: from one that no longer waits the first that does; after the
 * last comes the first again. Undefined where there is no other.
 */
export function neighbourOf(surveys: readonly SurveyBrief[], open: string | undefined, by: 1 | -1) {
  const mine = decidable(surveys);
  const at = mine.findIndex(({ id }) => id === open);
  const next = at < 0 ? mine[by > 0 ? 0 : mine.length - 1] : mine[(at + by + mine.length) % mine.length];
  return next?.id === open ? undefined : next;
}

/** Goes there, where there is one. */
export function goToNeighbour(surveys: readonly SurveyBrief[], open: string | undefined, by: 1 | -1): void {
  const next = neighbourOf(surveys, open, by);
  if (next) openSurvey(next.id);
}
