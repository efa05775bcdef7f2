import { useId, useState } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Button } from '../../ui/button.tsx';
import { addFiles } from './outbox.ts';
import { lookAt } from './take-files.ts';

/** A table copied from a spreadsheet or typed: it becomes a file like any other. */
export function PasteBox({ onDone }: { readonly onDone: () => void }) {
  const words = useSurveysMessages();
  const id = useId();
  const [text, setText] = useState('');
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  const take = () => {
    // Copied from a spreadsheet, columns are told apart by tabs.
    const ending = text.includes('\t') ? 'tsv' : 'csv';
    const moment = new Date().toISOString().slice(0, 16).replace('T', '-').replace(':', '');
    void addFiles([new File([text], `${words.send.pastedName}-${moment}.${ending}`)]).then(lookAt);
    onDone();
  };
  return (
    <div className="paste-box">
      <label htmlFor={id}>{words.send.pasteLabel}</label>
      <textarea
        id={id}
        rows={6}
        spellCheck={false}
        placeholder={words.send.pasteExample}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button disabled={lines < 2} onClick={take}>
        {lines < 2 ? words.send.pasteTake : words.send.pasteTakeRows(lines - 1)}
      </Button>
    </div>
  );
}
