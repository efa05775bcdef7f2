import { geometryBounds, unitedBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import type { ApproveConflict } from '../../../api/survey-review.ts';
import type { FieldDescription, LayerDescription, Value } from '../../../api/types.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { goTo } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldValue } from '../../card/field-value.tsx';
import { useFieldName } from '../use-field-name.ts';
import type { Choice } from './approve-choices.ts';

interface ConflictQuestionProps {
  readonly layer: LayerDescription;
  /** The feature: its id and what it is called. */
  readonly id: string;
  readonly name: string;
  readonly conflict: ApproveConflict['fields'][number];
  readonly chosen: Choice | undefined;
  readonly isAnswerable: boolean;
  readonly onChoose: (choice: Choice) => void;
  /** Leaves for the feature on the map. */
  readonly onGoThere: () => void;
}

/** One value that the survey and somebody after it have both changed: which of the two stands? */
export function ConflictQuestion(props: ConflictQuestionProps) {
  const { layer, id, name, conflict, chosen, isAnswerable, onChoose, onGoThere } = props;
  const { field, before, wanted, current } = conflict;
  const words = useReviewMessages();
  const fieldName = useFieldName(layer)(field);
  return (
    <fieldset className="review-choice">
      <legend>
        <span className="visually-hidden">{words.undo.ask.choice(name, fieldName)}</span>
        <span aria-hidden="true">{fieldName}</span>
      </legend>
      <div className="review-choice-options">
        {(['keep', 'take'] as const).map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              disabled={!isAnswerable}
              name={`${id}/${field}`}
              checked={chosen === choice}
              onChange={() => onChoose(choice)}
            />
            <span>
              {words.approve.conflict[choice]}
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
            onGoThere();
            goTo(unitedBounds(([before, wanted, current] as Geometry[]).map(geometryBounds)));
          }}
        >
          {words.shapes.show}
        </Button>
      )}
    </fieldset>
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
