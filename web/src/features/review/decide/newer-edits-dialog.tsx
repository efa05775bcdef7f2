import type { ApproveConflict } from '../../../api/survey-review.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { showFeature } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { nameOf } from '../compare/compared.ts';
import { canBeAnswered, choiceOf, choose, openQuestions } from './approve-choices.ts';
import { ApproveRefused, type ApproveRefusedProps, firstNames } from './approve-refused.tsx';
import { ConflictQuestion } from './conflict-question.tsx';

/** Why an approval was refused: what somebody has edited since, with the way there; which of the two stands, or back to the author. */
export function NewerEditsDialog(props: ApproveRefusedProps) {
  const { questions, layer, all, isBusy, failure, onOpen, onClose, onReject, onChange, onApprove } = props;
  const { conflicts } = questions;
  const words = useReviewMessages();
  const format = useFormat();
  const { conflict: said } = words.approve;
  const open = openQuestions(questions);
  const isAnswerable = canBeAnswered(questions);
  // From the refusal itself: the list behind is being read anew, because of the very edit that this is about.
  const nameOfStaged = ({ survey, current }: ApproveConflict) => {
    const feature = { ...survey, properties: { ...current?.properties, ...survey.properties } };
    return nameOf({ feature }, layer.nameField, words.compare.unnamed);
  };
  const reason = said.reason(firstNames(conflicts.map(nameOfStaged), ', '));
  const goToFeature = (id: string) => {
    onClose();
    if (all.some(({ feature }) => feature.id === id)) onOpen(id);
    else showFeature(layer.id, id);
  };
  return (
    <ApproveRefused
      {...{ isBusy, failure, onClose }}
      title={said.title}
      explain={`${said.explain(format.whole(conflicts.length))} ${isAnswerable ? said.choose : said.sendBack}`}
      rows={conflicts.map((conflict) => (
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
      status={isAnswerable ? (open > 0 ? words.undo.ask.open(format.whole(open)) : words.undo.ask.ready) : undefined}
      actions={
        <>
          {isAnswerable && (
            <Button look="strong" disabled={isBusy || open > 0} onClick={onApprove}>
              {isBusy ? words.approve.busy : said.approve}
            </Button>
          )}
          <Button look={isAnswerable ? 'plain' : 'strong'} disabled={isBusy} onClick={() => onReject(reason)}>
            {said.reject}
          </Button>
        </>
      }
    />
  );
}
