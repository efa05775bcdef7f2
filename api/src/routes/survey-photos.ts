import { z } from '@hono/zod-openapi';
import { issueText, joinedPhoto, photoLimits, say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Dependencies } from '../app.ts';
import { type ApiEnv, accountOf, authorOf, readerOf, route, router, textRoute } from '../policy.ts';
import { languageOf, notFound, Problem, unacceptable, unfit } from '../problem.ts';
import { recordEvent } from '../queries/audit.ts';
import { findPhoto, metadataOf, photosOfSurvey, pictureOf } from '../queries/photos.ts';
import { findSurvey } from '../queries/surveys.ts';
import { answerPicture, pictureHeaders, toldPhoto } from '../surveys/photo-answer.ts';
import { photoFields } from '../surveys/photo-fields.ts';
import { surveyPhoto } from '../surveys/photo-schemas.ts';
import { dropPhoto, type PhotoChanged, type PhotoKept, receivePhoto, relinkPhoto } from '../surveys/photos.ts';
import { scopeFor } from '../surveys/repeats.ts';
import { readUpload } from '../surveys/upload.ts';
import { wrongState } from './asked-survey.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const ofSurvey = z.object({ id: z.uuid().toLowerCase() });
const ofPhoto = ofSurvey.extend({ photo: z.uuid().toLowerCase() });
const submitting = { permission: 'survey.submit' } as const;
const wantedFile = { part: 'photo', mostBytes: photoLimits.bytes };

