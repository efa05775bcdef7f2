import { describe, expect, it } from 'vitest';
import { rowByKey, tabStop } from './row-keys.ts';

describe('a list of which only the rows in sight exist', () => {
  it('is walked by row, by page and to its ends', () => {
    const from = (key: string) => rowByKey(key, 40, { count: 500, page: 12 });
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'].map(from)).toEqual([
      ...[41, 39, 52, 28, 0, 499],
      undefined,
    ]);
  });

  it('keeps a stop for the Tab key when the active row has been scrolled away', () => {
    const inSight = [{ index: 100 }, { index: 101 }];
    expect([tabStop(101, inSight), tabStop(3, inSight), tabStop(0, [])]).toEqual([101, 100, undefined]);
  });
});
