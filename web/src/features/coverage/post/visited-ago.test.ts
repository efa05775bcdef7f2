import { expect, it } from 'vitest';
import { visitedAgo } from './visited-ago.ts';

it('a road was visited as long ago as its latest stretch at least, and its oldest at most; undated visits tell no day', () => {
  const stretch = (id: string, lastDay: string | null) => ({
    ...{ line: { id, name: id, layer: 'patrol-road' as const }, fromMetres: 0, toMetres: 1, days: 1, lastDay },
  });
  const stretches = [stretch('R', '2026-05-20'), stretch('R', '2026-03-01'), stretch('S', null), stretch('R', null)];
  expect([...visitedAgo({ stretches }, '2026-05-31')]).toEqual([['R', { least: 11, most: 91 }]]);
  // What was walked after the day that is looked at is of today.
  expect(visitedAgo({ stretches }, '2026-04-01').get('R')).toEqual({ least: 0, most: 31 });
  expect(visitedAgo(null, '2026-05-31').size).toBe(0);
});
