/**
 * A rectangle of cells over longitude (radians) and meridian arc (metres). Places outside fall into the nearest cell of the
 * rim, for storing and for asking alike, so an answer is never wrong, only slower far outside.
 */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly west: number;
  readonly south: number;
  readonly columnsPerRadian: number;
  readonly rowsPerMetre: number;
}

/**
 * Cells of about `cellMetres` that cover a box (west, south, east, north). The cells grow until there are at most `mostCells`:
 * a few far-flung places must not ask for a grid of the whole earth. `parallelMetres` is the radius of a parallel in the box.
 */
export function layCells(
  [west = 0, south = 0, east = 0, north = 0]: readonly number[],
  parallelMetres: number,
  cellMetres: number,
  mostCells: number,
): Cells {
  const width = Math.max(0, (east - west) * parallelMetres) || 0;
  const height = Math.max(0, north - south) || 0;
  let size = Math.max(cellMetres, 1);
  while ((width / size + 1) * (height / size + 1) > mostCells) size *= 1.25;
  return {
    columns: Math.floor(width / size) + 1,
    rows: Math.floor(height / size) + 1,
    west: Number.isFinite(west) ? west : 0,
    south: Number.isFinite(south) ? south : 0,
    columnsPerRadian: parallelMetres / size,
    rowsPerMetre: 1 / size,
  };
}

/** The column of a longitude in radians, from 0. */
export function columnOf(cells: Cells, longitude: number): number {
  const column = Math.floor((longitude - cells.west) * cells.columnsPerRadian);
  return column > 0 ? Math.min(column, cells.columns - 1) : 0;
}

/** The row of a meridian arc in metres, from 0. */
export function rowOf(cells: Cells, arc: number): number {
  const row = Math.floor((arc - cells.south) * cells.rowsPerMetre);
  return row > 0 ? Math.min(row, cells.rows - 1) : 0;
}
