import { useState } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { usePointer } from '../../state/pointer.ts';
import { useStore } from '../../state/store.ts';
import { IconButton } from '../../ui/button.tsx';
import { copyText } from '../shell/commands.ts';
import { CoordinateEntry } from './coordinate-entry.tsx';
import { useNotation } from './preference.ts';
import { useNotationModule } from './use-notation-module.ts';
import './coordinate-box.css';

/** Where the pointer is, in the writing the reader chose; a press changes the writing, another lets one type a place to go to. */
export function CoordinateBox() {
  const words = useMessages();
  const [typing, setTyping] = useState(false);
  const { notation, meridianDegrees } = useNotation();
  const module = useNotationModule();
  const language = useStore((state) => state.language);
  const text = usePlaceText();
  const name = words.coordinates[notation];

  const cycle = () => {
    if (!module) return;
    const order = module.notations;
    const next = order[(order.indexOf(notation) + 1) % order.length];
    if (next) useNotation.setState({ notation: next });
  };
  if (typing) return <CoordinateEntry onClose={() => setTyping(false)} />;
  return (
    <div className="sheet coordinates">
      <button
        type="button"
        className="coordinates-text"
        title={words.coordinates.cycle(name)}
        onClick={cycle}
        disabled={!module}
      >
        <span className="visually-hidden">{words.coordinates.cycle(name)}: </span>
        <span className="number">{text}</span>
      </button>
      {notation === 'vn2000' && module && (
        <select
          className="coordinates-zone"
          aria-label={words.coordinates.zone('')}
          lang={language}
          value={meridianDegrees}
          onChange={(event) => useNotation.setState({ meridianDegrees: Number(event.target.value) })}
        >
          {module.meridians.map((meridian) => (
            <option key={meridian.degrees} value={meridian.degrees}>
              {meridian.name}
            </option>
          ))}
        </select>
      )}
      <IconButton
        size="small"
        icon="pin"
        label={words.coordinates.enter}
        shortcut="C"
        data-coordinate-entry=""
        onClick={() => setTyping(true)}
      />
      <IconButton size="small" icon="copy" label={words.coordinates.copy} onClick={() => void copyText(text)} />
    </div>
  );
}

/** The pointer's place, or the middle of the view when there is no pointer. */
function usePlaceText(): string {
  const module = useNotationModule();
  const { notation, meridianDegrees } = useNotation();
  const pointer = usePointer((state) => state.position);
  const view = useStore((state) => state.view);
  const language = useStore((state) => state.language);
  const place = pointer ?? (view ? ([view.longitude, view.latitude] as const) : undefined);
  return module && place ? module.writePlace(place, notation, meridianDegrees, language) : '';
}
