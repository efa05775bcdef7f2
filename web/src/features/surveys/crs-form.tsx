import { type FormEvent, useId, useState } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { Fold } from '../../ui/fold.tsx';
import type { SurveyDesk } from './use-change.ts';

/** For whoever knows better than the list: a system by its code, the axes in the other order, or the list once more. */
export function CrsForm({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().crs;
  const { survey, isBusy } = desk;
  const { receipt, order, candidates } = survey;
  const id = useId();
  const [code, setCode] = useState('');
  const take = (event: FormEvent) => {
    event.preventDefault();
    const text = code.trim();
    if (text !== '') void desk.change({ crs: /^\d{4,6}$/.test(text) ? `EPSG:${text}` : text });
  };
  return (
    <Fold summary={candidates.length > 0 ? words.other : words.change}>
      <form className="crs-form" onSubmit={take}>
        <label htmlFor={id}>{words.code}</label>
        <div className="inline-form">
          <input
            id={id}
            type="text"
            placeholder="EPSG:9215"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button type="submit" disabled={isBusy || code.trim() === ''}>
            {words.use}
          </Button>
        </div>
      </form>
      {receipt.crs !== null && (
        <div className="next-buttons">
          <Button
            disabled={isBusy}
            onClick={() => void desk.change({ order: order === 'swapped' ? 'as-is' : 'swapped' })}
          >
            {words.swap}
          </Button>
          <Button disabled={isBusy} onClick={() => void desk.change({ crs: null })}>
            {words.askAgain}
          </Button>
        </div>
      )}
    </Fold>
  );
}
