import type { StagedFeature, StagedFeaturePage, Survey, SurveyState } from '@phen-dau/api/client';
import type { FeatureProperties } from './types.ts';

export type { Survey, SurveyBrief, SurveyChange, SurveyFix, SurveyQueue, SurveyState } from '@phen-dau/api/client';

/** The states of a survey, in the order of its life. */
export const surveyStates = [
  'has-issues',
  'received',
  'submitted',
  'approved',
  'rejected',
  'superseded',
] as const satisfies readonly SurveyState[];

/** A finding; `key` is what an ignore is remembered by, `ignored` the reason given. */
export type SurveyIssue = Survey['issues'][number];
/** Something a track would be better without; `taken` when it goes without it. */
export type SurveyCut = Survey['cuts'][number];
/** What a person decided about one feature. */
export type SurveyEdit = Survey['edits'][string];
/** An earlier survey that this one seems to be once more. */
export type SurveyRepeat = Survey['repeats'][number];

/** A feature as it was understood: WGS 84, attributes of the layer's schema. An attribute that is absent stays as the
 * register has it. */
export interface SurveyFeature extends StagedFeature {
  readonly properties: FeatureProperties;
}

export interface SurveyFeaturePage extends StagedFeaturePage {
  readonly features: readonly SurveyFeature[];
}
