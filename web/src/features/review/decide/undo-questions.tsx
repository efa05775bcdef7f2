import type { Geometry } from 'geojson';
import type { Resolution, UndoConflict } from '../../../api/survey-review.ts';
import type { FieldDescription, LayerDescription, Value } from '../../../api/types.ts';
import { shapeMoments } from '../../../map/survey-overlays.ts';
import { useFormat, useMessages, useSay } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { goTo } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldValue } from '../../card/field-value.tsx';
import { type Compared, nameOf } from '../compare/compared.ts';
import { isSameValue } from '../compare/feature-diff.ts';
import { geometryChange } from '../compare/geometry-change.ts';
import { ShapeLegend } from '../compare/shape-legend.tsx';
import { ShapeStates } from '../compare/shape-states.tsx';
import { boundsOfVersions, versionsOfConflict } from '../compare/shape-versions.ts';
import { useVersionsPicture } from '../compare/use-versions-picture.ts';
import { useFieldName } from '../use-field-name.ts';
import { byFeature, choiceOf, choose, chooseAll, keyOf, openChoices, type UndoChoices } from './undo-choices.ts';

interface UndoQuestionsProps {
  readonly choices: UndoChoices;
  readonly layer: LayerDescription;
  readonly all: readonly Compared[];
  readonly onChange: (choices: UndoChoices) => void;
}

/** Each value that was edited since the approval, in its three states, and what shall become of it. */
export function UndoQuestions({ choices, layer, all, onChange }: UndoQuestionsProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const { ask } = words.undo;
  const open = openChoices(choices);
  const moments = useVersionsPicture(choices);
  const nameOfId = (id: string) => {
    const staged = all.find(({ feature }) => feature.id === id);
    return staged ? nameOf(staged, layer.nameField, words.compare.unnamed) : id;
  };
  return (
    <>
      <p>{ask.explain(format.whole(choices.conflicts.length))}</p>
      <div className="review-all">
        <Button onClick={() => onChange(chooseAll(choices, 'keep'))}>{ask.keepAll}</Button>
        <Button onClick={() => onChange(chooseAll(choices, 'undo'))}>{ask.undoAll}</Button>
        <span role="status">{open > 0 ? ask.open(format.whole(open)) : ask.ready}</span>
      </div>
      {moments.length > 0 && <ShapeLegend moments={moments} />}
      {byFeature(choices.conflicts).map(({ feature, conflicts }) => (
        <section key={feature} className="review-question" aria-label={nameOfId(feature)}>
          <h3>{nameOfId(feature)}</h3>
          {conflicts.map((conflict) => (
            <Question
              key={keyOf(conflict)}
              conflict={conflict}
              name={nameOfId(feature)}
              layer={layer}
              chosen={choiceOf(choices, conflict)}
              onChoose={(resolution) => onChange(choose(choices, conflict, resolution))}
            />
          ))}
        </section>
      ))}
    </>
  );
}

interface QuestionProps {
  readonly conflict: UndoConflict;
  readonly name: string;
  readonly layer: LayerDescription;
  readonly chosen: Resolution | undefined;
  readonly onChoose: (resolution: Resolution) => void;
}

function Question({ conflict, name, layer, chosen, onChoose }: QuestionProps) {
  const { shapes, undo } = useReviewMessages();
  const { ask } = undo;
  const field = layer.fields.find(({ key }) => key === conflict.field);
  const fieldName = useFieldName(layer);
  const versions = versionsOfConflict(conflict);
  const label = conflict.field === null ? ask.whole : fieldName(conflict.field);
  return (
    <fieldset className="review-choice">
      <legend>
        <span className="visually-hidden">{ask.choice(name, label)}</span>
        <span aria-hidden="true">{label}</span>
      </legend>
      <dl>
        {field ? (
          <FieldStates conflict={conflict} field={field} />
        ) : conflict.field === null ? (
          <WholeStates conflict={conflict} layer={layer} />
        ) : (
          <ShapeStates conflict={conflict} />
        )}
      </dl>
      {versions && (
        <Button look="quiet" icon="target" onClick={() => goTo(boundsOfVersions(versions))}>
          {shapes.show}
        </Button>
      )}
      <div className="review-choice-options">
        {(['keep', 'undo'] as const).map((resolution) => (
          <label key={resolution}>
            <input
              type="radio"
              name={`${conflict.feature}/${keyOf(conflict)}`}
              checked={chosen === resolution}
              onChange={() => onChoose(resolution)}
            />
            {ask[resolution]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function FieldStates({ conflict, field }: { readonly conflict: UndoConflict; readonly field: FieldDescription }) {
  const { ask } = useReviewMessages().undo;
  return shapeMoments.map((moment) => (
    <div key={moment} className={`review-state-${moment}`}>
      <dt>{ask[moment]}</dt>
      <dd>
        <FieldValue field={field} value={conflict[moment] as Value} />
      </dd>
    </div>
  ));
}

interface FeatureState {
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, Value>>;
}

/** A feature the survey made: it was not there before, and this is what was edited since. */
function WholeStates({ conflict, layer }: { readonly conflict: UndoConflict; readonly layer: LayerDescription }) {
  const words = useReviewMessages();
  const { ask } = words.undo;
  const { card } = useMessages();
  const say = useSay();
  const [survey, current] = [conflict.survey as FeatureState, conflict.current as FeatureState];
  const edited = layer.fields.filter(
    (field) => !isSameValue(field, survey.properties[field.key] ?? null, current.properties[field.key] ?? null),
  );
  const moved = geometryChange(survey.geometry, current.geometry);
  return (
    <>
      <div className="review-state-before">
        <dt>{ask.before}</dt>
        <dd>{ask.notThere}</dd>
      </div>
      {moved && (
        <div className="review-state-current">
          <dt>{ask.shape}</dt>
          <dd>{ask.edited}</dd>
        </div>
      )}
      {edited.map((field) => (
        <div key={field.key} className="review-state-current">
          <dt>{say(field.label)}</dt>
          <dd>
            <FieldValue field={field} value={survey.properties[field.key] ?? null} /> →{' '}
            <FieldValue field={field} value={current.properties[field.key] ?? null} />
          </dd>
        </div>
      ))}
      {!moved && edited.length === 0 && (
        <div>
          <dt>{ask.current}</dt>
          <dd>{card.noValue}</dd>
        </div>
      )}
    </>
  );
}
