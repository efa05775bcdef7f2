import { expect, it } from 'vitest';
import { chosenRange } from './row-choice.ts';

const rows = ['a', 'b', 'c', 'd'];

it('a row is chosen alone, or with all between it and the one chosen before, upwards as well', () => {
  expect(chosenRange(rows, 2, { last: 0, isRange: false })).toEqual(['c']);
  expect(chosenRange(rows, 2, { last: 0, isRange: true })).toEqual(['a', 'b', 'c']);
  expect(chosenRange(rows, 1, { last: 3, isRange: true })).toEqual(['b', 'c', 'd']);
  expect(chosenRange(rows, 1, { last: undefined, isRange: true })).toEqual(['b']);
});
