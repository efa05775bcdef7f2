import { type FormEvent, useId, useState } from 'react';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { Button } from '../../../ui/button.tsx';
import type { SurveyDesk } from '../use-change.ts';

interface IgnoreFormProps {
  readonly desk: SurveyDesk;
  readonly issue: SurveyIssue;
  readonly onDone: () => void;
}

const shortest = 3;

/** Why a warning does not matter: said once, kept with the survey, read by the reviewer. */
export function IgnoreForm({ desk, issue, onDone }: IgnoreFormProps) {
  const words = useSurveysMessages().issues;
  const id = useId();
  const [reason, setReason] = useState('');
  const ignore = async (event: FormEvent) => {
    event.preventDefault();
    if (await desk.change({ ignore: [{ issue: issue.key, reason: reason.trim() }] })) onDone();
  };
  return (
    <form className="ignore-form" onSubmit={(event) => void ignore(event)}>
      <label htmlFor={id}>{words.reason}</label>
      <div className="inline-form">
        <input id={id} type="text" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        <Button type="submit" disabled={desk.isBusy || reason.trim().length < shortest}>
          {words.ignoreNow}
        </Button>
      </div>
    </form>
  );
}
