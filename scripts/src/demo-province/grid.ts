import type { Place } from './frame.ts';

/** A raster over the plane: cell (column, row) has its middle at left + column * size, bottom + row * size (metres). */
export interface Grid {
  readonly left: number;
  readonly bottom: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export function gridOver(box: Box, size: number): Grid {
  const columns = Math.ceil((box.right - box.left) / size) + 1;
  const rows = Math.ceil((box.top - box.bottom) / size) + 1;
  return { left: box.left, bottom: box.bottom, size, columns, rows };
}

export function boxAround(places: readonly Place[], margin: number): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left: left - margin, bottom: bottom - margin, right: right + margin, top: top + margin };
}

export const middleOf = (grid: Grid, cell: number): Place => [
  grid.left + (cell % grid.columns) * grid.size,
  grid.bottom + Math.floor(cell / grid.columns) * grid.size,
];

/** The cell whose middle is nearest, or -1 outside the grid. */
export function cellAt(grid: Grid, [x, y]: Place): number {
  const column = Math.round((x - grid.left) / grid.size);
  const row = Math.round((y - grid.bottom) / grid.size);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return -1;
  return row * grid.columns + column;
}

/** The values of a grid between its cells (bilinear); outside, those of the nearest edge. */
export function sampled(grid: Grid, values: Float32Array, [x, y]: Place): number {
  const across = Math.min(grid.columns - 1.001, Math.max(0, (x - grid.left) / grid.size));
  const up = Math.min(grid.rows - 1.001, Math.max(0, (y - grid.bottom) / grid.size));
  const column = Math.floor(across);
  const row = Math.floor(up);
  const cell = row * grid.columns + column;
  const u = across - column;
  const v = up - row;
  const low = (values[cell] ?? 0) * (1 - u) + (values[cell + 1] ?? 0) * u;
  const high = (values[cell + grid.columns] ?? 0) * (1 - u) + (values[cell + grid.columns + 1] ?? 0) * u;
  return low + (high - low) * v;
}

/** The values of a function of the plane at every cell. */
export function filled(grid: Grid, value: (x: number, y: number) => number): Float32Array {
  const values = new Float32Array(grid.columns * grid.rows);
  let cell = 0;
  for (let row = 0; row < grid.rows; row++) {
    const y = grid.bottom + row * grid.size;
    for (let column = 0; column < grid.columns; column++) values[cell++] = value(grid.left + column * grid.size, y);
  }
  return values;
}

/** 1 for cells whose middle is inside the ring (even-odd), else 0. */
export function insideCells(grid: Grid, ring: readonly Place[]): Uint8Array {
  const inside = new Uint8Array(grid.columns * grid.rows);
  const crossings: number[][] = Array.from({ length: grid.rows }, () => []);
  let previous = ring.at(-1);
  for (const place of ring) {
    if (previous) addCrossings(grid, previous, place, crossings);
    previous = place;
  }
  crossings.forEach((row, index) => {
    row.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < row.length; pair += 2) {
      const from = Math.max(0, Math.ceil(((row[pair] ?? 0) - grid.left) / grid.size));
      const to = Math.min(grid.columns - 1, Math.floor(((row[pair + 1] ?? 0) - grid.left) / grid.size));
      for (let column = from; column <= to; column++) inside[index * grid.columns + column] = 1;
    }
  });
  return inside;
}

function addCrossings(grid: Grid, a: Place, b: Place, crossings: number[][]): void {
  if (a[1] === b[1]) return;
  const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
  const first = Math.max(0, Math.ceil((low[1] - grid.bottom) / grid.size));
  const last = Math.min(grid.rows - 1, Math.ceil((high[1] - grid.bottom) / grid.size) - 1);
  for (let row = first; row <= last; row++) {
    const y = grid.bottom + row * grid.size;
    crossings[row]?.push(low[0] + ((y - low[1]) / (high[1] - low[1])) * (high[0] - low[0]));
  }
}
