import { ReviewPanel } from '../review/review-panel.tsx';
import type { SurveyPartProps } from './survey-page.tsx';

/** Where the reviewer decides, and where everybody reads what was decided. */
export function ReviewSlot({ survey, onChanged }: SurveyPartProps) {
  return <ReviewPanel survey={survey} onChanged={onChanged} />;
}
