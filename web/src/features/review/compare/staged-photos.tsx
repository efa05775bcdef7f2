import type { Survey } from '../../../api/survey-types.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { PhotoGallery } from '../../photos/photo-gallery.tsx';
import { usePhotos } from '../../surveys/use-photos.ts';
import { useShownPhotos } from '../../surveys/use-shown-photos.ts';

interface StagedPhotosProps {
  readonly survey: Survey;
  /** The feature's place in its file. */
  readonly feature: number;
}

/** What the survey shows of one of its features, beside what it says of it; nothing where there is no photo of that one. */
export function StagedPhotos({ survey, feature }: StagedPhotosProps) {
  const words = useReviewMessages();
  const { photos } = usePhotos(survey);
  const shown = useShownPhotos(
    survey,
    photos.filter((photo) => photo.feature === feature),
  );
  if (shown.length === 0) return null;
  return (
    <section className="review-photos" aria-label={words.feature.photos}>
      <h5>{words.feature.photos}</h5>
      <PhotoGallery key={feature} photos={shown} />
    </section>
  );
}
