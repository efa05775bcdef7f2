import { useRef } from 'react';
import type { Survey } from '../../api/survey-types.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { openSurvey } from '../../state/surveys-actions.ts';
import { Button } from '../../ui/button.tsx';
import { addFiles } from '../outbox/outbox.ts';

/** Sends a better file in the place of this one. */
export function ReplaceButton({ survey }: { readonly survey: Survey }) {
  const words = useSurveysMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look="quiet" onClick={() => input.current?.click()}>
        {words.next.replace}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.next.replace}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (!file) return;
          void addFiles([file], { layer: survey.layer, replaces: survey.id });
          openSurvey(undefined);
        }}
      />
    </>
  );
}
