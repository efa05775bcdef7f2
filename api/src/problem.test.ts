import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { ApiEnv } from './policy.ts';
import {
  answerProblem,
  forbidden,
  invalid,
  notFound,
  Problem,
  problemKinds,
  problemSchema,
  signInNeeded,
} from './problem.ts';

const answered = async (problem: Problem, language = 'vi') => {
  const app = new Hono<ApiEnv>().get('/', (c) => answerProblem(c, problem));
  return app.request('/', { headers: { 'accept-language': language } });
};

describe('a refusal', () => {
  it.each(problemKinds)(
    'of the kind %s has a type, a title, a status and a sentence in either language',
    async (kind) => {
      const sentences = new Set<string>();
      for (const language of ['vi', 'en']) {
        const response = await answered(new Problem(kind), language);
        expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
        expect(response.headers.get('content-language')).toBe(language);
        const body = problemSchema.parse(await response.json());
        expect(body).toMatchObject({ type: `urn:phen-dau:problem:${kind}`, status: response.status });
        expect(body.detail).not.toBe(body.title);
        sentences.add(body.title).add(body.detail);
      }
      expect(sentences.size).toBe(4);
    },
  );

  it('says more where there is more to say, and never nothing', async () => {
    const detail = { vi: 'Mã sai', en: 'The code is wrong' };
    expect(await (await answered(forbidden(detail))).json()).toMatchObject({ detail: 'Mã sai' });
    for (const problem of [notFound(), signInNeeded(), forbidden(), invalid([])]) {
      expect(await (await answered(problem)).json()).toMatchObject({ detail: expect.stringMatching(/\S+ \S+/) });
    }
  });
});
