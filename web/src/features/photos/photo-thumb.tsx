import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import type { ShownPhoto } from './photo-viewer.tsx';
import './photo-thumb.css';

interface PhotoThumbProps {
  readonly photo: ShownPhoto;
  readonly name: string;
  readonly onOpen: () => void;
}

/** A photo small, in a frame of one size whatever its own; fetched when it comes into sight. */
export function PhotoThumb({ photo, name, onOpen }: PhotoThumbProps) {
  const words = usePhotosMessages();
  return (
    <button type="button" className="photo-thumb" aria-label={words.open(name)} onClick={onOpen}>
      <img src={photo.path} alt="" loading="lazy" decoding="async" />
    </button>
  );
}
