import type { StagedFeature } from '../../api/survey-review.ts';
import type { Survey } from '../../api/survey-types.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { ReviewedFeatures } from './compare/reviewed-features.tsx';
import { DecisionBar } from './decide/decision-bar.tsx';
import { useMayReview } from './may-review.ts';
import { WaitingNav } from './waiting-nav.tsx';
import './review.css';

interface ReviewPanelProps {
  readonly survey: Survey;
  /** What the map draws, by its place in the file. */
  readonly kept: ReadonlyMap<number, StagedFeature>;
  /** Told the survey as the server has it after a decision. */
  readonly onChanged: (survey: Survey) => void;
}

/** Where somebody decides on a survey: what it would do to the register, and the two or three things that can be done. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { survey } = props;
  const account = useStore(({ session }) => (session.state === 'signed-in' ? session.account : undefined));
  const mayReview = useMayReview();
  const words = useReviewMessages();
  const isOwn = account?.username === survey.author;
  if (!mayReview) return null;
  return (
    <>
      {survey.state === 'submitted' && isOwn && <p className="review-own">{words.own}</p>}
      <WaitingNav open={survey.id} />
      <Review {...props} />
    </>
  );
}

function Review({ survey, kept, onChanged }: ReviewPanelProps) {
  const words = useReviewMessages();
  const layer = useStore((state) => findDescription(state, survey.layer));
  // A file nothing could be read from has nothing to compare; neither has one whose layer this account does not know.
  if (!layer || survey.receipt.accepted === 0) return null;
  return (
    <section className="review">
      <ReviewedFeatures
        survey={survey}
        layer={layer}
        kept={kept}
        head={(all, onOpen) => (
          <>
            <DecisionBar
              key={survey.id}
              survey={survey}
              layer={layer}
              all={all}
              onOpen={onOpen}
              onChanged={onChanged}
            />
            <h3>{words.compare.title}</h3>
          </>
        )}
      />
    </section>
  );
}
