import { describe, expect, it } from 'vitest';
import { decodePermalink, encodePermalink } from './permalink.ts';

const survey = '0475a946-6014-8393-a535-10072878c4b7';

describe('a link to a survey', () => {
  it('opens the page it was copied from', () => {
    const link = { place: 'surveys', surveys: { survey } } as const;
    expect(encodePermalink(link)).toBe(`place=surveys&survey=${survey}`);
    expect(decodePermalink(encodePermalink(link))).toEqual(link);
  });

  it('opens a file of the outbox, before it is one; in a browser that does not have it there is nothing to see', () => {
    const link = { place: 'surveys', surveys: { file: survey } } as const;
    expect(encodePermalink(link)).toBe(`place=surveys&file=${survey}`);
    expect(decodePermalink(encodePermalink(link))).toEqual(link);
  });

  it('opens the queue of a state', () => {
    const link = { place: 'surveys', surveys: { filter: 'submitted' } } as const;
    expect(encodePermalink(link)).toBe('place=surveys&queue=submitted');
    expect(decodePermalink('place=surveys&queue=submitted')).toEqual(link);
  });

  it('leaves out what is no survey and no state', () => {
    expect(decodePermalink('place=surveys&survey=1&file=/etc&queue=lost')).toEqual({ place: 'surveys' });
  });
});
