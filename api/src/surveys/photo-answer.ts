import type { z } from '@hono/zod-openapi';
import { issueText, type Language, shownPhoto } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { holdsAlready, markPrivate, tagOf } from '../etag.ts';
import type { ApiEnv } from '../policy.ts';
import type { PhotoRow } from '../queries/photos.ts';
import { vietnamDay } from '../today.ts';
import type { featurePhoto, surveyPhoto } from './photo-schemas.ts';

/** A photo as its author and the reviewers are told of it; findings in words of the language. */
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
