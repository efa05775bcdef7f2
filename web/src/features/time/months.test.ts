import { describe, expect, it } from 'vitest';
import { dayOfMonth, monthCount, monthIndex } from './months.ts';

describe('the months of the time bar', () => {
  it('show a month by its last day, so that all that was done in it is there', () => {
    expect(dayOfMonth(0, '2025-11-22')).toBe('2019-01-31');
    expect(dayOfMonth(monthIndex('2024-02-10'), '2025-11-22')).toBe('2024-02-29');
    expect(dayOfMonth(monthIndex('2023-12-01'), '2025-11-22')).toBe('2023-12-31');
  });

  it('end with today and not with a day to come', () => {
    expect(monthCount('2025-11-22')).toBe(83);
    expect(dayOfMonth(82, '2025-11-22')).toBe('2025-11-22');
  });

  it('lead back to themselves', () => {
    for (let index = 0; index < 82; index += 1) expect(monthIndex(dayOfMonth(index, '2025-11-22'))).toBe(index);
  });
});
