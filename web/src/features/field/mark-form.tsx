import { useState } from 'react';
import { useFieldMessages } from '../../messages/use-field-messages.ts';
import { Button } from '../../ui/button.tsx';
import { markPlace } from './record.ts';

/** A note for the place where the device is when it is kept. */
export function MarkForm({ onDone }: { readonly onDone: () => void }) {
  const words = useFieldMessages();
  const [note, setNote] = useState('');
  return (
    <form
      className="record-mark"
      onSubmit={(event) => {
        event.preventDefault();
        void markPlace(note.trim()).then(onDone);
      }}
    >
      <label>
        {words.markNote}
        {/* biome-ignore lint/a11y/noAutofocus: the person has just asked to write one */}
        <input autoFocus value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="record-actions">
        <Button look="strong" type="submit">
          {words.markKeep}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
}
