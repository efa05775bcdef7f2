import { type FormEvent, useState } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { flyTo } from '../../state/actions.ts';
import { homeBounds, neighbourhoodDegrees } from '../../state/home-bounds.ts';
import { getState } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { coordinateFieldId } from './focus.ts';
import { useNotation } from './preference.ts';

/** Takes a place in any writing and goes there. */
export function CoordinateEntry({ onClose }: { readonly onClose: () => void }) {
  const words = useMessages();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { readPlace } = await import('./notation.ts');
    const bounds = homeBounds(getState().catalogue ?? [], neighbourhoodDegrees);
    const reading = readPlace(text, useNotation.getState().meridianDegrees, bounds);
    if (!reading) setProblem(words.coordinates.notUnderstood);
    else if (reading.withinBounds === false) setProblem(words.coordinates.outside);
    else {
      flyTo([reading.longitude, reading.latitude], Math.max(getState().view?.zoom ?? 0, 13));
      onClose();
    }
  };
  return (
    <form className="sheet coordinates coordinates-entry" onSubmit={(event) => void submit(event)}>
      <div className="coordinates-line">
        <input
          id={coordinateFieldId}
          // biome-ignore lint/a11y/noAutofocus: the field appears because its own button was pressed
          autoFocus
          aria-label={words.coordinates.enter}
          aria-describedby="coordinate-hint"
          placeholder={words.coordinates.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
        <Button type="submit" look="strong">
          {words.coordinates.go}
        </Button>
        <IconButton size="small" icon="close" label={words.action.close} onClick={onClose} />
      </div>
      <p id="coordinate-hint" className={problem ? 'coordinates-problem' : undefined} role="status">
        {problem ?? words.coordinates.hint}
      </p>
    </form>
  );
}
