import type { PhotosMessages } from './use-photos-messages.ts';

/** Words about photos in English. */
export const photosEn: PhotosMessages = {
  title: 'Photos',
  add: 'Add photos',
  addMore: 'JPEG or PNG; photos can be dropped here too.',
  adding: (done, all) => `Sending photo ${done} of ${all}`,
  open: (name) => `Look at ${name}`,
  one: (number) => `Photo ${number}`,
  of: (number, all) => `Photo ${number} of ${all}`,
  previous: 'Photo before',
  next: 'Photo after',
  placed: 'Place known',
  placedByDevice: 'Place from the sending device',
  unplaced: 'Place unknown',
  goThere: (name) => `Go to where ${name} was taken`,
  taken: (moment) => `Taken ${moment}`,
  takenUnknown: 'Time unknown',
  direction: (degrees) => `Looking towards ${degrees}°`,
  link: (name) => `Feature of ${name}`,
  ofSurvey: 'Of the whole survey',
  ofFeature: (name) => `Of ${name}`,
  feature: (number) => `Feature ${number}`,
  original: 'Download the original (with what the device noted)',
  remove: (name) => `Remove ${name}`,
  removeSure: 'Remove the photo from the survey?',
  removeNow: 'Remove',
  keep: 'Keep',
  failed: 'The photos cannot be read.',
  notShown: 'The photo cannot be loaded.',
  reviewer:
    'Before approving, look at each photo: no faces, number plates or protected works other than what it is of. A photo linked to a feature is shown to everybody who may read that feature, without its place and without what the device noted.',
  take: 'Take a photo',
  taking: (count) => `${count} ${count === '1' ? 'photo' : 'photos'} for this mark`,
  takeOut: (name) => `Leave ${name} out`,
  refused: (name, why) => `${name}: ${why}`,
  noPlaces: 'None of the photos says where it was taken. Open the survey they belong to and drop them there.',
  someNoPlace: (count) =>
    count === '1'
      ? '1 photo does not say where it was taken; it goes with the survey, linked to no point.'
      : `${count} photos do not say where they were taken; they go with the survey, linked to no point.`,
  fileName: 'photos',
  inOutbox: (count) => (count === '1' ? '1 photo' : `${count} photos`),
  inOutboxSent: (sent, all) => `${sent} of ${all} photos are on the server`,
  differs: (name) => `The server does not keep ${name} as it is; the photo is still here.`,
  lost: (name) => `The browser no longer keeps ${name}.`,
};
