import { type SurveyPhoto, surveyPhotoPath } from '../../api/photos.ts';
import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { usePhotosMessages } from '../../messages/use-photos-messages.ts';
import type { ShownPhoto } from '../photos/photo-viewer.tsx';

/** Photos of a survey as pictures with a caption: when, from where, and what is wrong with what the device noted. */
export function useShownPhotos(
  { id }: Pick<Survey, 'id'>,
  photos: readonly SurveyPhoto[],
): readonly (SurveyPhoto & ShownPhoto)[] {
  const words = usePhotosMessages();
  const format = useFormat();
  const captionOf = ({ takenAt, directionDegrees, position, positionFrom, issues }: SurveyPhoto): string => {
    const place = position ? (positionFrom === 'photo' ? words.placed : words.placedByDevice) : words.unplaced;
    return [
      takenAt === null ? words.takenUnknown : words.taken(format.moment(takenAt)),
      place,
      ...(directionDegrees === null ? [] : [words.direction(format.whole(directionDegrees))]),
      ...issues.filter(({ code }) => code !== 'photo-without-position').map(({ message }) => message),
    ].join(' · ');
  };
  return photos.map((photo) => ({ ...photo, path: surveyPhotoPath(id, photo.id), caption: captionOf(photo) }));
}
