import { useEffect, useState } from 'react';
import type { Survey } from '../../../api/survey-types.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { Fold } from '../../../ui/fold.tsx';
import type { SurveyFeatures } from '../../surveys/use-survey-picture.ts';
import { useMayReview } from '../may-review.ts';
import { ReviewedFeatures } from './reviewed-features.tsx';
import '../review.css';

interface CompareFoldProps {
  readonly survey: Survey;
  readonly picture: SurveyFeatures;
}

/** For who sends and does not review: each feature that was understood and what it would do to the register, once asked for. */
export function CompareFold({ survey, picture }: CompareFoldProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const mayReview = useMayReview();
  const layer = useStore((state) => findDescription(state, survey.layer));
  const [isOpen, setOpen] = useState(false);
  const pick = useStore(({ surveyPick }) => surveyPick);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened by a press on the map, and closed by who wants to
  useEffect(() => {
    if (pick?.kind === 'feature' && picture.kept.has(pick.index)) setOpen(true);
  }, [pick]);
  if (mayReview || !layer || survey.receipt.accepted === 0) return null;
  return (
    <section className="survey-part survey-part-fold review-fold" aria-label={words.compare.title}>
      <Fold
        open={isOpen}
        onToggle={(event) => setOpen(event.currentTarget.open)}
        summary={
          <>
            {words.compare.title} <small>{words.queue.features(format.whole(survey.receipt.accepted))}</small>
          </>
        }
      >
        {isOpen && (
          <div className="review">
            <ReviewedFeatures survey={survey} layer={layer} kept={picture.kept} />
          </div>
        )}
      </Fold>
    </section>
  );
}
