import type { FieldDescription, Value } from '../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { showFeature } from '../../state/actions.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { useItem } from './use-item.ts';

/** Years are integers without a unit and must not be written 2.024. */
const isYear = (field: FieldDescription) => field.kind === 'integer' && /(^|_)year(_|$)/.test(field.key);

/** Writes one attribute as text; a reference stays its id, which `FieldValue` turns into a name. */
export function useFieldText(): (field: FieldDescription, value: Value | undefined) => string {
  const words = useMessages();
  const say = useSay();
  const format = useFormat();
  return (field, value) => {
    if (value === null || value === undefined) return words.card.noValue;
    if (field.kind === 'choice') {
      const term = field.vocabulary?.[String(value)];
      return term ? say(term.label) : String(value);
    }
    if (field.kind === 'flag') return value ? words.card.yes : words.card.no;
    if (field.kind === 'day') return format.day(String(value));
    if (field.kind === 'moment') return format.moment(String(value));
    if (typeof value === 'number') {
      const number = isYear(field) ? String(value) : format.number(value);
      return field.unitSymbol ? `${number} ${say(field.unitSymbol)}` : number;
    }
    return String(value);
  };
}

/** One attribute; a reference to another feature is its name and leads to it. */
export function FieldValue({ field, value }: { readonly field: FieldDescription; readonly value: Value | undefined }) {
  const text = useFieldText();
  if (field.kind === 'reference' && field.refersTo && typeof value === 'string') {
    return <ReferenceLink layer={field.refersTo} id={value} />;
  }
  return <>{text(field, value)}</>;
}

function ReferenceLink({ layer, id }: { readonly layer: string; readonly id: string }) {
  const words = useMessages();
  const asOf = useStore((state) => state.asOf);
  const description = useStore((state) => findDescription(state, layer));
  const reading = useItem(description ? { layer, id } : undefined, asOf);
  if (reading.state === 'reading') return <>…</>;
  if (reading.state !== 'found' || !description) return <>{words.card.noValue}</>;
  return (
    <button type="button" className="text-link" onClick={() => showFeature(layer, id)}>
      {String(reading.item.properties[description.nameField] ?? words.card.noValue)}
    </button>
  );
}
