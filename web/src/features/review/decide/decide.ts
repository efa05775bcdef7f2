import { ProblemError } from '../../../api/request.ts';
import type { Survey } from '../../../api/survey-types.ts';
import { reviewMessages } from '../../../messages/use-review-messages.ts';
import { refreshCatalogue } from '../../../state/session.ts';
import { getState } from '../../../state/store.ts';
import { notify } from '../../../ui/notices.tsx';
import { wordsOfFailure } from '../../surveys/notify-failure.ts';
import { surveysChanged } from '../../surveys/use-fresh.ts';

/** Takes over what was decided: the page, the lists with their counts, and what the map and its counts are drawn from. */
export async function takeOver(survey: Survey, onChanged: (survey: Survey) => void, said: string): Promise<void> {
  onChanged(survey);
  surveysChanged();
  notify('done', said);
  await refreshCatalogue();
}

/**
 * Why nothing was decided, in plain words. Where somebody else has decided meanwhile, or its author has taken it back, everything
 * is read again.
 */
export function wordsOfRefusal(error: unknown): string {
  const words = reviewMessages[getState().language].failure;
  if (!(error instanceof ProblemError)) return wordsOfFailure(error);
  if (error.status === 409 && 'state' in error.body) {
    surveysChanged();
    return words.state(error.detail ?? '');
  }
  if (error.status === 404) return words.missing;
  return error.status === 403 ? (error.detail ?? words.forbidden) : wordsOfFailure(error);
}
