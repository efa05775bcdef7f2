import type { CoverageRow } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { coverageMessages } from '../../../messages/use-coverage-messages.ts';
import { changeOf, commonPrefix, type ProvinceSorting, provinceCsv, provinceRows } from './province-rows.ts';

const figures = (share: number | null) => ({
  metres: 1000 * (share ?? 0),
  totalMetres: share === null ? 0 : 1000,
  share,
});
const row = (name: string, lit: number | null): CoverageRow => ({
  post: { id: name, name },
  network: figures(1),
  markers: { reached: 1, total: 2, share: 0.5 },
  paved: figures(0.5),
  lit: {
    ...figures(lit),
    ...{ lamps: 0, working: 0, workingShare: null, lampsPerKm: null, medianSpacingMetres: null },
  },
  active: null,
  effort: null,
});
const posts = [row('Đồn Ba Sơn', 0.2), row('Đồn Bắc Xa', null), row('Đồn Chi Lăng', 0.9)];
const before = [row('Đồn Ba Sơn', 0.05), row('Đồn Chi Lăng', 0.85)];
const sorting = (change: Partial<ProvinceSorting>): ProvinceSorting => ({
  ...{ key: 'lit', descending: true, byChange: false },
  ...change,
});
const names = (sorted: ReturnType<typeof provinceRows>) => sorted.map(({ now }) => now.post?.name);

describe('the table of posts', () => {
  it('sorts by share, a post without roads last either way', () => {
    expect(names(provinceRows(posts, before, sorting({})))).toEqual(['Đồn Chi Lăng', 'Đồn Ba Sơn', 'Đồn Bắc Xa']);
    expect(names(provinceRows(posts, before, sorting({ descending: false })))).toEqual([
      'Đồn Ba Sơn',
      'Đồn Chi Lăng',
      'Đồn Bắc Xa',
    ]);
  });

  it('sorts by who improved most; one that was not there before has no change', () => {
    const sorted = provinceRows(posts, before, sorting({ byChange: true }));
    expect(names(sorted)).toEqual(['Đồn Ba Sơn', 'Đồn Chi Lăng', 'Đồn Bắc Xa']);
    expect(sorted.map((each) => changeOf(each, 'lit')?.toFixed(2))).toEqual(['0.15', '0.05', undefined]);
  });

  it('leaves out what all names begin with, by whole words', () => {
    expect(commonPrefix(['Đồn Biên phòng Ba Sơn', 'Đồn Biên phòng Bảo Lâm'])).toBe('Đồn Biên phòng ');
    expect(commonPrefix(['Đồn Ba Sơn', 'Trạm Chi Lăng'])).toBe('');
    expect(commonPrefix(['Đồn Ba Sơn'])).toBe('');
  });

  it('is written to CSV as it is seen, without what this account may not know', () => {
    const words = { ...coverageMessages.en.table, measure: coverageMessages.en.measure };
    const [heading, first, , last] = provinceCsv(provinceRows(posts, before, sorting({})), words).split('\r\n');
    expect(heading).not.toContain('patrolled');
    expect(first).toBe('Đồn Chi Lăng,50.00,1,2,100.00,1000.0,1000.0,50.00,500.0,1000.0,90.00,900.0,1000.0');
    expect(last).toBe('Đồn Bắc Xa,50.00,1,2,100.00,1000.0,1000.0,50.00,500.0,1000.0,,0.0,0.0');
  });
});
