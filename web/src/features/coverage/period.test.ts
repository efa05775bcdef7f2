import { measureDefaults } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { recencyOf } from './engine/shapes.ts';
import { changed, parameterOf, withChanges } from './parameters.ts';
import { dayBefore, lastMonthEnd, monthEnd, periodUntil } from './period.ts';

describe('the days that count', () => {
  it('are so many up to and with the day looked at, and the period before ends where they begin', () => {
    expect(periodUntil('2024-03-01', '30')).toEqual({ from: '2024-02-01', to: '2024-03-01' });
    expect(dayBefore('2024-03-01', '30')).toBe('2024-01-31');
    expect(periodUntil('2024-03-01', 'all')).toEqual({ from: null, to: null });
    expect(dayBefore('2025-03-01', 'all')).toBe('2024-03-01');
  });

  it('are those of the calendar month or year so far, counted from the same day of the one before', () => {
    expect(periodUntil('2024-03-17', 'month')).toEqual({ from: '2024-03-01', to: '2024-03-17' });
    expect(periodUntil('2024-03-17', 'year')).toEqual({ from: '2024-01-01', to: '2024-03-17' });
    expect(dayBefore('2024-03-17', 'month')).toBe('2024-02-17');
    expect(dayBefore('2024-01-17', 'month')).toBe('2023-12-17');
    expect(dayBefore('2024-03-17', 'year')).toBe('2023-03-17');
    // The end of a month has that of the other beside it; a day the other has not, its last.
    expect(dayBefore('2023-02-28', 'month')).toBe('2023-01-31');
    expect(dayBefore('2024-03-30', 'month')).toBe('2024-02-29');
    expect(dayBefore('2024-02-29', 'all')).toBe('2023-02-28');
  });

  it('of a trend end with the last month that had ended with the day', () => {
    expect(lastMonthEnd('2024-06-30')).toBe('2024-06-30');
    expect(lastMonthEnd('2024-06-29')).toBe('2024-05-31');
    expect(['2023-02', '2024-02', '2024-04', '2024-12'].map(monthEnd)).toEqual([
      ...['2023-02-28', '2024-02-29', '2024-04-30', '2024-12-31'],
    ]);
  });

  it('are told by how long ago the last visit was; an unknown day is as old as any', () => {
    const ago = ['2024-03-01', '2024-02-23', '2024-02-22', '2024-01-31', '2024-01-30', '2023-12-01', null];
    expect(ago.map((day) => recencyOf(day, '2024-03-01'))).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });
});

describe('parameters', () => {
  it('stand in the place of the province’s own, and one set back is no change', () => {
    const changes = changed({}, measureDefaults, 'border', 700);
    expect(withChanges(measureDefaults, changes)).toEqual({ ...measureDefaults, borderMetres: 700 });
    expect(parameterOf(measureDefaults, 'minutes')).toBe(30);
    expect(changed(changes, measureDefaults, 'border', 500)).toEqual({});
  });
});
