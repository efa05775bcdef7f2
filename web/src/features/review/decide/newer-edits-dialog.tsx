import type { ApproveConflict } from '../../../api/survey-review.ts';
import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { showFeature } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { nameOf } from '../compare/compared.ts';
import { type ApproveQuestions, canBeAnswered, choiceOf, choose, openQuestions } from './approve-choices.ts';
import { ConflictQuestion } from './conflict-question.tsx';
import type { DecisionProps } from './decision-bar.tsx';

const mostNamed = 5;

interface NewerEditsDialogProps extends DecisionProps {
  readonly questions: ApproveQuestions;
  readonly isBusy: boolean;
  readonly failure: string | undefined;
  readonly onChange: (questions: ApproveQuestions) => void;
  readonly onApprove: () => void;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

/** Why an approval was refused: what somebody has edited since, with the way there; which of the two stands, or back to the author. */
export function NewerEditsDialog(props: NewerEditsDialogProps) {
  const { questions, layer, all, isBusy, failure, onOpen, onClose, onReject, onChange, onApprove } = props;
  const { conflicts } = questions;
  const words = useReviewMessages();
  const format = useFormat();
  const { action } = useMessages();
  const { conflict: said } = words.approve;
  const open = openQuestions(questions);
  const isAnswerable = canBeAnswered(questions);
  // From the refusal itself: the list behind is being read anew, because of the very edit that this is about.
  const nameOfStaged = ({ survey, current }: ApproveConflict) => {
    const feature = { ...survey, properties: { ...current?.properties, ...survey.properties } };
    return nameOf({ feature }, layer.nameField, words.compare.unnamed);
  };
  const names = conflicts.slice(0, mostNamed).map(nameOfStaged);
  const reason = said.reason(names.join(', ') + (conflicts.length > names.length ? '…' : ''));
  const goToFeature = (id: string) => {
    onClose();
    if (all.some(({ feature }) => feature.id === id)) onOpen(id);
    else showFeature(layer.id, id);
  };
  return (
    <Dialog title={said.title} onClose={onClose}>
      <div className="dialog-body review-form">
        <p>
          {said.explain(format.whole(conflicts.length))} {isAnswerable ? said.choose : said.sendBack}
        </p>
        <ul className="review-conflicts">
          {conflicts.map((conflict) => (
            <li key={conflict.survey.id}>
              <button type="button" className="text-link" onClick={() => goToFeature(conflict.survey.id)}>
                {nameOfStaged(conflict)}
              </button>
              <span>
                {conflict.current
                  ? said.newer(
                      String(conflict.current.properties.version),
                      format.moment(String(conflict.current.properties.updated_at)),
                    )
                  : said.gone}
              </span>
              {conflict.fields.map((each) => (
                <ConflictQuestion
                  key={each.field}
                  layer={layer}
                  id={conflict.survey.id}
                  name={nameOfStaged(conflict)}
                  conflict={each}
                  chosen={choiceOf(questions, conflict.survey.id, each.field)}
                  isAnswerable={isAnswerable}
                  onChoose={(choice) => onChange(choose(questions, conflict.survey.id, each.field, choice))}
                  onGoThere={() => goToFeature(conflict.survey.id)}
                />
              ))}
            </li>
          ))}
        </ul>
        {failure && (
          <p className="review-fault" role="alert">
            {failure}
          </p>
        )}
        {isAnswerable && (
          <p role="status">{open > 0 ? words.undo.ask.open(format.whole(open)) : words.undo.ask.ready}</p>
        )}
        <div className="review-form-foot">
          {isAnswerable && (
            <Button look="strong" disabled={isBusy || open > 0} onClick={onApprove}>
              {isBusy ? words.approve.busy : said.approve}
            </Button>
          )}
          <Button look={isAnswerable ? 'plain' : 'strong'} disabled={isBusy} onClick={() => onReject(reason)}>
            {said.reject}
          </Button>
          <Button disabled={isBusy} onClick={onClose}>
            {action.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
