import type { SurveyChange, SurveyEdit } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import type { SurveyDesk } from './use-change.ts';

const shown = 100;

/** What was decided about single features, and about faulty shapes; each to be taken back. */
export function EditsPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().edits;
  const format = useFormat();
  const edits = Object.entries(desk.survey.edits);
  const { geometries, otherShapes, receipt } = desk.survey;
  const others = receipt.leftOut - edits.filter(([, { leftOut }]) => leftOut).length;
  const repairs = geometries === 'repair';
  const count = edits.length + (repairs ? 1 : 0) + (otherShapes ? 1 : 0);
  if (count === 0) return null;
  return (
    <section className="survey-part survey-part-fold" aria-label={words.title}>
      <Fold
        summary={
          <>
            {words.title} <small>{format.whole(count)}</small>
          </>
        }
      >
        <ul className="survey-lines">
          {repairs && (
            <WholeFileRow desk={desk} takenBack={{ geometries: null }}>
              {words.repairs}
            </WholeFileRow>
          )}
          {otherShapes && (
            <WholeFileRow desk={desk} takenBack={{ otherShapes: null }}>
              {otherShapes === 'leave-out' ? words.otherShapes(format.whole(others)) : words.fittingShapes}
            </WholeFileRow>
          )}
          {edits.slice(0, shown).map(([index, edit]) => (
            <li key={index}>
              <span>
                {words.feature(format.whole(Number(index) + 1))}{' '}
                {kindsOf(edit)
                  .map((kind) => words.kind[kind])
                  .join(', ')}
              </span>
              {desk.mayChange && (
                <Button
                  look="quiet"
                  icon="undo"
                  disabled={desk.isBusy}
                  onClick={() => void desk.change({ fixes: [{ kind: 'take-back', feature: Number(index) }] })}
                >
                  {words.takeBack}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  );
}

interface WholeFileRowProps {
  readonly desk: SurveyDesk;
  readonly takenBack: SurveyChange;
  readonly children: string;
}

/** What was decided about all that the file holds. */
function WholeFileRow({ desk, takenBack, children }: WholeFileRowProps) {
  const words = useSurveysMessages().edits;
  return (
    <li>
      <span>{children}</span>
      {desk.mayChange && (
        <Button look="quiet" icon="undo" disabled={desk.isBusy} onClick={() => void desk.change(takenBack)}>
          {words.takeBack}
        </Button>
      )}
    </li>
  );
}

type EditKind = 'leftOut' | 'fitted' | 'changed' | 'moved' | 'existing';

function kindsOf({ leftOut, fitted, properties, swaps, swapped, position, existing }: SurveyEdit): EditKind[] {
  return [
    ...(leftOut ? (['leftOut'] as const) : []),
    ...(fitted ? (['fitted'] as const) : []),
    ...(properties || swaps ? (['changed'] as const) : []),
    ...(swapped || position ? (['moved'] as const) : []),
    ...(existing ? (['existing'] as const) : []),
  ];
}
