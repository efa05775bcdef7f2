import { foldDiacritics } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { matchScore } from './find.ts';

const score = (name: string, question: string) => matchScore(foldDiacritics(name), foldDiacritics(question));

describe('finding a name', () => {
  it('needs no diacritics, and takes them too', () => {
    expect(score('Đồng Đăng', 'dong dang')).toBeGreaterThan(0);
    expect(score('Mẫu Sơn', 'mau son')).toBeGreaterThan(0);
    expect(score('Mẫu Sơn', 'Mẫu Sơn')).toBeGreaterThan(0);
    expect(score('Mẫu Sơn', 'bac xa')).toBe(0);
    expect(score('Mẫu Sơn', '')).toBe(0);
  });

  it('prefers the whole name, then its beginning, then the beginning of a word', () => {
    const order = ['1291', '1291/2', 'Mốc 1291', 'x21291'].map((name) => score(name, '1291'));
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(4);
  });

  it('finds the words in another order', () => {
    expect(score('Trạm y tế Mẫu Sơn', 'mau son tram')).toBeGreaterThan(0);
  });
});
