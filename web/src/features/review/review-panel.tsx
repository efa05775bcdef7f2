import { roleMay } from '@phen-dau/geodata';
import { useState } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Compare } from './compare.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { stageOf } from './effect.ts';
import { useCompared } from './use-compared.ts';
import { useStagedPage } from './use-staged-page.ts';
import { WaitingNav } from './waiting-nav.tsx';
import './review.css';

interface ReviewPanelProps {
  readonly survey: Survey;
  /** Told the survey as the server has it after a decision. */
  readonly onChanged: (survey: Survey) => void;
}

/** Where somebody decides on a survey: what it would do to the register, and the two or three things that can be done. */
export function ReviewPanel({ survey, onChanged }: ReviewPanelProps) {
  const account = useStore(({ session }) => (session.state === 'signed-in' ? session.account : undefined));
  const mayReview = account !== undefined && roleMay(account.role, 'survey.review');
  const words = useReviewMessages();
  const isOwn = account?.username === survey.author;
  return (
    <>
      {mayReview && survey.state === 'submitted' && isOwn && <p className="review-own">{words.own}</p>}
      {mayReview && <WaitingNav open={survey.id} />}
      {mayReview && <Review survey={survey} onChanged={onChanged} />}
    </>
  );
}

function Review({ survey, onChanged }: ReviewPanelProps) {
  const words = useReviewMessages();
  const layer = useStore((state) => findDescription(state, survey.layer));
  const reading = useStagedPage(survey.id, survey.version);
  const all = useCompared(survey, layer, reading);
  const [openId, setOpenId] = useState<string>();
  // A file nothing could be read from has nothing to compare; neither has one whose layer this account does not know.
  if (!layer || survey.receipt.accepted === 0) return null;
  return (
    <section className="review">
      <DecisionBar survey={survey} layer={layer} all={all} onOpen={setOpenId} onChanged={onChanged} />
      <h3>{words.compare.title}</h3>
      <Compare
        layer={layer}
        stage={stageOf(survey.state)}
        reading={reading}
        all={all}
        openId={openId}
        onOpen={setOpenId}
      />
    </section>
  );
}
