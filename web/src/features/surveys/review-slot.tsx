import type { SurveyPartProps } from './survey-page.tsx';

/** Where the reviewer decides; shown when `may.decide` or `may.undo`. */
export function ReviewSlot(_: SurveyPartProps) {
  return null;
}
