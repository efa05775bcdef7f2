import { expect, it } from 'vitest';
import { gathered } from './gathered-steps.ts';

it('changes of the reading in a row are one line, all other steps a line each', () => {
  const step = (action: string, minute: number, account = 'surveyor') => ({
    ...{ action, account, reason: null },
    at: `2026-11-22T10:0${minute}:00Z`,
  });
  const told = gathered([
    step('upload', 0),
    step('change', 1),
    step('change', 2),
    step('change', 3),
    step('submit', 4),
    step('reject', 5, 'reviewer'),
  ]);
  expect(told.map(({ action, times }) => `${action} ${times}`)).toEqual([
    'upload 1',
    'change 3',
    'submit 1',
    'reject 1',
  ]);
  expect(told[1]?.at).toBe('2026-11-22T10:03:00Z');
});
