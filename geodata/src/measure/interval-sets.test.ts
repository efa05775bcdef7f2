import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredMetres, gapsOf, sumByGroup } from './gaps.ts';
import { complementOf, differenceOf, intersectionOf, intervalTable, unionOf, wholeLines } from './interval-sets.ts';
import type { IntervalTable } from './intervals.ts';

type Pairs = readonly (readonly [number, number])[];
const table = (...lines: Pairs[]): IntervalTable =>
  intervalTable(
    lines.length,
    lines.flatMap((pairs, line) => pairs.map(([from, to]) => [line, from, to] as const)),
  );
const pairsOf = ({ starts, from, to }: IntervalTable, line = 0) =>
  Array.from(from.slice(starts[line], starts[line + 1]), (start, index) => [start, to[(starts[line] ?? 0) + index]]);

describe('sets of chainage intervals', () => {
  const lit = table([
    [0, 100],
    [200, 300],
  ]);
  const paved = table([
    [50, 250],
    [290, 400],
  ]);

  it('unite, intersect and subtract', () => {
    expect(pairsOf(unionOf(lit, paved))).toEqual([[0, 400]]);
    expect(pairsOf(intersectionOf(lit, paved))).toEqual([
      [50, 100],
      [200, 250],
      [290, 300],
    ]);
    expect(pairsOf(differenceOf(lit, paved))).toEqual([
      [0, 50],
      [250, 290],
    ]);
  });

  it('leave out empty and reversed intervals and join those that touch', () => {
    expect(
      pairsOf(
        table([
          [5, 5],
          [9, 8],
          [1, 2],
          [2, 3],
        ]),
      ),
    ).toEqual([[1, 3]]);
  });

  it('make a road with an attribute one interval, and one of zero length none', () => {
    const whole = wholeLines(Float64Array.of(120, 80, 0), (line) => line !== 1);
    expect([pairsOf(whole, 0), pairsOf(whole, 1), pairsOf(whole, 2)]).toEqual([[[0, 120]], [], []]);
    expect(Array.from(sumByGroup(coveredMetres(whole), [1, 0, 1], 2))).toEqual([0, 120]);
    expect(Array.from(sumByGroup([1, 2, 3], [-1, 0, 7], 1))).toEqual([2]);
  });

  it('leave the gaps that are as long as asked or longer, at both ends of a line and between', () => {
    const covered = table([
      [50, 100],
      [150, 200],
    ]);
    const gaps = (metres: number) => pairsOf(gapsOf(Float64Array.of(250), covered, metres));
    expect(gaps(50)).toEqual([
      [0, 50],
      [100, 150],
      [200, 250],
    ]);
    expect(gaps(50.001)).toEqual([]);
  });

  it('refuse to combine the intervals of different lines', () => {
    expect(() => unionOf(table([], []), table([]))).toThrow('different lines');
  });

  it('obey the laws of sets on random intervals', () => {
    const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), {
      maxLength: 12,
    });
    const any = fc.array(line, { minLength: 3, maxLength: 3 }).map((lines) => table(...lines));
    const lengths = Float64Array.of(400, 400, 400);
    fc.assert(
      fc.property(any, any, (a, b) => {
        const union = unionOf(a, b);
        const both = intersectionOf(a, b);
        const onlyA = differenceOf(a, b);
        expect(unionOf(both, onlyA)).toEqual(a);
        expect(unionOf(b, onlyA)).toEqual(union);
        expect(differenceOf(union, b)).toEqual(onlyA);
        expect(complementOf(complementOf(a, lengths), lengths)).toEqual(a);
        expect(complementOf(a, lengths)).toEqual(gapsOf(lengths, a, 0));
        expect(intersectionOf(complementOf(a, lengths), complementOf(b, lengths))).toEqual(
          complementOf(union, lengths),
        );
        const metres = (table: IntervalTable) => coveredMetres(table).reduce((sum, each) => sum + each, 0);
        expect(metres(union) + metres(both)).toBe(metres(a) + metres(b));
      }),
    );
  });
});
