import { geometryBounds, unitedBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { ApproveConflict } from '../../../api/survey-review.ts';
import type { FieldDescription, Value } from '../../../api/types.ts';
import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { goTo, showFeature } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FieldValue } from '../../card/field-value.tsx';
import { nameOf } from '../compare/compared.ts';
import { useFieldName } from '../use-field-name.ts';
import { type ApproveQuestions, canBeAnswered, choiceOf, choose, openQuestions } from './approve-choices.ts';
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
  const fieldName = useFieldName(layer);
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
              {conflict.fields.map(({ field, before, wanted, current }) => (
                <fieldset key={field} className="review-choice">
                  <legend>
                    <span className="visually-hidden">
                      {words.undo.ask.choice(nameOfStaged(conflict), fieldName(field))}
                    </span>
                    <span aria-hidden="true">{fieldName(field)}</span>
                  </legend>
                  <div className="review-choice-options">
                    {(['keep', 'take'] as const).map((choice) => (
                      <label key={choice}>
                        <input
                          type="radio"
                          disabled={!isAnswerable}
                          name={`${conflict.survey.id}/${field}`}
                          checked={choiceOf(questions, conflict.survey.id, field) === choice}
                          onChange={() => onChange(choose(questions, conflict.survey.id, field, choice))}
                        />
                        <span>
                          {said[choice]}
                          <OneValue
                            field={layer.fields.find(({ key }) => key === field)}
                            value={choice === 'keep' ? current : wanted}
                          />
                        </span>
                      </label>
                    ))}
                  </div>
                  {field === 'geometry' && (
                    <Button
                      look="quiet"
                      icon="target"
                      onClick={() => {
                        goToFeature(conflict.survey.id);
                        goTo(unitedBounds(([before, wanted, current] as Geometry[]).map(geometryBounds)));
                      }}
                    >
                      {words.shapes.show}
                    </Button>
                  )}
                </fieldset>
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

interface OneValueProps {
  /** Undefined for a shape or a day, whose name says enough. */
  readonly field: FieldDescription | undefined;
  readonly value: unknown;
}

const OneValue = ({ field, value }: OneValueProps) =>
  field ? (
    <>
      : <FieldValue field={field} value={value as Value} />
    </>
  ) : null;
