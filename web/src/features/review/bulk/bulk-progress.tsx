import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { openSurvey } from '../../../state/surveys-actions.ts';
import { Button } from '../../../ui/button.tsx';
import { closeBulk, type Refusal, stopBulk, useBulk } from './bulk.ts';

/** How far many decisions are, and what came of them: a line for each that could not be made, with the way to it. */
export function BulkProgress() {
  const words = useReviewMessages().bulk;
  const { action } = useMessages();
  const format = useFormat();
  const { bulk } = useBulk();
  if (!bulk) return null;
  const { act, all, done, refused, left, state } = bulk;
  const tried = all - left;
  return (
    <section className="review-bulk" aria-label={words.result}>
      {state !== 'over' && (
        <progress aria-label={words.running[act](format.whole(tried), format.whole(all))} max={all} value={tried} />
      )}
      <div className="review-bulk-head">
        <p role="status">
          {state === 'over'
            ? words.done[act](format.whole(done))
            : words.running[act](format.whole(tried), format.whole(all))}
          {refused.length > 0 && <em> · {words.refused(format.whole(refused.length))}</em>}
          {state === 'over' && left > 0 && ` · ${words.left(format.whole(left))}`}
        </p>
        {state === 'over' ? (
          <Button look="quiet" onClick={closeBulk}>
            {action.close}
          </Button>
        ) : (
          <Button disabled={state === 'stopping'} onClick={stopBulk}>
            {state === 'stopping' ? words.stopping : words.stop}
          </Button>
        )}
      </div>
      {refused.length > 0 && (
        <ul>
          {refused.map((refusal) => (
            <RefusalLine key={refusal.survey.id} refusal={refusal} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RefusalLine({ refusal: { survey, collisions, twins, text } }: { readonly refusal: Refusal }) {
  const words = useReviewMessages().bulk;
  const format = useFormat();
  return (
    <li>
      <button type="button" className="text-link" onClick={() => openSurvey(survey.id)}>
        {survey.fileName}
      </button>
      <span>
        {collisions !== undefined
          ? words.collides(format.whole(collisions))
          : twins !== undefined
            ? words.twins(format.whole(twins))
            : text}
      </span>
    </li>
  );
}
