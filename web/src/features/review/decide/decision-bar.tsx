import { useState } from 'react';
import type { Survey } from '../../../api/survey-types.ts';
import type { LayerDescription } from '../../../api/types.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { Button } from '../../../ui/button.tsx';
import type { Compared } from '../compare/compared.ts';
import { type ApproveQuestions, nothingAsked } from './approve-choices.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** What every dialog of a decision is given. */
export interface DecisionProps {
  readonly survey: Survey;
  readonly layer: LayerDescription;
  readonly all: readonly Compared[];
  /** Opens a feature of the survey beside its state in the register. */
  readonly onOpen: (id: string) => void;
  readonly onChanged: (survey: Survey) => void;
}

type Opened = { readonly act: 'approve' | 'undo' } | { readonly act: 'reject'; readonly reason: string };

/** Approve or return, or take back what was approved; stays in sight however long the list below is. */
export function DecisionBar(props: DecisionProps) {
  const words = useReviewMessages();
  const [opened, setOpened] = useState<Opened>();
  // Kept while a person leaves the dialog to look at the map, and comes back.
  const [questions, setQuestions] = useState<ApproveQuestions>(nothingAsked);
  const { may } = props.survey;
  const close = () => setOpened(undefined);
  if (!may.decide && !may.undo && !opened) return null;
  return (
    <>
      <div className="review-bar">
        {may.decide && (
          <>
            <Button look="strong" icon="check" onClick={() => setOpened({ act: 'approve' })}>
              {words.act.approve}
            </Button>
            <Button icon="undo" onClick={() => setOpened({ act: 'reject', reason: '' })}>
              {words.act.reject}
            </Button>
          </>
        )}
        {may.undo && (
          <Button icon="undo" onClick={() => setOpened({ act: 'undo' })}>
            {words.act.undo}
          </Button>
        )}
        {opened?.act === 'approve' && (
          <ApproveDialog
            {...props}
            questions={questions}
            onQuestions={setQuestions}
            onClose={close}
            onReject={(reason) => setOpened({ act: 'reject', reason })}
          />
        )}
        {opened?.act === 'reject' && <RejectDialog {...props} onClose={close} suggested={opened.reason} />}
      </div>
      {opened?.act === 'undo' && <UndoDialog {...props} onClose={close} />}
    </>
  );
}
