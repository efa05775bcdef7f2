import type { Geometry } from 'geojson';
import type { UndoConflict } from '../../../api/survey-review.ts';
import { shapeMoments } from '../../../map/survey-overlays.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { geometryChange } from './geometry-change.ts';
import { useDiffText } from './use-diff-text.ts';

/** A shape or a day in its three states: shapes are told by how far each later one lies from the one before it. */
export function ShapeStates({ conflict }: { readonly conflict: UndoConflict }) {
  const { ask } = useReviewMessages().undo;
  const text = useDiffText();
  const [before, survey, current] = shapeMoments.map((moment) => conflict[moment] as Geometry);
  const told = (from: Geometry | undefined, to: Geometry | undefined) => {
    const change = from && to && geometryChange(from, to);
    return change
      ? text
          .geometryLines(change)
          .map(({ after }) => after)
          .join(' · ')
      : '';
  };
  return (
    <>
      <div className="review-state-before">
        <dt>{ask.before}</dt>
        <dd>{ask.was}</dd>
      </div>
      <div className="review-state-survey">
        <dt>{ask.survey}</dt>
        <dd>{told(before, survey)}</dd>
      </div>
      <div className="review-state-current">
        <dt>{ask.current}</dt>
        <dd>{told(survey, current)}</dd>
      </div>
    </>
  );
}
