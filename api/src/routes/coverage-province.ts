import { isDeepStrictEqual } from 'node:util';
import { z } from '@hono/zod-openapi';
import { measureDefaults } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Coverage } from '../coverage/coverage.ts';
import { measureParameters } from '../coverage/parameters-schema.ts';
import { coverageQuery } from '../coverage/request.ts';
import {
  coverageStretches,
  coverageTrend,
  coverageWorks,
  nearestPosts,
  provinceCoverage,
  provinceParametersAnswer,
  stretchMeasure,
  waysFromPosts,
} from '../coverage/schema.ts';
import { coverageAccess, readerOf } from '../coverage/store.ts';
import { type ApiEnv, editorOf, route, router, textRoute } from '../policy.ts';
import { notFound } from '../problem.ts';
import { recordEvent } from '../queries/audit.ts';
import { placesOn } from '../queries/coverage-features.ts';
import { type ProvinceParameters, setProvinceParameters } from '../queries/coverage-parameters.ts';
import { jsonAnswer, jsonBody } from './json.ts';

const readers = { permission: 'coverage.read' } as const;
const keepers = { permission: 'coverage.set-parameters' } as const;
const parametersAnswer = { 200: jsonAnswer<z.ZodType>('In force', provinceParametersAnswer) };
const months = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(120));

const placesQuery = coverageQuery.extend({ layer: z.enum(['border-marker', 'village']) });

const shown = ({ parameters, setAt }: ProvinceParameters) => ({ parameters, setAt: setAt?.toISOString() ?? null });

/** `/api/coverage…`: the province and its posts side by side, over the months, and what they are measured with. */
export function provinceCoverageRoutes({ database, store, ask, answer, trend }: Coverage) {
  async function answerPlaces(c: Context<ApiEnv>, kind: 'nearest' | 'ways', asked: z.output<typeof placesQuery>) {
    const { layer, ...query } = asked;
    const { access, asOf, measured, told } = await ask(c, query);
    const version = String(await store.layerVersion(layer));
    return answer(c, { access, asOf, asked: [kind, layer, version, ...told] }, async () => ({
      ...{ kind, ...measured },
      places: await database.read(readerOf(access), (transaction) => placesOn(transaction, layer, access, asOf)),
    }));
  }

  return router()
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage',
        summary: 'The figures of the province and of every post',
        request: { query: coverageQuery },
        responses: {
          200: jsonAnswer('One row a post, in the order of their names', provinceCoverage),
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => {
        const { access, asOf, measured, told } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['all', ...told] }, { kind: 'all', ...measured });
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage/stretches',
        summary: 'The stretches a measure covers in the whole province, or its posts reach in time, as lines to draw',
        request: { query: coverageQuery.extend({ measure: stretchMeasure.default('reach') }) },
        responses: {
          200: jsonAnswer('GeoJSON', coverageStretches),
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => {
        const { measure, ...query } = c.req.valid('query');
        const { access, asOf, measured, told } = await ask(c, query);
        const question = { access, asOf, asked: ['all-stretches', measure, ...told] };
        return answer(c, question, { kind: 'stretches', post: null, measure, ...measured });
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage/works',
        summary: 'The features a browser computes the coverage of all posts from, tracks aside',
        request: { query: coverageQuery.pick({ asOf: true }) },
        responses: {
          200: jsonAnswer('GeoJSON features by layer', coverageWorks),
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => {
        const { access, asOf } = await ask(c, c.req.valid('query'));
        return answer(c, { access, asOf, asked: ['all-works'] }, { kind: 'works', post: null });
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage/nearest',
        summary: 'For each marker or village the post from which it is reached soonest',
        request: { query: placesQuery },
        responses: {
          200: jsonAnswer('Post and way are null where no road leads', nearestPosts),
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => answerPlaces(c, 'nearest', c.req.valid('query')),
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage/ways',
        summary: 'The quickest way from every post to every marker or village, as a table',
        request: { query: placesQuery },
        responses: {
          200: jsonAnswer('Seconds and metres of road, null where no road leads; legs on foot apart', waysFromPosts),
          304: { description: 'Unchanged' },
        },
      }),
      async (c) => answerPlaces(c, 'ways', c.req.valid('query')),
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/api/coverage/trend',
        summary: 'Months that have ended, as they were frozen; of a post, or of the province',
        request: {
          query: z.strictObject({
            post: z.uuid().toLowerCase().optional(),
            months: months.default(24).openapi({ description: 'How many months back' }),
            asOf: coverageQuery.shape.asOf.openapi({
              description: 'Months that had ended with this day; with yesterday when absent',
            }),
          }),
        },
        responses: {
          200: jsonAnswer('Oldest first; `pending` are being frozen meanwhile', coverageTrend),
        },
      }),
      async (c) => {
        const { post, months, asOf } = c.req.valid('query');
        const access = coverageAccess(c.var.caller.clearance);
        const found = await trend(access, post ?? null, months, asOf ?? null);
        if (!found) throw notFound();
        c.header('Cache-Control', 'private, no-cache');
        return c.json({ months: [...found.months], pending: [...found.pending] }, 200);
      },
    )
    .openapi(
      route(readers, {
        method: 'get',
        path: '/api/coverage/parameters',
        summary: 'What the province measures with',
        request: { query: z.strictObject({}) },
        responses: parametersAnswer,
      }),
      async (c) => c.json(shown(await store.parameters()), 200),
    )
    .openapi(
      route(keepers, {
        method: 'put',
        path: '/api/coverage/parameters',
        summary:
          'Set what the province measures with; what is absent is as the program has it. Frozen months stay as they are',
        request: {
          body: jsonBody(measureParameters.partial()),
        },
        responses: parametersAnswer,
      }),
      async (c) => {
        const wanted = c.req.valid('json');
        const { parameters: before } = await store.parameters();
        const after = { ...measureDefaults, ...wanted };
        await database.transaction(editorOf(c), async (transaction) => {
          await setProvinceParameters(transaction, after);
          await recordEvent(transaction, {
            action: 'coverage.set-parameters',
            outcome: 'done',
            detail: { changed: changesBetween(before, after) },
          });
        });
        return c.json(shown(await store.parameters()), 200);
      },
    );
}

/** Old and new value of each parameter that differs; a database gives the keys of an object back in an order of its own. */
function changesBetween(before: object, after: object): Record<string, readonly [unknown, unknown]> {
  const old = new Map(Object.entries(before));
  const differing = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(old.get(key), value));
  return Object.fromEntries(differing.map(([key, value]) => [key, [old.get(key) ?? null, value]]));
}
