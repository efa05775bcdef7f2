import { describe, expect, it } from 'vitest';
import type { ApproveConflict, ToldTwin } from '../../../api/survey-review.ts';
import {
  answersOf,
  askedAgain,
  canBeAnswered,
  choose,
  nothingAsked,
  openQuestions,
  sayDistinct,
} from './approve-choices.ts';

const about = (id: string, version: number | null, ...fields: string[]) =>
  ({
    survey: { id },
    current: version === null ? null : { properties: { version } },
    fields: fields.map((field) => ({ field, before: 1, wanted: 2, current: 3 })),
  }) as unknown as ApproveConflict;
const asked = (...conflicts: ApproveConflict[]) => askedAgain(nothingAsked, conflicts);

describe('what a reviewer is asked before an approval', () => {
  it('is owed an answer for each value', () => {
    const one = choose(asked(about('a', 4, 'status', 'power_watts')), 'a', 'status', 'take');
    expect(openQuestions(one)).toBe(1);
    const both = choose(one, 'a', 'power_watts', 'keep');
    expect(openQuestions(both)).toBe(0);
    expect(answersOf(both)).toEqual({
      resolutions: { a: { status: 'take', power_watts: 'keep' } },
      versions: { a: 4 },
    });
  });

  it('is asked anew about a feature that was edited again, and about no other', () => {
    const before = choose(
      choose(asked(about('a', 4, 'status'), about('b', 2, 'status')), 'a', 'status', 'take'),
      'b',
      'status',
      'keep',
    );
    const after = askedAgain(before, [about('a', 5, 'status')]);
    expect(openQuestions(after)).toBe(1);
    expect(answersOf(after)).toEqual({ resolutions: { b: { status: 'keep' } }, versions: { a: 5, b: 2 } });
  });

  it('says of two that are alike that they are two, and takes it back', () => {
    const twin = { id: 'a', existing: { id: 'x' } } as ToldTwin;
    const said = sayDistinct(sayDistinct(nothingAsked, twin, true), { ...twin, existing: { id: 'y', name: '' } }, true);
    expect(answersOf(said)).toMatchObject({ distinct: { a: ['x', 'y'] } });
    expect(answersOf(sayDistinct(said, twin, false))).toMatchObject({ distinct: { a: ['y'] } });
    // A conflict that is told next asks nothing of that again.
    expect(answersOf(askedAgain(said, [about('b', 2, 'status')]))).toMatchObject({ distinct: { a: ['x', 'y'] } });
  });

  it('cannot be answered where the feature is gone', () => {
    expect(canBeAnswered(asked(about('a', 4, 'status')))).toBe(true);
    expect(canBeAnswered(asked(about('a', 4, 'status'), about('b', null)))).toBe(false);
  });
});
