import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useFormat } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import './photo-viewer.css';

/** A picture as it is shown large or small. */
export interface ShownPhoto {
  readonly id: string;
  readonly path: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** What is known of it, in words. */
  readonly caption: string;
}

interface PhotoViewerProps {
  readonly photos: readonly ShownPhoto[];
  readonly index: number;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
  /** What else can be done with the photo. */
  readonly children?: ReactNode;
}

/** One photo as large as the window allows; the arrow keys lead to its neighbours, Escape back. */
export function PhotoViewer({ photos, index, onMove, onClose, children }: PhotoViewerProps) {
  const words = usePhotosMessages();
  const format = useFormat();
  const stage = useRef<HTMLDivElement>(null);
  const photo = photos[index];
  useEffect(() => {
    // Wherever in the dialog the focus is but where arrows choose something; before the dialog, which keeps arrows to itself.
    const press = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return;
      const to = key === 'ArrowLeft' ? index - 1 : key === 'ArrowRight' ? index + 1 : -1;
      if (to >= 0 && to < photos.length) onMove(to);
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [index, photos.length, onMove]);
  if (!photo) return null;
  const title =
    photos.length > 1 ? words.of(format.whole(index + 1), format.whole(photos.length)) : words.one(format.whole(1));
  return (
    <Dialog title={title} look="picture" initialFocus={stage} onClose={onClose}>
      <div ref={stage} className="photo-stage" tabIndex={-1}>
        <Picture key={photo.id} photo={photo} name={words.one(format.whole(index + 1))} />
        {photos.length > 1 && (
          <>
            <IconButton
              icon="back"
              label={words.previous}
              shortcut="ArrowLeft"
              disabled={index === 0}
              onClick={() => onMove(index - 1)}
            />
            <IconButton
              icon="chevron"
              label={words.next}
              shortcut="ArrowRight"
              disabled={index === photos.length - 1}
              onClick={() => onMove(index + 1)}
            />
          </>
        )}
      </div>
      <div className="photo-caption">
        <p>{photo.caption}</p>
        {children}
      </div>
    </Dialog>
  );
}

function Picture({ photo, name }: { readonly photo: ShownPhoto; readonly name: string }) {
  const words = usePhotosMessages();
  const [failed, setFailed] = useState(false);
  if (failed) return <p role="alert">{words.notShown}</p>;
  const { path, widthPixels, heightPixels } = photo;
  return <img src={path} alt={name} width={widthPixels} height={heightPixels} onError={() => setFailed(true)} />;
}
