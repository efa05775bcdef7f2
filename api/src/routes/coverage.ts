import { z } from '@hono/zod-openapi';
import { coverageOfPost, stretchesOf } from '@phen-dau/geodata';
import type { Coverage } from '../coverage/coverage.ts';
import { coverageQuery } from '../coverage/request.ts';
import { coverageStretches, postCoverage, postWorks, stretchMeasure } from '../coverage/schema.ts';
import type { WorksOfDay } from '../coverage/store.ts';
import { router, textRoute } from '../policy.ts';

const readers = { permission: 'coverage.read' } as const;
const byPost = z.strictObject({ id: z.uuid().toLowerCase() });
const answers = (schema: z.ZodType, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
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
        const { access, asOf, period, parameters, told, basis } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['post', id, ...told] }, (works) => {
          const measures = coverageOfPost(works.prepared(parameters), works.named, id, period);
          return measures && { post: { id, name: works.named.names.get(id) ?? '' }, ...basis(works), measures };
        });
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
        const { access, asOf, period, parameters, told } = await ask(c, query);
        return answer(c, { access, asOf, asked: ['stretches', id, measure, ...told] }, (works) =>
          stretchesOf(works.prepared(parameters), works.named, id, measure, period),
        );
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/posts/{id}/works',
        summary: 'The features a browser computes the coverage of a post from, tracks aside',
        request: { params: byPost, query: coverageQuery.pick({ asOf: true }) },
        responses: answers(postWorks, 'GeoJSON features by layer'),
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const { access, asOf } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['works', id] }, (works) => worksOfPost(works, id));
      },
    );
}

/** Roads and lamps of everybody, because ways and light do not end at a sector; of border and markers the post's own. */
function worksOfPost({ asOf, dataVersion, features, named }: WorksOfDay, postId: string) {
  if (!named.works.posts.some(({ id }) => id === postId)) return null;
  const { 'survey-track': _, ...all } = features;
  const own = (layer: 'border-line' | 'border-marker') =>
    (all[layer] ?? []).filter(({ properties }) => properties?.post_id === postId);
  return {
    ...{ asOf, dataVersion },
    features: { ...all, 'border-line': own('border-line'), 'border-marker': own('border-marker') },
  };
}
