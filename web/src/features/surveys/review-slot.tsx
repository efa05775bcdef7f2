import { ReviewPanel } from '../review/review-panel.tsx';
import type { SurveyPartProps } from './survey-page.tsx';
import type { SurveyFeatures } from './use-survey-picture.ts';

interface ReviewSlotProps extends SurveyPartProps {
  readonly picture: SurveyFeatures;
}

/** Where the reviewer decides, and where everybody reads what was decided. */
export function ReviewSlot({ survey, picture, onChanged }: ReviewSlotProps) {
  return <ReviewPanel survey={survey} kept={picture.kept} onChanged={onChanged} />;
}
