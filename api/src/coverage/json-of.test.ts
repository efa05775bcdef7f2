import { expect, test } from 'vitest';
import { jsonOf } from './json-of.ts';

test('an answer is written as JSON.stringify writes it, parts that come again too', () => {
  const lit = { metres: 12.5, gaps: [{ name: 'Đường "biên"', nearestPost: null }] };
  const answers = [
    { asOf: '2026-01-01', measures: { lit, active: null, effort: undefined } },
    { asOf: '2026-01-02', measures: { lit, active: { days: 3 } } },
    { measures: {} },
    { asOf: '2026-01-03', places: [lit] },
  ];
  for (const answer of answers) expect(jsonOf(answer)).toBe(JSON.stringify(answer));
});
