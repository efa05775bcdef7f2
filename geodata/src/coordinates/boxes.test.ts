import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsContain } from './bounds.ts';
import { OccupiedCells } from './boxes.ts';

const place = fc.tuple(fc.double({ min: 102, max: 110, noNaN: true }), fc.double({ min: 8, max: 24, noNaN: true }));
const holds = (cells: OccupiedCells, [x, y]: readonly [number, number]) =>
  cells.boxes().some((box) => boundsContain(box, x, y));

describe('the boxes around places', () => {
  it('hold every place and every place between two, and are never many', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 300 }), place, place, (places, from, to) => {
        const cells = new OccupiedCells(0.01);
        for (const one of places) cells.add(...one);
        cells.addLine(...from, ...to);
        expect(cells.boxes().length).toBeLessThanOrEqual(400);
        for (const one of [...places, to]) expect(holds(cells, one)).toBe(true);
      }),
    );
  });

  it('lie close about them: two villages at the ends of the province are not the province', () => {
    const cells = new OccupiedCells(0.01);
    cells.add(106.1, 21.4);
    cells.add(107.3, 22.4);
    expect(cells.boxes()).toHaveLength(2);
    expect(holds(cells, [106.7, 21.9])).toBe(false);
  });

  it('leave no hole in an area, and no gap a cell wide in a long line', () => {
    const area = new OccupiedCells(0.01);
    area.addBox([106, 21, 107, 22]);
    for (let x = 106; x <= 107; x += 0.1) for (let y = 21; y <= 22; y += 0.1) expect(holds(area, [x, y])).toBe(true);
    const line = new OccupiedCells(0.01);
    line.add(106, 21);
    line.addLine(106, 21, 107, 21);
    for (let x = 106; x <= 107; x += 0.004) expect(holds(line, [x, 21])).toBe(true);
    line.add(Number.NaN, 21);
    expect(line.boxes().length).toBeLessThan(5);
  });
});
