import { useEffect, useState } from 'react';
import { type FeaturePhoto, featurePhotoPath, readFeaturePhotos } from '../../api/photos.ts';
import type { LayerDescription } from '../../api/types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import { PhotoGallery } from '../photos/photo-gallery.tsx';

/** What approved surveys show of the feature; nothing where there is none. */
export function Photos({ layer, id }: { readonly layer: LayerDescription; readonly id: string }) {
  const words = usePhotosMessages();
  const format = useFormat();
  const [found, setFound] = useState<readonly FeaturePhoto[]>([]);
  useEffect(() => {
    const cancel = new AbortController();
    setFound([]);
    // A failed reading leaves the card as it is: photos are an extra.
    readFeaturePhotos(layer.id, id, { signal: cancel.signal }).then(setFound, () => undefined);
    return () => cancel.abort();
  }, [layer.id, id]);
  if (found.length === 0) return null;
  const photos = found.map((photo) => ({
    ...photo,
    path: featurePhotoPath(layer.id, id, photo.id),
    caption: [
      photo.takenOn === null ? words.takenUnknown : words.taken(format.day(photo.takenOn)),
      ...(photo.directionDegrees === null ? [] : [words.direction(format.whole(photo.directionDegrees))]),
    ].join(' · '),
  }));
  return (
    <section className="card-photos" aria-label={words.title}>
      <h3>{words.title}</h3>
      <PhotoGallery key={id} photos={photos} />
    </section>
  );
}
