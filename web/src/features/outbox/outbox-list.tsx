import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import { Button } from '../../ui/button.tsx';
import { send } from './outbox.ts';
import { OutboxRow } from './outbox-row.tsx';

/** Files that are kept here until the server has them. */
export function OutboxList() {
  const words = useSurveysMessages();
  const { state, items } = useOutbox();
  const unsent = items.filter(({ isReady, layer, failure }) => !isReady && layer !== undefined && !failure);
  if (state === 'failed') {
    return (
      <p className="outbox-failed" role="alert">
        {words.outbox.closed}
      </p>
    );
  }
  if (items.length === 0) return null;
  return (
    <section className="outbox" aria-label={words.outbox.title}>
      <div className="outbox-head">
        <h3>{words.outbox.title}</h3>
        {unsent.length > 1 && (
          <Button look="quiet" onClick={() => void sendEach()}>
            {words.outbox.sendAll(unsent.length)}
          </Button>
        )}
      </div>
      <ol>
        {items.map((item) => (
          <OutboxRow key={item.key} item={item} />
        ))}
      </ol>
      <p className="survey-note">{words.outbox.kept}</p>
    </section>
  );

  async function sendEach() {
    for (const item of unsent) await send(item);
  }
}
