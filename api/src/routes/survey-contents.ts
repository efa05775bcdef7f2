import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../app.ts';
import { readerOf, router, textRoute } from '../policy.ts';
import { keptOriginal, surveyPages } from '../queries/surveys.ts';
import { originalStream, pageText } from '../surveys/pages.ts';
import { foundSurvey } from './asked-survey.ts';

const pagesAtOnce = 10;
const ofSurvey = z.object({ id: z.uuid().toLowerCase() });
const submitting = { permission: 'survey.submit' } as const;

/** What a survey's file holds: as it was understood, and as it was sent. */
export function surveyContentRoutes({ database }: Pick<Dependencies, 'database'>) {
  return router()
    .openapi(
      textRoute(submitting, {
        method: 'get',
        path: '/api/surveys/{id}/features',
        summary: 'What was understood, as GeoJSON; page by page',
        request: {
          params: ofSurvey,
          query: z.strictObject({
            page: z.coerce.number().int().min(0).max(1_000_000).default(0),
            pages: z.coerce.number().int().min(1).max(pagesAtOnce).default(pagesAtOnce),
          }),
        },
        responses: { 200: { description: 'FeatureCollection', content: { 'application/geo+json': {} } } },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { page, pages: most } = c.req.valid('query');
        const { reading } = await foundSurvey(c, database, id);
        const pages = await database.read(readerOf(c), (transaction) =>
          surveyPages(transaction, id, { from: page, most: most + 1 }),
        );
        const now = pages.slice(0, most);
        const size = most === pagesAtOnce ? '' : `&pages=${most}`;
        const next = pages.length > most ? `/api/surveys/${id}/features?page=${page + most}${size}` : null;
        const head = { type: 'FeatureCollection', numberMatched: reading.accepted, next };
        const text = `${JSON.stringify(head).slice(0, -1)},"features":[${now.map(({ bytes }) => pageText(bytes)).join(',\n')}]}`;
        return c.body(text, 200, { 'Content-Type': 'application/geo+json' });
      },
    )
    .openapi(
      textRoute(submitting, {
        method: 'get',
        path: '/api/surveys/{id}/original',
        summary: 'The file as it was sent, byte for byte',
        request: { params: ofSurvey, query: z.strictObject({}) },
        responses: { 200: { description: 'The bytes', content: { 'application/octet-stream': {} } } },
      }),
      async (c) => {
        const survey = await foundSurvey(c, database, c.req.valid('param').id);
        const kept = await database.read(readerOf(c), (transaction) => keptOriginal(transaction, survey.id));
        return c.body(originalStream(kept), 200, {
          'Content-Type': 'application/octet-stream',
          'Content-Length': String(survey.bytes),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(survey.fileName)}`,
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'Repr-Digest': `sha-256=:${Buffer.from(survey.sha256, 'hex').toString('base64')}:`,
        });
      },
    );
}
