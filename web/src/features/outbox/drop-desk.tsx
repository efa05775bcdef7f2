import { useEffect, useState } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { Icon } from '../../ui/icon.tsx';
import { takeOverDrops } from './early-drop.ts';
import { keepSending } from './outbox.ts';
import { fetchReaders } from './preview/readers.ts';
import { takeFiles } from './take-files.ts';
import './drop-desk.css';

/** Wherever a file is dropped on the window it is taken; while one is held over it, the window says so. */
export function DropDesk() {
  const words = useSurveysMessages();
  // First, because files may have been dropped before there was a desk.
  useEffect(keepSending, []);
  useEffect(fetchReaders, []);
  const isHeld = useDrop();
  if (!isHeld) return null;
  return (
    <div className="drop-desk" role="status">
      <p>
        <Icon name="upload" size={28} />
        <strong>{words.send.drop}</strong>
        <span>{words.send.formats}</span>
      </p>
    </div>
  );
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

function useDrop(): boolean {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setHeld(true);
    };
    // Leaving an element for another one says where to; leaving the window does not.
    const leave = (event: DragEvent) => event.relatedTarget === null && setHeld(false);
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Without this the browser would leave the page and show the file.
      event.preventDefault();
      setHeld(false);
      void takeFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop };
    for (const [type, listener] of Object.entries(listeners)) addEventListener(type, listener as EventListener);
    const giveBack = takeOverDrops((files) => void takeFiles(files));
    return () => {
      giveBack();
      for (const [type, listener] of Object.entries(listeners)) removeEventListener(type, listener as EventListener);
    };
  }, []);
  return isHeld;
}
