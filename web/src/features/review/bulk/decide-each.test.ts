import { describe, expect, it } from 'vitest';
import { ProblemError, UnreachableError } from '../../../api/request.ts';
import { decideEach } from './decide-each.ts';

const refusing = (refused: Readonly<Record<string, Error>>) => {
  const asked: string[] = [];
  const decide = async (survey: string) => {
    asked.push(survey);
    const error = refused[survey];
    if (error) throw error;
  };
  return { asked, decide };
};
const quietly = { isStopped: () => false, onStep: () => {} };

describe('many surveys', () => {
  it('are decided one after the other, each asked once; one that is refused stops no other', async () => {
    const conflict = new ProblemError(409, 'Conflict', {});
    const { asked, decide } = refusing({ b: conflict });
    const steps: number[] = [];
    const decided = await decideEach(['a', 'b', 'c'], {
      ...quietly,
      decide,
      onStep: ({ done, refused }) => steps.push(done.length + refused.length),
    });
    expect(decided).toEqual({ done: ['a', 'c'], refused: [{ survey: 'b', error: conflict }], left: [] });
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(steps).toEqual([1, 2, 3]);
  });

  it('wait on where somebody stops it, and what is under way is finished', async () => {
    const { asked, decide } = refusing({});
    const decided = await decideEach(['a', 'b', 'c'], { ...quietly, decide, isStopped: () => asked.length === 2 });
    expect(decided).toMatchObject({ done: ['a', 'b'], left: ['c'] });
  });

  it('are not tried any more once the server is gone or the session is over', async () => {
    for (const error of [new UnreachableError('/'), new ProblemError(401, 'Signed out', {})]) {
      const { asked, decide } = refusing({ a: error });
      expect(await decideEach(['a', 'b'], { ...quietly, decide })).toMatchObject({
        refused: [{ survey: 'a', error }],
        left: ['b'],
      });
      expect(asked).toEqual(['a']);
    }
  });
});
