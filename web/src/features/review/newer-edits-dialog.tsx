import type { Geometry } from 'geojson';
import type { ApproveConflict } from '../../api/survey-review.ts';
import type { FieldDescription, Value } from '../../api/types.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { useReviewMessages } from '../../messages/use-review-messages.ts';
import { goTo, showFeature } from '../../state/actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldValue } from '../card/field-value.tsx';
import { boundsOfGeometries } from '../surveys/geometry-bounds.ts';
import { nameOf } from './compared.ts';
import type { DecisionProps } from './decision-bar.tsx';
import { useFieldName } from './use-field-name.ts';

const mostNamed = 5;

interface NewerEditsDialogProps extends DecisionProps {
  readonly conflicts: readonly ApproveConflict[];
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

/** Why an approval was refused: which features somebody has edited since, with the way to each, and the way out. */
export function NewerEditsDialog({ conflicts, layer, all, onOpen, onClose, onReject }: NewerEditsDialogProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const { action } = useMessages();
  const { conflict: said } = words.approve;
  const fieldName = useFieldName(layer);
  // From the refusal itself: the list behind is being read anew, because of the very edit that this is about.
  const nameOfStaged = ({ survey, current }: ApproveConflict) => {
    const feature = { ...survey, properties: { ...current?.properties, ...survey.properties } };
    return nameOf({ feature }, layer.nameField, words.compare.unnamed);
  };
  const names = conflicts.slice(0, mostNamed).map(nameOfStaged);
  const reason = said.reason(names.join(', ') + (conflicts.length > names.length ? '…' : ''));
  const open = (id: string) => {
    onClose();
    if (all.some(({ feature }) => feature.id === id)) onOpen(id);
    else showFeature(layer.id, id);
  };
  return (
    <Dialog title={said.title} onClose={onClose}>
      <div className="dialog-body review-form">
        <p>{said.explain(format.whole(conflicts.length))}</p>
        <ul className="review-conflicts">
          {conflicts.map((conflict) => (
            <li key={conflict.survey.id}>
              <button type="button" className="text-link" onClick={() => open(conflict.survey.id)}>
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
                <p key={field}>
                  {fieldName(field)}
                  <ValuesInQuestion field={layer.fields.find(({ key }) => key === field)} {...{ wanted, current }} />
                  {field === 'geometry' && (
                    <Button
                      look="quiet"
                      icon="target"
                      onClick={() => {
                        open(conflict.survey.id);
                        goTo(boundsOfGeometries([before, wanted, current] as Geometry[]));
                      }}
                    >
                      {words.shapes.show}
                    </Button>
                  )}
                </p>
              ))}
            </li>
          ))}
        </ul>
        <div className="review-form-foot">
          <Button look="strong" onClick={() => onReject(reason)}>
            {said.reject}
          </Button>
          <Button onClick={onClose}>{action.close}</Button>
        </div>
      </div>
    </Dialog>
  );
}

interface ValuesInQuestionProps {
  /** Undefined for a shape or a day, whose name says enough. */
  readonly field: FieldDescription | undefined;
  readonly wanted: unknown;
  readonly current: unknown;
}

/** What the register has now, and what the survey says instead. */
function ValuesInQuestion({ field, wanted, current }: ValuesInQuestionProps) {
  const { conflict } = useReviewMessages().approve;
  if (!field) return null;
  return (
    <>
      : {conflict.now} <FieldValue field={field} value={current as Value} />, {conflict.wanted}{' '}
      <FieldValue field={field} value={wanted as Value} />
    </>
  );
}
