import { photosMessages } from '../../messages/use-photos-messages.ts';
import { getState } from '../../state/store.ts';
import { openPreview, openSurvey } from '../../state/surveys-actions.ts';
import { notify } from '../../ui/notices.tsx';
import { isPhoto } from '../photos/is-photo.ts';
import { photoTaker } from '../photos/photo-taker.ts';
import { addFiles } from './outbox.ts';
import { packShapefiles } from './shapefile-parts.ts';

/**
 * Takes files that were dropped or chosen. Photos beside one survey file go with it; photos alone go to the survey that is
 * open for them, and otherwise become a survey of the places where they were taken.
 */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const photos = files.filter(isPhoto);
  const others = await packShapefiles(files.filter((file) => !isPhoto(file)));
  const taker = photoTaker();
  if (taker && others.length === 0 && photos.length > 0) return taker(photos);
  openSurvey(undefined);
  if (photos.length === 0) return lookAt(await addFiles(others));
  const words = photosMessages[getState().language];
  // Fetched when there are photos: it brings the reader of what devices write into them.
  const { readPhotos, surveyOfPhotos } = await import('../photos/read-photos.ts');
  const { read, refused } = await readPhotos(photos, getState().language);
  for (const { name, why } of refused) notify('problem', words.refused(name, why));
  if (others.length === 1) return lookAt(await addFiles(others, { photos: read.map(({ photo }) => photo) }));
  const kept = others.length > 0 ? await addFiles(others) : [];
  if (read.length === 0) return;
  const made = surveyOfPhotos(read, `${words.fileName}-${new Date().toISOString().slice(0, 10)}`);
  if (!made) return void notify('problem', words.noPlaces);
  const unplaced = read.filter(({ position }) => position === null).length;
  if (unplaced > 0) notify('problem', words.someNoPlace(String(unplaced)));
  lookAt([...kept, ...(await addFiles([made.file], { photos: made.photos }))]);
}

/** What came of one file is looked at at once; of several the list shows all, and who has gone elsewhere meanwhile stays there. */
export function lookAt(kept: readonly string[]): void {
  const [only] = kept;
  const { place, surveys } = getState();
  const isAtList = place === 'surveys' && surveys.survey === undefined && surveys.file === undefined;
  if (only !== undefined && kept.length === 1 && isAtList) openPreview(only);
}
