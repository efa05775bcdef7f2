import { z } from '@hono/zod-openapi';
import { issueText, type Language, shownPhoto } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { holdsAlready, markPrivate, tagOf } from '../etag.ts';
import type { ApiEnv } from '../policy.ts';
import type { PhotoRow } from '../queries/photos.ts';
import { vietnamDay } from '../today.ts';

/** A photo of a survey, as its author and the reviewers are told of it. */
export const surveyPhoto = z
  .strictObject({
    id: z.uuid(),
    sha256: z.string(),
    bytes: z.int(),
    format: z.string(),
    widthPixels: z.int(),
    heightPixels: z.int(),
    position: z.array(z.number()).length(2).nullable(),
    positionFrom: z.enum(['photo', 'device']).nullable(),
    takenAt: z.iso.datetime().nullable(),
    directionDegrees: z.number().nullable(),
    feature: z.int().nullable(),
    issues: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() })),
    sentAt: z.iso.datetime(),
  })
  .openapi('SurveyPhoto');

export function toldPhoto(photo: PhotoRow, language: Language): z.infer<typeof surveyPhoto> {
  const { id, sha256, bytes, format, widthPixels, heightPixels, positionFrom, directionDegrees, feature } = photo;
  return {
    ...{ id, sha256, bytes, format, widthPixels, heightPixels },
    position: photo.position && [...photo.position],
    positionFrom,
    takenAt: photo.takenAt?.toISOString() ?? null,
    ...{ directionDegrees, feature },
    issues: photo.issues.map((issue) => ({ ...issue, message: issueText(issue, language) })),
    sentAt: photo.createdAt.toISOString(),
  };
}

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

export const toldFeaturePhoto = (photo: PhotoRow): z.infer<typeof featurePhoto> => ({
  id: photo.id,
  widthPixels: photo.widthPixels,
  heightPixels: photo.heightPixels,
  takenOn: photo.takenAt && vietnamDay(photo.takenAt),
  directionDegrees: photo.directionDegrees === null ? null : Math.round(photo.directionDegrees),
});

/** What a browser may do with bytes that strangers made: show them as this one type, and nothing else. */
export const pictureHeaders = ({ format }: Pick<PhotoRow, 'format'>) => ({
  'Content-Type': `image/${format}`,
  'Content-Disposition': 'inline',
  'Content-Security-Policy': "sandbox; default-src 'none'",
});

/** The picture without metadata, or 304; `read` is asked only when the caller does not hold it. */
export async function answerPicture(c: Context<ApiEnv>, photo: PhotoRow, read: () => Promise<Uint8Array>) {
  const tag = tagOf('picture', photo.sha256);
  markPrivate(c, tag, photo.sensitivity === 'restricted' ? 'restricted' : 'other');
  if (holdsAlready(c, tag)) return c.body(null, 304);
  const shown = shownPhoto(await read(), photo.format, photo.orientation);
  return c.body(new Uint8Array(shown), 200, pictureHeaders(photo));
}
