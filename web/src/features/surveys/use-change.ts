import { useState } from 'react';
import { ProblemError } from '../../api/request.ts';
import type { Survey, SurveyChange } from '../../api/survey-types.ts';
import { changeSurvey, reopenSurvey, submitSurvey } from '../../api/surveys.ts';
import { surveysMessages } from '../../messages/use-surveys-messages.ts';
import { getState } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';
import { notifyFailure, wordsOfFailure } from './notify-failure.ts';
import type { SurveyPartProps } from './survey-page.tsx';

/** What the author does to a survey; one thing at a time, since each starts from the version before it. */
export interface SurveyDesk {
  readonly survey: Survey;
  readonly isBusy: boolean;
  /** Whether the account may decide how it is read. */
  readonly mayChange: boolean;
  /** Resolves to the survey as it then is; undefined when it did not come about, which has been said. */
  readonly change: (change: SurveyChange) => Promise<Survey | undefined>;
  readonly submit: () => Promise<Survey | undefined>;
  /** Takes it back to go on with it. */
  readonly reopen: () => Promise<Survey | undefined>;
}

/**
 * The desk of one survey; `onChanged` is told each answer of the server, also when it refused because of a newer
 * version.
 */
export function useDesk({ survey, onChanged }: SurveyPartProps): SurveyDesk {
  const [isBusy, setBusy] = useState(false);
  const run = async (ask: () => Promise<Survey>): Promise<Survey | undefined> => {
    if (isBusy) return undefined;
    setBusy(true);
    try {
      const changed = await ask();
      onChanged(changed);
      return changed;
    } catch (error) {
      const current = currentOf(error);
      if (current) {
        // Shown as it is now; what the person wanted may no longer make sense, so it is not done again unasked.
        onChanged(current);
        notify(
          'problem',
          isStale(error) ? surveysMessages[getState().language].page.changedMeanwhile : wordsOfFailure(error),
        );
      } else notifyFailure(error);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return {
    ...{ survey, isBusy, mayChange: survey.may.change },
    change: (change) => run(() => changeSurvey(survey, change)),
    submit: () => run(() => submitSurvey(survey.id)),
    reopen: () => run(() => reopenSurvey(survey.id)),
  };
}

const isStale = (error: unknown) => error instanceof ProblemError && error.status === 412;

/** The survey as it is now, where a refusal tells it. */
const currentOf = (error: unknown): Survey | undefined =>
  error instanceof ProblemError ? (error.body.current as Survey | undefined) : undefined;
