import { type FormEvent, useState } from 'react';
import type { FieldDescription } from '../../../api/types.ts';
import { useSay } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldInput } from '../field-input.tsx';
import type { SurveyDesk } from '../use-change.ts';

interface ValueFormProps {
  readonly desk: SurveyDesk;
  readonly field: FieldDescription;
  readonly feature: number;
}

/** Gives one feature the value it lacks. */
export function ValueForm({ desk, field, feature }: ValueFormProps) {
  const words = useSurveysMessages().issues;
  const say = useSay();
  const [value, setValue] = useState('');
  const give = (event: FormEvent) => {
    event.preventDefault();
    void desk.change({ fixes: [{ kind: 'set-property', feature, property: field.key, value }] });
  };
  return (
    <form className="inline-form" onSubmit={give}>
      <FieldInput field={field} label={say(field.label)} value={value} onChange={setValue} />
      <Button type="submit" disabled={desk.isBusy || value === ''}>
        {words.give}
      </Button>
    </form>
  );
}
