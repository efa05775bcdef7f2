import { useState } from 'react';
import { useFormat } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { PhotoThumb } from './photo-thumb.tsx';
import { PhotoViewer, type ShownPhoto } from './photo-viewer.tsx';

/** Photos small side by side; a press shows one large. */
export function PhotoGallery({ photos }: { readonly photos: readonly ShownPhoto[] }) {
  const words = usePhotosMessages();
  const format = useFormat();
  const [open, setOpen] = useState<number>();
  return (
    <>
      <ul className="photo-grid">
        {photos.map((photo, index) => (
          <li key={photo.id}>
            <PhotoThumb photo={photo} name={words.one(format.whole(index + 1))} onOpen={() => setOpen(index)} />
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <PhotoViewer photos={photos} index={open} onMove={setOpen} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
