import type { z } from '@hono/zod-openapi';
import type { surveyChange } from './surveys/instructions.ts';
import type { featurePhoto, surveyPhoto } from './surveys/photo-schemas.ts';
import type { StagedFeature } from './surveys/survey-reading.ts';
import type { surveyBrief, surveyQueue, surveyWhole } from './surveys/survey-schemas.ts';

/*
 * What the web may know of the API: types, inferred from what the server declares, so that there is no second hand to drift.
 * Nothing of the server comes with them; what this file names must not lead to the database.
 */

/** A survey in the queue. */
export type SurveyBrief = z.infer<typeof surveyBrief>;
/** A survey as its page shows it. */
export type Survey = z.infer<typeof surveyWhole>;
export type SurveyQueue = z.infer<typeof surveyQueue>;

/** What an author decides about the reading; null takes a decision back. */
export type SurveyChange = Lasting<z.input<typeof surveyChange>>;
/** One click on an issue; `take-back` undoes every click on a feature. */
export type SurveyFix = NonNullable<SurveyChange['fixes']>[number];

/** A photo of a survey; and one that an approved survey shows with a feature. */
export type SurveyPhoto = z.infer<typeof surveyPhoto>;
export type FeaturePhoto = z.infer<typeof featurePhoto>;

/** A page of what was understood; `next` is the path of the next one, null after the last. */
export interface StagedFeaturePage {
  readonly type: 'FeatureCollection';
  readonly numberMatched: number;
  readonly next: string | null;
  readonly features: readonly StagedFeature[];
}

export type { SurveyState } from '@phen-dau/geodata';
export type {
  ApproveChoices,
  ApproveConflict,
  Resolution,
  Resolutions,
  ToldTwin,
  UndoConflict,
} from './surveys/conflicts.ts';
export type { StagedFeature } from './surveys/survey-reading.ts';

/** What is only sent may be made of values that nobody changes. */
type Lasting<T> = T extends object ? { readonly [Key in keyof T]: Lasting<T[Key]> } : T;
