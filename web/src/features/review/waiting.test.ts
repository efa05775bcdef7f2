import { describe, expect, it } from 'vitest';
import type { SurveyBrief } from '../../api/survey-types.ts';
import { neighbourOf } from './waiting.ts';

const waiting = (id: string, decide = true) => ({ id, may: { decide } }) as SurveyBrief;
const [a, own, b] = [waiting('a'), waiting('own', false), waiting('b')];

describe('the way through the queue', () => {
  it('goes from one survey to the next that is one’s to decide, and round', () => {
    expect(neighbourOf([a, own, b], 'a', 1)).toBe(b);
    expect(neighbourOf([a, own, b], 'b', 1)).toBe(a);
    expect(neighbourOf([a, own, b], 'a', -1)).toBe(b);
  });

  it('begins at its ends from a survey that does not wait', () => {
    expect(neighbourOf([a, own, b], 'decided', 1)).toBe(a);
    expect(neighbourOf([a, own, b], 'own', -1)).toBe(b);
  });

  it('leads nowhere from the only one, or where nothing waits', () => {
    expect(neighbourOf([a, own], 'a', 1)).toBeUndefined();
    expect(neighbourOf([own], undefined, 1)).toBeUndefined();
  });
});
