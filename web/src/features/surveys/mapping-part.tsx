import { useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { mappingToOffer } from './mapping-memory.ts';
import type { SurveyDesk } from './use-change.ts';

/** Which column is which attribute; what was decided about a file of this shape before is offered again. */
export function MappingPart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().mapping;
  const say = useSay();
  const { survey, mayChange, isBusy } = desk;
  const layer = useStore((state) => findDescription(state, survey.layer));
  if (!mayChange || !layer || survey.receipt.read === 0) return null;
  const offer = mappingToOffer(survey);
  const decided = Object.keys(survey.map).length + Object.keys(survey.set).length;
  return (
    <section className="survey-part survey-part-fold" aria-label={words.title}>
      {offer && (
        <div className="mapping-offer">
          <p>{words.offer}</p>
          <Button disabled={isBusy} onClick={() => void desk.change(offer)}>
            {words.take}
          </Button>
        </div>
      )}
      <Fold
        summary={
          <>
            {words.title}
            {decided > 0 && <small> {words.decided(decided)}</small>}
          </>
        }
      >
        <ul className="mapping">
          {layer.fields.map((field) => (
            <li key={field.key}>
              <span>
                {say(field.label)}
                {field.required && <em title={words.required}> *</em>}
              </span>
              <ColumnChoice key={`${survey.map[field.key]} ${survey.set[field.key]}`} desk={desk} field={field} />
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  );
}
