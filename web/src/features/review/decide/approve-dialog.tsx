import { useState } from 'react';
import { type ApproveConflict, approveSurvey, conflictsOf, twinsOf } from '../../../api/survey-review.ts';
import { useFormat, useSay } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { refreshCatalogue } from '../../../state/session.ts';
import { effectOf, sayEffect } from '../compare/effect.ts';
import { type ApproveQuestions, answersOf, askedAgain } from './approve-choices.ts';
import { takeOver } from './decide.ts';
import type { DecisionProps } from './decision-bar.tsx';
import { DecisionForm } from './decision-form.tsx';
import { NewerEditsDialog } from './newer-edits-dialog.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { TwinsDialog } from './twins-dialog.tsx';
import { useAttempt } from './use-attempt.ts';

interface ApproveDialogProps extends DecisionProps {
  readonly questions: ApproveQuestions;
  readonly onQuestions: (questions: ApproveQuestions) => void;
  readonly onClose: () => void;
  /** Returns the survey instead, for a reason already written. */
  readonly onReject: (reason: string) => void;
}

/** Says what becomes the record, and makes it so. */
export function ApproveDialog(props: ApproveDialogProps) {
  const { survey, layer, all, questions, onQuestions, onChanged, onClose } = props;
  const words = useReviewMessages();
  const format = useFormat();
  const say = useSay();
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const isShort = remark.trim() !== '' && !isReason(remark);
  const same = all.filter(({ kind }) => kind === 'same').length;
  const { made, changed } = effectOf(survey);
  const effect = sayEffect({ made, changed: changed - same }, words, format.whole);
  const { warnings } = survey;
  const approve = async () => {
    setTried(true);
    if (isShort) return;
    const decide = async () => {
      const approved = await approveSurvey(survey.id, remark.trim(), answersOf(questions));
      onClose();
      await takeOver(approved, onChanged, effect ? words.approve.done(effect) : words.approve.doneSame);
    };
    await attempt(decide, (error) => {
      const twins = twinsOf(error);
      const collided = conflictsOf<ApproveConflict>(error);
      if (!twins && !collided) return false;
      onQuestions(twins ? { ...questions, twins } : askedAgain(questions, collided ?? []));
      // What the page compares with is older than the edits that stand in the way.
      void refreshCatalogue();
      return true;
    });
  };
  const refused = { ...props, isBusy, failure, onChange: onQuestions, onApprove: () => void approve() };
  if (questions.twins.length > 0) return <TwinsDialog {...refused} />;
  if (questions.conflicts.length > 0) return <NewerEditsDialog {...refused} />;
  return (
    <DecisionForm
      title={words.approve.title}
      confirm={words.approve.confirm}
      busy={isBusy ? words.approve.busy : undefined}
      failure={failure}
      onConfirm={() => void approve()}
      onClose={onClose}
    >
      {effect && (
        <p>
          <strong>{words.approve.effect(effect, say(layer.title))}</strong>
        </p>
      )}
      {same > 0 && <p>{words.approve.same(words.effect.same(format.whole(same)))}</p>}
      {warnings > 0 && <p className="review-warning">{words.approve.warnings(format.whole(warnings))}</p>}
      <p className="review-quiet">{words.approve.effectMore}</p>
      <ReasonField
        label={words.approve.remark}
        value={remark}
        onChange={setRemark}
        fault={tried && isShort ? words.approve.remarkShort : undefined}
      />
    </DecisionForm>
  );
}
