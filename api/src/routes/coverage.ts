import { z } from '@hono/zod-openapi';
import type { Coverage } from '../coverage/coverage.ts';
import { coverageQuery } from '../coverage/request.ts';
import { coverageStretches, coverageWorks, postCoverage, stretchMeasure } from '../coverage/schema.ts';
import { router, textRoute } from '../policy.ts';
import { jsonAnswer } from './json.ts';

const readers = { permission: 'coverage.read' } as const;
const byPost = z.strictObject({ id: z.uuid().toLowerCase() });
const answers = (schema: z.ZodType, description: string) => ({
  200: jsonAnswer(description, schema),
  304: { description: 'Unchanged' },
});

/** `/api/posts/{id}/…`: what is reached, paved, lit and patrolled of one post, and where it is not. */
export function coverageRoutes({ ask, answer }: Coverage) {
  return router()
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/posts/{id}/coverage',
        summary: 'What is reached, paved, lit and patrolled of a post’s border, markers and roads, and where it is not',
        request: { params: byPost, query: coverageQuery },
        responses: answers(postCoverage, 'Figures with their gaps, and with what they were computed'),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { access, asOf, measured, told } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['post', id, ...told] }, { kind: 'post', post: id, ...measured });
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/posts/{id}/coverage/stretches',
        summary: 'The stretches a measure covers, or a post reaches in time, as lines to draw',
        request: { params: byPost, query: coverageQuery.extend({ measure: stretchMeasure.default('reach') }) },
        responses: answers(coverageStretches, 'GeoJSON'),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { measure, ...query } = c.req.valid('query');
        const { access, asOf, measured, told } = await ask(c, query);
        const question = { access, asOf, asked: ['stretches', id, measure, ...told] };
        return answer(c, question, { kind: 'stretches', post: id, measure, ...measured });
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/posts/{id}/works',
        summary: 'The features a browser computes the coverage of a post from, tracks aside',
        request: { params: byPost, query: coverageQuery.pick({ asOf: true }) },
        responses: answers(coverageWorks, 'GeoJSON features by layer'),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { access, asOf } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['works', id] }, { kind: 'works', post: id });
      },
    );
}
