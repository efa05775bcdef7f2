import type { Place } from './frame.ts';
import { cellAt, type Grid, middleOf } from './grid.ts';
import { distance, itemAt } from './polyline.ts';

/** For every cell of a grid, the nearest place of a line. */
export interface NearestField {
  /** Index of the nearest place of the line. */
  readonly nearest: Int32Array;
  /** Metres to it. */
  readonly metres: Float32Array;
}

/**
 * Hands the nearest place on from cell to cell in two sweeps (Danielsson's transform, 8 neighbours): a few metres off at
 * worst on a grid of 100 m, and some hundred times faster than asking an index for every cell.
 */
export function nearestField(grid: Grid, line: readonly Place[]): NearestField {
  const { columns, rows } = grid;
  const nearest = new Int32Array(columns * rows).fill(-1);
  const metres = new Float32Array(columns * rows).fill(Infinity);
  line.forEach((place, index) => {
    const cell = cellAt(grid, place);
    if (cell < 0) return;
    const off = distance(place, middleOf(grid, cell));
    if (off < (metres[cell] ?? 0)) {
      metres[cell] = off;
      nearest[cell] = index;
    }
  });
  const offer = (cell: number, x: number, y: number, from: number): void => {
    const index = nearest[from] ?? -1;
    if (index < 0) return;
    const place = itemAt(line, index);
    const dx = place[0] - x;
    const dy = place[1] - y;
    const off = Math.sqrt(dx * dx + dy * dy);
    if (off < (metres[cell] ?? 0)) {
      metres[cell] = off;
      nearest[cell] = index;
    }
  };
  const sweep = (up: boolean): void => {
    const step = up ? -columns : columns;
    for (let count = 0; count < rows; count++) {
      const row = up ? count : rows - 1 - count;
      const y = grid.bottom + row * grid.size;
      const hasBefore = count > 0;
      for (let column = 0; column < columns; column++) {
        const cell = row * columns + column;
        const x = grid.left + column * grid.size;
        if (hasBefore) {
          offer(cell, x, y, cell + step);
          if (column > 0) offer(cell, x, y, cell + step - 1);
          if (column < columns - 1) offer(cell, x, y, cell + step + 1);
        }
        if (column > 0) offer(cell, x, y, cell - 1);
      }
      for (let column = columns - 2; column >= 0; column--) {
        const cell = row * columns + column;
        offer(cell, grid.left + column * grid.size, y, cell + 1);
      }
    }
  };
  sweep(true);
  sweep(false);
  return { nearest, metres };
}
