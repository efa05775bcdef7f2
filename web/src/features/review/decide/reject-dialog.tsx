import { useState } from 'react';
import { rejectSurvey } from '../../../api/survey-review.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { takeOver } from './decide.ts';
import type { DecisionProps } from './decision-bar.tsx';
import { DecisionForm } from './decision-form.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { useAttempt } from './use-attempt.ts';

interface RejectDialogProps extends DecisionProps {
  readonly onClose: () => void;
  /** What stands in the field at first. */
  readonly suggested: string;
}

/** Returns a survey to its author; never without a reason. */
export function RejectDialog({ survey, suggested, onChanged, onClose }: RejectDialogProps) {
  const words = useReviewMessages();
  const [reason, setReason] = useState(suggested.slice(0, 300));
  const [tried, setTried] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const reject = async () => {
    setTried(true);
    if (!isReason(reason)) return;
    await attempt(async () => {
      const rejected = await rejectSurvey(survey.id, reason.trim());
      onClose();
      await takeOver(rejected, onChanged, words.reject.done);
    });
  };
  return (
    <DecisionForm
      title={words.reject.title}
      confirm={words.reject.confirm}
      busy={isBusy ? words.reject.busy : undefined}
      failure={failure}
      onConfirm={() => void reject()}
      onClose={onClose}
    >
      <p>{words.reject.effect(survey.author)}</p>
      <ReasonField
        label={words.reject.reason}
        value={reason}
        onChange={setReason}
        required
        fault={tried && !isReason(reason) ? words.reject.short : undefined}
      />
    </DecisionForm>
  );
}
