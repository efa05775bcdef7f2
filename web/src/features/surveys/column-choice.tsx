import { type FormEvent, useState } from 'react';
import type { FieldDescription } from '../../api/types.ts';
import { useSay } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { FieldInput } from './field-input.tsx';
import { keepMapping } from './mapping-memory.ts';
import type { SurveyDesk } from './use-change.ts';

interface ColumnChoiceProps {
  readonly desk: SurveyDesk;
  readonly field: FieldDescription;
  /** Asked because the file lacks it: a word of a vocabulary is then more often one for all than a column nobody found. */
  readonly isMissing?: boolean;
}

const oneValue = ' one value';

/** Where an attribute comes from: a column of the file, or one value for all its features. Takes effect at once. */
export function ColumnChoice({ desk, field, isMissing = false }: ColumnChoiceProps) {
  const words = useSurveysMessages().mapping;
  const say = useSay();
  const { survey, isBusy } = desk;
  const column = survey.map[field.key];
  const value = survey.set[field.key];
  const [isTyping, setTyping] = useState(value !== undefined || (isMissing && field.kind === 'choice'));
  const label = say(field.label);
  const decide = async (from: string, given: string) => {
    const changed = await desk.change({ map: { [field.key]: from }, set: { [field.key]: given } });
    if (changed) keepMapping(changed);
  };
  return (
    <div className="column-choice">
      <select
        aria-label={words.columnOf(label)}
        disabled={isBusy}
        value={isTyping ? oneValue : (column ?? '')}
        onChange={({ target }) => {
          setTyping(target.value === oneValue);
          if (target.value !== oneValue) void decide(target.value, '');
        }}
      >
        <option value="">{isMissing ? words.column : words.automatic}</option>
        <option value={oneValue}>{words.oneValue}</option>
        <optgroup label={words.columns}>
          {survey.columns.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </optgroup>
      </select>
      {isTyping && (
        <OneValue
          key={value ?? ''}
          field={field}
          label={words.valueOf(label)}
          value={value ?? ''}
          onGiven={(given) => void decide('', given)}
        />
      )}
    </div>
  );
}

interface OneValueProps {
  readonly field: FieldDescription;
  readonly label: string;
  readonly value: string;
  readonly onGiven: (value: string) => void;
}

/** A chosen word takes effect at once, typed text when it is sent. */
function OneValue({ field, label, value, onGiven }: OneValueProps) {
  const words = useSurveysMessages().issues;
  const [text, setText] = useState(value);
  const isChosen = field.kind === 'flag' || field.kind === 'choice';
  const change = (next: string) => {
    setText(next);
    if (isChosen && next !== '') onGiven(next);
  };
  const give = (event: FormEvent) => {
    event.preventDefault();
    onGiven(text);
  };
  return (
    <form className="inline-form" onSubmit={give}>
      <FieldInput field={field} label={label} value={text} onChange={change} />
      {!isChosen && (
        <Button type="submit" disabled={text === value}>
          {words.give}
        </Button>
      )}
    </form>
  );
}
