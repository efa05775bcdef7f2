import { useFormat } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { outboxAccount } from '../outbox/outbox-view.ts';
import { ReplaceButton } from './replace-button.tsx';
import type { SurveyDesk } from './use-change.ts';
import { surveysChanged } from './use-fresh.ts';

/** What somebody is deciding on, or has decided to keep, no other file takes the place of. */
const mayBeReplaced: ReadonlySet<string> = new Set(['received', 'has-issues', 'rejected']);

/** What comes next, and for its author the button that does it, or what stands in its way. */
export function NextStep({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().next;
  const format = useFormat();
  const { survey, isBusy } = desk;
  const { state, receipt, errors, decision, may } = survey;
  const isOwn = survey.author === outboxAccount();
  const review = useReviewMessages();
  // The state alone does not say: what was taken back is rejected too, and what was returned may be superseded by now.
  const told = { approve: words.approved, reject: words.rejected, undo: review.undone };
  const decided = survey.steps.findLast(({ action }) => action in told)?.action as keyof typeof told | undefined;
  const choices = survey.repeats.filter(({ mustChoose }) => mustChoose).length;
  // Of a file that nothing could be read of there is nothing to mend, and one that lies nowhere yet is asked where first.
  const mend = receipt.read === 0 ? words.mendFile : survey.candidates.length > 0 ? words.mendCrs : words.mend;
  const submit = async () => {
    const submitted = await desk.submit();
    if (!submitted) return;
    surveysChanged();
    notify('done', words.submittedNow);
  };
  const reopen = async () => {
    const reopened = await desk.reopen();
    if (!reopened) return;
    surveysChanged();
    notify('done', words.reopened);
  };
  // It waits for nobody else: the reviewer's own part says what comes next.
  if (may.decide) return null;
  return (
    <section className={`next-step next-${state}`} aria-label={words.title}>
      {state === 'has-issues' && (
        <p>
          <strong>{words.errors(format.whole(errors))}</strong> {isOwn ? mend : words.authorMends(survey.author)}
        </p>
      )}
      {state === 'received' && (
        <p>
          <strong>{words.ready(format.whole(receipt.accepted))}</strong>{' '}
          {receipt.accepted === 0 ? words.nothing : choices > 0 ? words.choose : isOwn ? words.submitMore : ''}
        </p>
      )}
      {state === 'submitted' && (
        <p>
          {words.waiting} {may.reopen && words.takeBackFirst}
        </p>
      )}
      {decision && decided && (
        <p>
          <strong>{told[decided](decision.by, format.moment(decision.at))}</strong>
          {decision.reason && <q>{decision.reason}</q>}
        </p>
      )}
      {state === 'superseded' && <p>{words.superseded}</p>}
      <div className="next-buttons">
        {(state === 'received' || state === 'has-issues') && isOwn && (
          <Button look="strong" disabled={!may.submit || isBusy || choices > 0} onClick={() => void submit()}>
            {words.submit}
          </Button>
        )}
        {may.reopen && (
          <Button icon="undo" disabled={isBusy} onClick={() => void reopen()}>
            {state === 'submitted' ? words.takeBack : words.reopen}
          </Button>
        )}
        {isOwn && mayBeReplaced.has(state) && <ReplaceButton survey={survey} />}
      </div>
    </section>
  );
}