/** The photos of a survey: for its author and for the reviewers who may see it. */
export function surveyPhotoRoutes({ database }: Pick<Dependencies, 'database'>) {
  /** One photo with its survey, for who may see that; 404 for everybody else. */
  const found = (c: Context<ApiEnv>, { id, photo }: { id: string; photo: string }) =>
    database.read(readerOf(c), async (transaction) => {
      const caller = accountOf(c);
      const survey = await findSurvey(transaction, scopeFor(caller), id);
      const row = survey && (await findPhoto(transaction, caller.clearance, { survey: id, photo }));
      if (!survey || !row) throw notFound();
      return { survey, photo: row };
    });

  return router()
    .openapi(
      route(submitting, {
        method: 'get',
        path: '/api/surveys/{id}/photos',
        summary: 'The photos of a survey, in the order they came',
        request: { params: ofSurvey, query: z.strictObject({}) },
        responses: {
          200: jsonAnswer('Photos', z.strictObject({ photos: z.array(surveyPhoto) })),
        },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const caller = accountOf(c);
        const rows = await database.read(readerOf(c), async (transaction) => {
          if (!(await findSurvey(transaction, scopeFor(caller), id))) throw notFound();
          return photosOfSurvey(transaction, caller.clearance, id);
        });
        return c.json({ photos: rows.map((row) => toldPhoto(row, languageOf(c))) }, 200);
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'post',
        path: '/api/surveys/{id}/photos',
        summary:
          'Add a JPEG or PNG of at most 32 MB to the own survey; the same bytes again answer the same photo. Beside `photo`: `feature`, and `longitude`, `latitude`, `takenAt` where the photo itself may not say',
        request: { params: ofSurvey, query: z.strictObject({}) },
        requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } },
        responses: {
          200: jsonAnswer('It was sent before', surveyPhoto),
          201: jsonAnswer('Kept', surveyPhoto),
        },
      }),
      async (c) => {
        const survey = c.req.valid('param').id;
        await seen(c, survey);
        const { file, fields } = await readUpload(c, wantedFile);
        if (!file) throw new Error('A form without its photo was let through');
        const { bytes, sha256 } = file;
        const kept = await receivePhoto(database, authorOf(c), { survey, bytes, sha256, ...photoFields(fields) });
        const photo = keptOrRefused(kept);
        c.header('Location', `/api/surveys/${survey}/photos/${photo.id}`);
        return c.json(toldPhoto(photo, languageOf(c)), kept.outcome === 'new' ? 201 : 200);
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'get',
        path: '/api/surveys/{id}/photos/{photo}',
        summary: 'The picture, without anything the device wrote beside it',
        request: { params: ofPhoto, query: z.strictObject({}) },
        responses: { 200: { description: 'The picture', content: { 'image/jpeg': {}, 'image/png': {} } } },
      }),
      async (c) => {
        const { photo } = await found(c, c.req.valid('param'));
        return answerPicture(c, photo, () =>
          database.read(readerOf(c), (transaction) => pictureOf(transaction, photo)),
        );
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'get',
        path: '/api/surveys/{id}/photos/{photo}/original',
        summary: 'The file as the device made it, byte for byte; the audit remembers who took it',
        request: { params: ofPhoto, query: z.strictObject({}) },
        responses: { 200: { description: 'The bytes', content: { 'image/jpeg': {}, 'image/png': {} } } },
      }),
      async (c) => {
        const { photo, survey } = await found(c, c.req.valid('param'));
        const parts = await database.read(readerOf(c), async (transaction) => ({
          picture: await pictureOf(transaction, photo),
          metadata: await metadataOf(transaction, photo.id, survey),
        }));
        await database.transaction(readerOf(c), (transaction) => {
          const { layer, sensitivity } = survey;
          const detail = { id: photo.id, survey: survey.id };
          return recordEvent(transaction, { action: 'photo.original', outcome: 'done', layer, sensitivity, detail });
        });
        return c.body(new Uint8Array(joinedPhoto(parts, photo.runs)), 200, {
          ...pictureHeaders(photo),
          'Cache-Control': 'no-store',
          'Content-Disposition': `attachment; filename="${photo.id}.${photo.format === 'jpeg' ? 'jpg' : 'png'}"`,
          'Repr-Digest': `sha-256=:${Buffer.from(photo.sha256, 'hex').toString('base64')}:`,
        });
      },
    )
    .openapi(
      route(submitting, {
        method: 'patch',
        path: '/api/surveys/{id}/photos/{photo}',
        summary: 'Say to which feature of the file an own photo belongs; null: to none',
        request: {
          params: ofPhoto,
          query: z.strictObject({}),
          body: jsonBody(z.strictObject({ feature: z.int().min(0).max(1_000_000).nullable() })),
        },
        responses: { 200: jsonAnswer('As it is now', surveyPhoto) },
      }),
      async (c) => {
        const { id, photo } = c.req.valid('param');
        await seen(c, id);
        const { feature } = c.req.valid('json');
        const changed = await relinkPhoto(database, authorOf(c), { survey: id, photo }, feature);
        return c.json(toldPhoto(changedOrRefused(changed), languageOf(c)), 200);
      },
    )
    .openapi(
      route(submitting, {
        method: 'delete',
        path: '/api/surveys/{id}/photos/{photo}',
        summary: 'Remove an own photo, while the survey has not been handed in',
        request: { params: ofPhoto, query: z.strictObject({}) },
        responses: { 204: { description: 'It is gone' } },
      }),
      async (c) => {
        const { id, photo } = c.req.valid('param');
        await seen(c, id);
        changedOrRefused(await dropPhoto(database, authorOf(c), { survey: id, photo }));
        return c.body(null, 204);
      },
    );

  /** A reviewer sees the survey, but only its author adds and removes photos; for anybody else there is none. */
  async function seen(c: Context<ApiEnv>, id: string): Promise<void> {
    const caller = accountOf(c);
    const survey = await database.transaction(readerOf(c), (transaction) =>
      findSurvey(transaction, scopeFor(caller), id),
    );
    if (!survey) throw notFound();
    if (survey.authorId !== caller.accountId) throw new Problem('forbidden');
  }
}

function keptOrRefused(kept: PhotoKept) {
  switch (kept.outcome) {
    case 'new':
    case 'known':
      return kept.photo;
    case 'missing':
      throw notFound();
    case 'closed':
      throw wrongState(kept.survey);
    case 'full': {
      const most = photoLimits.ofSurvey;
      throw unfit('/photo', say(`Một phiếu có nhiều nhất ${most} ảnh`, `A survey has at most ${most} photos`));
    }
    case 'unusable':
      throw unacceptable(
        kept.issues.map((issue) => ({
          ...issue,
          pointer: '/photo',
          message: say(issueText(issue, 'vi'), issueText(issue, 'en')),
        })),
      );
  }
}

function changedOrRefused(changed: PhotoChanged) {
  if (changed.outcome === 'missing') throw notFound();
  if (changed.outcome === 'closed') throw wrongState(changed.survey);
  return changed.photo;
}
