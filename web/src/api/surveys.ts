import { request } from './request.ts';
import type { Survey, SurveyChange, SurveyFeaturePage, SurveyQueue, SurveyState } from './survey-types.ts';

type Cancel = { readonly signal?: AbortSignal };

interface QueueQuestion {
  readonly states?: readonly SurveyState[];
  /** Only the caller's own. */
  readonly mine?: boolean;
  /** `next` of the page before. */
  readonly after?: string;
}

/** The surveys the account may see, newest first, with counts of every state. */
export function readSurveys({ states, mine, after }: QueueQuestion = {}, cancel: Cancel = {}) {
  const query = new URLSearchParams({
    ...(states && { state: states.join(',') }),
    ...(mine && { mine: '1' }),
    ...(after && { after }),
  });
  return request<SurveyQueue>(`/api/surveys${query.size > 0 ? `?${query}` : ''}`, cancel);
}

const surveyPath = (id: string) => `/api/surveys/${id}`;

export const readSurvey = (id: string, cancel: Cancel = {}) => request<Survey>(surveyPath(id), cancel);

/** What was understood, from the beginning or from `next` of the page before. */
export const readSurveyFeatures = (id: string, next?: string, cancel: Cancel = {}) =>
  request<SurveyFeaturePage>(next ?? `${surveyPath(id)}/features`, cancel);

/** Where the file is, byte for byte, as a download. */
export const originalPath = (id: string) => `${surveyPath(id)}/original`;

/** Decides how the own survey is read. Throws ProblemError 412, with `current` in its body, when it is no longer `version`. */
export const changeSurvey = ({ id, version }: Pick<Survey, 'id' | 'version'>, change: SurveyChange) =>
  request<Survey>(surveyPath(id), { method: 'PATCH', body: change, ifMatch: version });

/** Takes the own survey back, from the reviewers or from where they returned it to. */
export const reopenSurvey = (id: string) => request<Survey>(`${surveyPath(id)}/reopen`, { method: 'POST' });

/** Hands the own survey to the reviewers. */
export const submitSurvey = (id: string) => request<Survey>(`${surveyPath(id)}/submit`, { method: 'POST' });
