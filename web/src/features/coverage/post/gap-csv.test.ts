import { describe, expect, it } from 'vitest';
import { coverageMessages } from '../../../messages/use-coverage-messages.ts';
import { gapsCsv } from './gap-csv.ts';
import type { GapRow } from './gap-rows.ts';

const stretch: GapRow = {
  key: 'lit a',
  measure: 'lit',
  name: 'Đường tuần tra, đoạn 2',
  ref: { measure: 'lit', id: 'a', fromMetres: 1350, toMetres: 2105 },
  stretch: { fromMetres: 1350.04, toMetres: 2105.5, metres: 755.46 },
  nearestPost: { id: 'p', name: '=Bắc Xa', metres: 903.7 },
  reason: { code: 'no-lamp' },
  geometry: { type: 'Point', coordinates: [106, 21] },
};
const marker: GapRow = {
  ...stretch,
  measure: 'markers',
  name: '1290',
  stretch: undefined,
  nearestPost: null,
  reason: { code: 'no-road-near', nearestRoad: null },
};

describe('the list of gaps as a file', () => {
  it('has the chainages, the reason and the nearest post of each; a marker has no length', () => {
    const [heading, first, second] = gapsCsv([stretch, marker], coverageMessages.en, ({ code }) => code).split('\r\n');
    expect(heading).toContain('From (m)');
    // What a spreadsheet would take for a formula stays text.
    expect(first).toBe(
      `${coverageMessages.en.measure.lit},"Đường tuần tra, đoạn 2",Km 1+350,Km 2+106,1350.0,2105.5,755.5,no-lamp,'=Bắc Xa,904`,
    );
    expect(second).toBe(`${coverageMessages.en.measure.markers},1290,,,,,,no-road-near,,`);
  });
});
