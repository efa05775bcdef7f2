import type { Place } from './frame.ts';
import { cellAt, type Grid } from './grid.ts';

/** For every cell of a grid, the nearest place of a line. */
export interface NearestField {
  /** Index of the nearest place of the line. */
  readonly nearest: Int32Array;
  /** Metres to it. */
  readonly metres: Float32Array;
}

/**
 * Hands the nearest place on from cell to cell in waves from the line until nothing improves: a few metres off at worst on a
 * grid of 100 m, and some hundred times faster than asking an index for every cell. Cells more than `limit` metres away stay
 * at -1 and Infinity.
 */
export function nearestField(grid: Grid, line: readonly Place[], limit = Infinity): NearestField {
  const { columns, rows } = grid;
  const nearest = new Int32Array(columns * rows).fill(-1);
  const metres = new Float32Array(columns * rows).fill(Infinity);
  const xs = Float64Array.from(line, (place) => place[0]);
  const ys = Float64Array.from(line, (place) => place[1]);
  const isWaiting = new Uint8Array(columns * rows);
  let wave: number[] = [];
  let nextWave: number[] = [];
  const offer = (column: number, row: number, index: number): void => {
    const dx = (xs[index] ?? 0) - grid.left - column * grid.size;
    const dy = (ys[index] ?? 0) - grid.bottom - row * grid.size;
    const off = Math.sqrt(dx * dx + dy * dy);
    const cell = row * columns + column;
    // Rounded first: a Float32Array gives back less than was put in, and the wave would never end.
    if (off > limit || Math.fround(off) >= (metres[cell] ?? 0)) return;
    metres[cell] = off;
    nearest[cell] = index;
    if (isWaiting[cell] === 1) return;
    isWaiting[cell] = 1;
    nextWave.push(cell);
  };
  line.forEach((place, index) => {
    const cell = cellAt(grid, place);
    if (cell >= 0) offer(cell % columns, Math.floor(cell / columns), index);
  });
  while (nextWave.length > 0) {
    [wave, nextWave] = [nextWave, []];
    for (const cell of wave) {
      isWaiting[cell] = 0;
      const column = cell % columns;
      const row = (cell - column) / columns;
      const index = nearest[cell] ?? -1;
      for (let up = Math.max(0, row - 1); up <= Math.min(rows - 1, row + 1); up++) {
        for (let across = Math.max(0, column - 1); across <= Math.min(columns - 1, column + 1); across++) {
          if (up !== row || across !== column) offer(across, up, index);
        }
      }
    }
  }
  return { nearest, metres };
}
