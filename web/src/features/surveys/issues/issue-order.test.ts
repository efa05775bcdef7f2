import { describe, expect, it } from 'vitest';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { alike, fixOf, inOrder, mayLeaveOut } from './issue-order.ts';

const issue = (given: Partial<SurveyIssue>): SurveyIssue => ({
  ...{ code: 'property-invalid', severity: 'error', key: JSON.stringify(given), message: '', ignored: null },
  ...given,
});

describe('the list of issues', () => {
  it('has errors first, what was ignored last, and the whole file before its features', () => {
    const rows = inOrder([
      issue({ key: 'ignored', severity: 'warning', ignored: 'known' }),
      issue({ key: 'warning', severity: 'warning', feature: 1 }),
      issue({ key: 'third', feature: 3 }),
      issue({ key: 'first', feature: 0 }),
      issue({ key: 'file' }),
    ]);
    expect(rows.map(({ key }) => key)).toEqual(['file', 'first', 'third', 'warning', 'ignored']);
  });
});

describe('one click on an issue', () => {
  it('names the feature it is about, unless it mends the whole file', () => {
    const leaveOut = { kind: 'leave-out' } as const;
    expect(fixOf(issue({ feature: 4, fix: leaveOut }))).toEqual({ kind: 'leave-out', feature: 4 });
    expect(fixOf(issue({ feature: 4, fix: { kind: 'repair' } }))).toEqual({ kind: 'repair' });
    expect(fixOf(issue({ fix: { kind: 'swap-axes' } }))).toEqual({ kind: 'swap-axes' });
    expect(fixOf(issue({ fix: leaveOut }))).toBeUndefined();
    expect(fixOf(issue({}))).toBeUndefined();
  });

  it('never settles the coordinate system without the map beside it', () => {
    const fix = { kind: 'set-crs', crs: 'EPSG:9215', order: 'as-is' } as const;
    expect(fixOf(issue({ code: 'crs-unconfirmed', fix }))).toBeUndefined();
    expect(fixOf(issue({ code: 'crs-mismatch', fix }))).toEqual(fix);
  });

  it('can be given to all that are alike: the same code, attribute and kind of click', () => {
    const fix = { kind: 'set-property', property: 'status', value: 'broken' } as const;
    const one = issue({ feature: 1, property: 'status', fix });
    const same = issue({ feature: 2, property: 'status', fix: { ...fix, value: 'working' } });
    const others = [
      issue({ feature: 3, property: 'kind', fix }),
      issue({ feature: 4, property: 'status' }),
      issue({ feature: 5, property: 'status', fix, ignored: 'known' }),
    ];
    expect(alike([one, same, ...others], one)).toEqual([one, same]);
  });

  it('always offers to leave out a feature that an error holds, and says so once', () => {
    expect(mayLeaveOut(issue({ feature: 1 }))).toBe(true);
    expect(mayLeaveOut(issue({ feature: 1, fix: { kind: 'leave-out' } }))).toBe(false);
    expect(mayLeaveOut(issue({}))).toBe(false);
    expect(mayLeaveOut(issue({ feature: 1, severity: 'warning' }))).toBe(false);
  });
});
