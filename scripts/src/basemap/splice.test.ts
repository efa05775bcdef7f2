import { describe, expect, test } from 'vitest';
import { spliced } from './splice.ts';

const square = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 2],
  [1, 1],
  [1, 0],
  [0, 0],
];

describe('a finer line in the place of a coarse one', () => {
  const finer = [
    [0, 1],
    [0.2, 1.5],
    [0, 2],
  ];

  test('takes the stretch between its ends, whichever way it runs', () => {
    const wanted = [[0, 0], ...finer, [1, 2], [1, 1], [1, 0], [0, 0]];
    expect(spliced(square, finer)).toEqual(wanted);
    expect(spliced(square, finer.toReversed())).toEqual(wanted);
  });

  test('keeps a ring closed when the stretch runs over its first vertex', () => {
    const over = [
      [1, 0],
      [0.5, -0.3],
      [0, 0.01],
      [0, 1],
    ];
    const ring = spliced(square, over);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring).toEqual(expect.arrayContaining(over));
    expect(ring).not.toContainEqual([0, 0]);
    expect(ring).toHaveLength(8);
  });

  test('leaves a line alone that it does not touch', () => {
    const elsewhere = [
      [5, 5],
      [6, 6],
    ];
    expect(spliced(square, elsewhere)).toEqual(square);
  });
});
