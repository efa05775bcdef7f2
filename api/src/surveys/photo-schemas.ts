import { z } from '@hono/zod-openapi';

/** A photo of a survey, as its author and the reviewers are told of it. */
export const surveyPhoto = z
  .strictObject({
    id: z.uuid(),
    sha256: z.string(),
    bytes: z.int(),
    format: z.string(),
    widthPixels: z.int(),
    heightPixels: z.int(),
    position: z.tuple([z.number(), z.number()]).nullable(),
    positionFrom: z.enum(['photo', 'device']).nullable(),
    takenAt: z.iso.datetime().nullable(),
    directionDegrees: z.number().nullable(),
    feature: z.int().nullable(),
    issues: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() })),
    sentAt: z.iso.datetime(),
  })
  .openapi('SurveyPhoto');

/**
 * A photo of a feature, as whoever may read the feature is told of it. Neither the place where somebody stood nor the minute
 * nor who: together those would tell how people move.
 */
export const featurePhoto = z
  .strictObject({
    id: z.uuid(),
    widthPixels: z.int(),
    heightPixels: z.int(),
    takenOn: z.iso.date().nullable(),
    directionDegrees: z.number().nullable(),
  })
  .openapi('FeaturePhoto');
