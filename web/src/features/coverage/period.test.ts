import { measureDefaults } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { recencyOf } from './engine/shapes.ts';
import { changed, parameterOf, withChanges } from './parameters.ts';
import { dayBefore, periodUntil } from './period.ts';

describe('the days that count', () => {
  it('are so many up to and with the day looked at, and the period before ends where they begin', () => {
    expect(periodUntil('2024-03-01', '30')).toEqual({ from: '2024-02-01', to: '2024-03-01' });
    expect(dayBefore('2024-03-01', '30')).toBe('2024-01-31');
    expect(periodUntil('2024-03-01', 'all')).toEqual({ from: null, to: null });
    expect(dayBefore('2025-03-01', 'all')).toBe('2024-03-01');
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
