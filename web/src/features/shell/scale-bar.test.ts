import { expect, it } from 'vitest';
import { roundBelow } from './scale-bar.tsx';

it('a scale bar is of a round distance that fits', () => {
  expect([9, 10, 19, 24, 51, 4999].map(roundBelow)).toEqual([5, 10, 10, 20, 50, 2000]);
});
