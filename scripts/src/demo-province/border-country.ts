import type { BorderLine } from './border-line.ts';
import { nearestField } from './distance-field.ts';
import type { Place } from './frame.ts';
import { boxAround, type Grid, gridOver, insideCells, middleOf } from './grid.ts';
import type { Terrain } from './terrain.ts';

/** The strip along the border on the Vietnamese side in which roads are laid out. */
export interface BorderCountry {
  readonly grid: Grid;
  /** Metres to the border line; Infinity outside the province and beyond the strip. */
  readonly offBorder: Float32Array;
  /** Metres above the sea, 0 where `offBorder` is Infinity. */
  readonly heights: Float32Array;
}

const cellMetres = 60;
const stripMetres = 2_600;

export function surveyBorderCountry({ line }: BorderLine, province: readonly Place[], terrain: Terrain): BorderCountry {
  const grid = gridOver(boxAround(line, stripMetres), cellMetres);
  const offBorder = nearestField(grid, line, stripMetres).metres;
  const inside = insideCells(grid, province);
  const heights = new Float32Array(offBorder.length);
  for (let cell = 0; cell < offBorder.length; cell++) {
    if (!inside[cell] || (offBorder[cell] ?? 0) > stripMetres) {
      offBorder[cell] = Infinity;
      continue;
    }
    const [x, y]: Place = middleOf(grid, cell);
    heights[cell] = terrain(x, y);
  }
  return { grid, offBorder, heights };
}

/** The part of the strip within `reach` metres of a place, for ways that stay near it. */
export function countryAround(
  { grid, offBorder, heights }: BorderCountry,
  [x, y]: Place,
  reach: number,
): BorderCountry {
  const column = Math.max(0, Math.floor((x - reach - grid.left) / grid.size));
  const row = Math.max(0, Math.floor((y - reach - grid.bottom) / grid.size));
  const columns = Math.min(grid.columns - column, Math.ceil((2 * reach) / grid.size) + 1);
  const rows = Math.min(grid.rows - row, Math.ceil((2 * reach) / grid.size) + 1);
  const part: BorderCountry = {
    grid: {
      left: grid.left + column * grid.size,
      bottom: grid.bottom + row * grid.size,
      size: grid.size,
      columns,
      rows,
    },
    offBorder: new Float32Array(columns * rows),
    heights: new Float32Array(columns * rows),
  };
  for (let line = 0; line < rows; line++) {
    const from = (row + line) * grid.columns + column;
    part.offBorder.set(offBorder.subarray(from, from + columns), line * columns);
    part.heights.set(heights.subarray(from, from + columns), line * columns);
  }
  return part;
}
