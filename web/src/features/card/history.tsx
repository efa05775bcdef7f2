import { useEffect, useState } from 'react';
import { readHistory } from '../../api/client.ts';
import type { HistoryState, LayerDescription } from '../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { setState } from '../../state/store.ts';
import { FieldValue } from './field-value.tsx';

/** What the feature was before: one entry a state, with what changed from the state before it. */
export function History({ layer, id }: { readonly layer: LayerDescription; readonly id: string }) {
  const words = useMessages();
  const format = useFormat();
  const say = useSay();
  const [states, setStates] = useState<readonly HistoryState[]>([]);
  useEffect(() => {
    const cancel = new AbortController();
    setStates([]);
    // A server without history, or a failed reading, leaves the card as it is: the list is an extra.
    readHistory(layer.id, id, { signal: cancel.signal }).then(
      // A state replaced on the day it began was never true for a whole day.
      (found) => setStates((found ?? []).filter((state) => state.validFrom !== state.validTo)),
      () => undefined,
    );
    return () => cancel.abort();
  }, [layer.id, id]);
  if (states.length < 2) return null;
  return (
    <section className="history">
      <h3>{words.card.history}</h3>
      <ol>
        {states.map((state, index) => (
          <li key={`${state.validFrom} ${state.validTo}`}>
            <button
              type="button"
              className="text-link"
              onClick={() => setState({ timeOpen: true, asOf: state.validFrom })}
            >
              {state.validTo
                ? words.card.validUntil(format.day(state.validFrom), format.day(state.validTo))
                : words.card.validSince(format.day(state.validFrom))}
            </button>
            {index === states.length - 1 ? (
              <p>{words.card.firstState}</p>
            ) : (
              changedFields(layer, state, states[index + 1]).map((field) => (
                <p key={field.key}>
                  {say(field.label)}: <FieldValue field={field} value={states[index + 1]?.properties[field.key]} /> →{' '}
                  <FieldValue field={field} value={state.properties[field.key]} />
                </p>
              ))
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const changedFields = (layer: LayerDescription, after: HistoryState, before: HistoryState | undefined) =>
  layer.fields.filter((field) => after.properties[field.key] !== before?.properties[field.key]);
