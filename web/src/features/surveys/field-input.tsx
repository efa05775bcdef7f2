import type { FieldDescription } from '../../api/types.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';

interface FieldInputProps {
  readonly field: FieldDescription;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A value of an attribute as text: words of a vocabulary and yes or no are chosen, days picked, all else typed. */
export function FieldInput({ field, label, value, onChange }: FieldInputProps) {
  const words = useSurveysMessages().mapping;
  const { card } = useMessages();
  const say = useSay();
  const options =
    field.kind === 'flag'
      ? [
          { word: 'true', text: card.yes },
          { word: 'false', text: card.no },
        ]
      : Object.entries(field.vocabulary ?? {}).map(([word, term]) => ({ word, text: say(term.label) }));
  if (options.length === 0) {
    return (
      <input
        type={field.kind === 'day' ? 'date' : 'text'}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words.pick}</option>
      {options.map(({ word, text }) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </select>
  );
}
