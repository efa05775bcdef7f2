import { useState } from 'react';
import { conflictsOf, type UndoConflict, undoSurvey } from '../../../api/survey-review.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { effectOf } from '../compare/effect.ts';
import { takeOver } from './decide.ts';
import type { DecisionProps } from './decision-bar.tsx';
import { DecisionForm, DecisionSection } from './decision-form.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { noChoices, openChoices, versionsOf, withConflicts } from './undo-choices.ts';
import { UndoQuestions } from './undo-questions.tsx';
import { useAttempt } from './use-attempt.ts';

interface UndoDialogProps extends DecisionProps {
  readonly onClose: () => void;
}

/** Takes an approved survey back; where somebody has edited the same thing since, asks who wins, beside the map. */
export function UndoDialog({ survey, layer, all, onChanged, onClose }: UndoDialogProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const [choices, setChoices] = useState(noChoices);
  const open = openChoices(choices);
  const asks = choices.conflicts.length > 0;
  const undo = async () => {
    setTried(true);
    if (!isReason(reason) || open > 0) return;
    const decided = { resolutions: choices.chosen, versions: versionsOf(choices) };
    const decide = async () => {
      const undone = await undoSurvey(survey.id, reason.trim(), decided);
      onClose();
      await takeOver(undone, onChanged, words.undo.done);
    };
    await attempt(decide, (error) => {
      setTried(false);
      const told = conflictsOf<UndoConflict>(error);
      if (told) setChoices(withConflicts(choices, told));
      return told !== undefined;
    });
  };
  const { made, changed } = effectOf(survey);
  const form = {
    confirm: words.undo.confirm,
    busy: isBusy ? words.undo.busy : undefined,
    failure: failure ?? (tried && open > 0 ? words.undo.ask.open(format.whole(open)) : undefined),
    onConfirm: () => void undo(),
    onClose,
  };
  if (asks) {
    return (
      <DecisionSection title={words.undo.ask.title} {...form}>
        <UndoQuestions choices={choices} layer={layer} all={all} onChange={setChoices} />
      </DecisionSection>
    );
  }
  return (
    <DecisionForm title={words.undo.title} {...form}>
      {made > 0 && <p>{words.undo.effectNew(format.whole(made))}</p>}
      {changed > 0 && <p>{words.undo.effectChanged(format.whole(changed))}</p>}
      <p className="review-quiet">{words.undo.effectMore}</p>
      <ReasonField
        label={words.undo.reason}
        value={reason}
        onChange={setReason}
        required
        fault={tried && !isReason(reason) ? words.reject.short : undefined}
      />
    </DecisionForm>
  );
}
