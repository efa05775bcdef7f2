import { type CoverageTrend, type MeasureParameters, measureDefaults } from '@phen-dau/geodata';
import { expect, it } from 'vitest';
import { parameterChanges } from './parameter-changes.ts';

const frozen = (month: string, parameters: MeasureParameters) =>
  ({ month, parameters }) as CoverageTrend['months'][number];

it('a trend tells from which month on it was measured with other parameters, and with which', () => {
  const wider = { ...measureDefaults, lightMetres: 30, visitDays: 4 };
  const sameInAnotherOrder = Object.fromEntries(Object.entries(wider).reverse()) as unknown as MeasureParameters;
  const months = [
    frozen('2026-07', measureDefaults),
    frozen('2026-08', measureDefaults),
    frozen('2026-09', wider),
    frozen('2026-10', sameInAnotherOrder),
  ];
  expect(parameterChanges(months)).toEqual([
    { month: '2026-09', changed: ['lightMetres', 'visitDays'], before: measureDefaults, after: wider },
  ]);
  expect(parameterChanges([])).toEqual([]);
});
