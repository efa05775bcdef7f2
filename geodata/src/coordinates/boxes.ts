import type { Bounds } from './bounds.ts';

const mostCells = 400;

/**
 * The places of a file as few boxes: what lies near them can be asked for without all that lies between. Cells are made wider
 * until there are at most 400 of them, so it costs the same for ten places and for a hundred thousand.
 */
export class OccupiedCells {
  #size: number;
  #cells = new Map<number, Set<number>>();
  #count = 0;
  /** The cell added last: the next place is nearly always in it. */
  #lastRow = Number.NaN;
  #lastColumn = Number.NaN;

  /** Cells this wide while there are few, in degrees. */
  constructor(finestDegrees: number) {
    this.#size = finestDegrees;
  }

  /** Adds a place, WGS 84 degrees; what is not finite is passed over. */
  add(longitude: number, latitude: number): void {
    if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)
      this.#enter(this.#cellOf(longitude), this.#cellOf(latitude));
  }

  /** Adds all places on the straight line between two. */
  addLine(ax: number, ay: number, bx: number, by: number): void {
    const steps = Math.min(mostCells, Math.ceil((2 * Math.max(Math.abs(bx - ax), Math.abs(by - ay))) / this.#size));
    for (let step = 1; step < steps; step++) {
      this.add(ax + (step / steps) * (bx - ax), ay + (step / steps) * (by - ay));
    }
    this.add(bx, by);
  }

  /** Adds a whole box. */
  addBox([west, south, east, north]: Bounds): void {
    // A box of the whole country in the finest cells would be entered a million times to be made coarser each time.
    while ((east - west) * (north - south) > mostCells * this.#size ** 2) this.#coarsen();
    for (let row = this.#cellOf(south); row <= this.#cellOf(north); row++) {
      for (let column = this.#cellOf(west); column <= this.#cellOf(east); column++) this.#enter(column, row);
    }
  }

  /** Boxes that together hold all that was added: cells side by side make one. */
  boxes(): Bounds[] {
    return [...this.#cells].flatMap(([row, columns]) => {
      const sorted = [...columns].sort((one, other) => one - other);
      const boxes: Bounds[] = [];
      for (let from = 0; from < sorted.length; ) {
        let to = from;
        while (sorted[to + 1] === (sorted[to] as number) + 1) to++;
        const [west, east] = [sorted[from] as number, (sorted[to] as number) + 1];
        boxes.push([west * this.#size, row * this.#size, east * this.#size, (row + 1) * this.#size]);
        from = to + 1;
      }
      return boxes;
    });
  }

  #cellOf(degrees: number): number {
    return Math.floor(degrees / this.#size);
  }

  #enter(column: number, row: number): void {
    if (column === this.#lastColumn && row === this.#lastRow) return;
    this.#lastColumn = column;
    this.#lastRow = row;
    const columns = this.#cells.get(row) ?? new Set();
    if (columns.has(column)) return;
    this.#cells.set(row, columns.add(column));
    if (++this.#count > mostCells) this.#coarsen();
  }

  #coarsen(): void {
    const before = this.#cells;
    this.#cells = new Map();
    this.#count = 0;
    this.#size *= 2;
    this.#lastColumn = Number.NaN;
    for (const [row, columns] of before) {
      for (const column of columns) this.#enter(Math.floor(column / 2), Math.floor(row / 2));
    }
  }
}
