import { useEffect, useRef } from 'react';
import type { Survey } from '../../../api/survey-types.ts';
import type { FieldDescription, LayerDescription, Value } from '../../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { showFeature } from '../../../state/actions.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Fold } from '../../../ui/fold.tsx';
import { FieldValue } from '../../card/field-value.tsx';
import { useFieldName } from '../use-field-name.ts';
import { KindMark } from './compare-list.tsx';
import { goToCompared } from './compare-picture.ts';
import { type Compared, nameOf } from './compared.ts';
import { type FeatureDiff, isSameValue, type Stage } from './feature-diff.ts';
import { wantStates } from './record-states.ts';
import { StagedPhotos } from './staged-photos.tsx';
import { type ChangeLine, useDiffText } from './use-diff-text.ts';

interface CompareFeatureProps {
  readonly stage: Stage;
  readonly compared: Compared;
  readonly layer: LayerDescription;
  readonly survey: Survey;
  /** Its place among what is listed, from 0; -1 when it is not. */
  readonly index: number;
  readonly count: number;
  readonly onStep: (by: 1 | -1) => void;
  readonly onBack: () => void;
}

/** One feature beside its state in the register: what changes first, what stays folded away. */
export function CompareFeature({ stage, compared, layer, survey, index, count, onStep, onBack }: CompareFeatureProps) {
  const words = useReviewMessages();
  const format = useFormat();
  const { feature, kind, diff } = compared;
  const { problem } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a feature, also where the last one had the same name
  useEffect(() => heading.current?.focus(), [feature.id]);
  return (
    <div className="review-feature">
      <div className="review-feature-bar">
        <Button look="quiet" icon="back" onClick={onBack}>
          {words.feature.back}
        </Button>
        {index >= 0 && (
          <span>
            <IconButton
              size="small"
              icon="back"
              label={words.feature.previous}
              disabled={index <= 0}
              onClick={() => onStep(-1)}
            />
            <span className="number">{words.feature.of(format.whole(index + 1), format.whole(count))}</span>
            <IconButton
              size="small"
              icon="chevron"
              label={words.feature.next}
              disabled={index >= count - 1}
              onClick={() => onStep(1)}
            />
          </span>
        )}
      </div>
      <div className="review-feature-head">
        <h4 ref={heading} tabIndex={-1}>
          {nameOf(compared, layer.nameField, words.compare.unnamed)}
        </h4>
        <KindMark kind={kind} />
        <IconButton size="small" icon="target" label={words.feature.goTo} onClick={() => goToCompared(compared)} />
      </div>
      {kind === 'failed' && (
        <div className="review-message" role="alert">
          <p>{words.feature.failed}</p>
          <Button onClick={() => wantStates(layer.id, [feature.id])}>{problem.tryAgain}</Button>
        </div>
      )}
      {kind === 'gone' && <p className="review-warning">{words.feature.gone}</p>}
      {diff && <NewerEdits diff={diff} layer={layer} id={feature.id} />}
      {kind === 'same' && <p className="review-message">{words.feature.nothing}</p>}
      {diff && <Changes stage={stage} diff={diff} />}
      {survey.photos > 0 && <StagedPhotos survey={survey} feature={feature.index} />}
      {diff && <Kept diff={diff} feature={feature.properties} />}
    </div>
  );
}

function NewerEdits({
  diff,
  layer,
  id,
}: {
  readonly diff: FeatureDiff;
  readonly layer: LayerDescription;
  readonly id: string;
}) {
  const words = useReviewMessages();
  const format = useFormat();
  const fieldName = useFieldName(layer);
  const { newer, collisions } = diff;
  if (!newer) return null;
  const told = words.feature.newer(format.whole(newer.version), format.day(newer.validFrom));
  return (
    <div className="review-warning">
      <p>
        {told}{' '}
        {collisions.length > 0 ? words.feature.collides(collisions.map(fieldName).join(', ')) : words.feature.joins}
      </p>
      <Button look="quiet" onClick={() => showFeature(layer.id, id)}>
        {words.feature.newerShow}
      </Button>
    </div>
  );
}

/** A table, so that a column is read as one: what the register has beside what the survey says. */
function Changes({ stage, diff }: { readonly stage: Stage; readonly diff: FeatureDiff }) {
  const words = useReviewMessages();
  const say = useSay();
  const text = useDiffText();
  const isNew = diff.kind === 'new';
  const lines = [...(diff.geometry ? text.geometryLines(diff.geometry) : []), ...text.validityLines(diff)];
  if (lines.length === 0 && diff.fields.length === 0) return null;
  return (
    <table className={isNew ? 'review-changes review-changes-new' : 'review-changes'}>
      <thead className={isNew ? 'visually-hidden' : undefined}>
        <tr>
          <th scope="col">{words.feature.field}</th>
          {!isNew && <th scope="col">{stage === 'waiting' ? words.feature.before : words.feature.was}</th>}
          <th scope="col">{isNew ? words.feature.values : words.feature.after}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.key} line={line} />
        ))}
        {diff.fields.map(({ field, before, after }) => (
          <tr key={field.key}>
            <th scope="row">{say(field.label)}</th>
            {!isNew && (
              <td className={isEdited(diff, field, before) ? 'review-before review-edited' : 'review-before'}>
                <FieldValue field={field} value={diff.newer ? (diff.newer.properties[field.key] ?? null) : before} />
              </td>
            )}
            <td className="review-after">
              <FieldValue field={field} value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether somebody has changed a value since the survey was made; the register has theirs now. */
const isEdited = ({ newer }: FeatureDiff, field: FieldDescription, before: Value): boolean =>
  newer !== undefined && !isSameValue(field, newer.properties[field.key] ?? null, before);

function LineRow({ line: { label, before, after } }: { readonly line: ChangeLine }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {before !== undefined && <td className="review-before">{before}</td>}
      <td className="review-after" colSpan={before === undefined ? 2 : 1}>
        {after}
      </td>
    </tr>
  );
}

/** Folded away: what stays as it is, or what a new feature leaves empty. */
function Kept({ diff, feature }: { readonly diff: FeatureDiff; readonly feature: Readonly<Record<string, Value>> }) {
  const words = useReviewMessages();
  const say = useSay();
  const { card } = useMessages();
  const { kept } = diff;
  if (kept.length === 0) return null;
  const count = kept.length;
  const standing = ({ key }: FieldDescription) => diff.base?.properties[key] ?? feature[key] ?? null;
  return (
    <Fold
      className="review-kept"
      summary={diff.kind === 'new' ? words.feature.empty(count) : words.feature.kept(count)}
    >
      <dl className="fields">
        {kept.map((field) => (
          <div key={field.key}>
            <dt>{say(field.label)}</dt>
            <dd>{diff.kind === 'new' ? card.noValue : <FieldValue field={field} value={standing(field)} />}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
