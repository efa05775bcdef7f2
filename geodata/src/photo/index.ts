export { type PhotoFormat, photoFormatOf, photoFormats } from './layout.ts';
export { photoLimits } from './limits.ts';
export { type PhotoFacts, type PhotoReading, readPhoto } from './read-photo.ts';
export { type SampleNotes, type SampleOptions, samplePhoto } from './sample-photo.ts';
export { joinedPhoto, type SplitPhoto, shownPhoto, splitPhoto } from './split-photo.ts';
