import { expect, it } from 'vitest';
import { meets } from './count-in-view.ts';

it('the box of a geometry meets a window it touches, and no other', () => {
  const point = { type: 'Point' as const, coordinates: [106.7, 21.9] };
  expect(meets(point, [106, 21, 107, 22])).toBe(true);
  expect(meets(point, [106.7, 21.9, 107, 22])).toBe(true);
  expect(meets(point, [106, 21, 106.6, 22])).toBe(false);
  expect(meets({ type: 'MultiLineString', coordinates: [] }, [0, 0, 180, 90])).toBe(false);
});
