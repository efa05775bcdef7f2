export { applyCuts, cleanTrack } from './cleaning/clean-track.ts';
export { allCuts, cleanedTracks, type ProposedCut } from './cleaning/cleaned-tracks.ts';
export { trackGap } from './cleaning/inaccurate.ts';
export {
  type CleaningThresholds,
  type CutKind,
  cleaningDefaults,
  cleaningRanges,
  cutKinds,
  type TrackCut,
  type TrackPart,
} from './cleaning/track-cut.ts';
export * from './coordinate-candidates.ts';
export { type DatumDoubt, datumDoubt } from './datum-doubt.ts';
export { withFittingShapes } from './fitting-shapes.ts';
export { withFixes } from './issue-fixes.ts';
export { decisionLimits, inMegabytes, type SurveyLimits, surveyLimits, uploadLimits } from './limits.ts';
export * from './matching/match-track.ts';
export * from './matching/same-walk.ts';
export { simplifiedLine } from './matching/simplified-line.ts';
export * from './place-reference.ts';
export * from './placed-features.ts';
export { withRoutesTold } from './planned-routes.ts';
export { samplePositions } from './positions.ts';
export * from './read-survey.ts';
export * from './rules/index.ts';
export {
  type PreviewKnowledge,
  type PreviewSystem,
  previewSurvey,
  provinceOf,
  type SurveyPreview,
} from './survey-preview.ts';
export {
  type ArchiveEntry,
  type SurveyBatch,
  type SurveyFeature,
  type SurveyFormat,
  type SurveyReader,
  surveyFormats,
  type TableOptions,
  type TrackFixes,
  type Unzip,
} from './survey-reader.ts';
export { patrolCodeAt, tracksByDay } from './track-days.ts';
export * from './track-parts.ts';
export { unzipSafely, zipIssue } from './unzip-safely.ts';
export { isInside, swells } from './zip-directory.ts';
