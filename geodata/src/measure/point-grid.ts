import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import { type Positions, positionStride } from './positions.ts';
import type { SlotList } from './slot-list.ts';

/**
 * Points in square cells, for questions about what is near. Each point keeps a slot; slots are given cell by cell, so that a
 * row of cells is one stretch of memory (a tree was 3 times slower on lamps, chains of slots 2 times). A point taken out
 * leaves a hole that answers nothing, a point put in later hangs on a list of its cell: both cost a microsecond.
 */
export class PointGrid {
  /** Prepared positions by slot; NaN in a hole. */
  values: Float64Array;
  /** The caller's number of the point in each slot. */
  members: Int32Array;
  readonly #cells: Cells;
  readonly #starts: Uint32Array;
  readonly #added = new Map<number, number[]>();
  readonly #packed: number;
  #slots: number;

  /** Point `i` of `positions` gets the number `i`. Cells suit look-ups within `reachMetres`. */
  constructor(positions: Positions, reachMetres: number) {
    const { count, values } = positions;
    this.#cells = cellsFor(positions, 2 * reachMetres);
    const { columns, rows } = this.#cells;
    this.#starts = new Uint32Array(columns * rows + 1);
    this.#packed = count;
    this.#slots = count;
    this.values = new Float64Array(positionStride * count);
    this.members = new Int32Array(count);
    const cellOf = new Uint32Array(count);
    const starts = this.#starts;
    // A counting sort: count, add up to each cell's end, and let the ends run back to the starts as the cells fill.
    for (let point = 0; point < count; point++) {
      const cell = this.#cellAt(values, point);
      cellOf[point] = cell;
      starts[cell] = (starts[cell] as number) + 1;
    }
    let sum = 0;
    for (let cell = 0; cell < starts.length; cell++) {
      sum += starts[cell] as number;
      starts[cell] = sum;
    }
    for (let point = count - 1; point >= 0; point--) {
      const cell = cellOf[point] as number;
      const slot = (starts[cell] as number) - 1;
      starts[cell] = slot;
      this.members[slot] = point;
      copyPosition(values, point, this.values, slot);
    }
  }

  #cellAt(values: Float64Array, index: number): number {
    const place = positionStride * index;
    const row = rowOf(this.#cells, values[place + 1] as number);
    return row * this.#cells.columns + columnOf(this.#cells, values[place] as number);
  }

  /** Puts in the position `index` of `values` as point `member`; the slot returned is what `remove` wants. */
  add(values: Float64Array, index: number, member: number): number {
    const slot = this.#slots++;
    if (slot === this.members.length) this.#grow();
    copyPosition(values, index, this.values, slot);
    this.members[slot] = member;
    const cell = this.#cellAt(this.values, slot);
    const hanging = this.#added.get(cell);
    if (hanging) hanging.push(slot);
    else this.#added.set(cell, [slot]);
    return slot;
  }

  /** Takes out the point in a slot. */
  remove(slot: number): void {
    if (slot >= this.#packed) {
      const cell = this.#cellAt(this.values, slot);
      const kept = this.#added.get(cell)?.filter((other) => other !== slot) ?? [];
      if (kept.length > 0) this.#added.set(cell, kept);
      else this.#added.delete(cell);
    }
    this.values[positionStride * slot] = Number.NaN;
  }

  /** Slots in use and holes: when far more than there are points, a new grid is due. */
  get slotCount(): number {
    return this.#slots;
  }

  /** Writes the slots of the points inside a box (west, south, east, north; see `boxAround`) into `found`; says how many. */
  gather(box: Float64Array, found: SlotList): number {
    const west = box[0] as number;
    const south = box[1] as number;
    const east = box[2] as number;
    const north = box[3] as number;
    const cells = this.#cells;
    const firstColumn = columnOf(cells, west);
    const lastColumn = columnOf(cells, east);
    const lastRow = rowOf(cells, north);
    const { values } = this;
    let count = 0;
    for (let row = rowOf(cells, south); row <= lastRow; row++) {
      const start = row * cells.columns;
      const end = this.#starts[start + lastColumn + 1] as number;
      for (let slot = this.#starts[start + firstColumn] as number; slot < end; slot++) {
        const longitude = values[positionStride * slot] as number;
        const arc = values[positionStride * slot + 1] as number;
        // Written so that a hole, whose NaN compares false, is left out.
        if (!(longitude >= west && longitude <= east && arc >= south && arc <= north)) continue;
        if (count === found.slots.length) found.grow();
        found.slots[count++] = slot;
      }
      if (this.#added.size > 0) count = this.#gatherAdded(start + firstColumn, start + lastColumn, box, found, count);
    }
    return count;
  }

  #gatherAdded(firstCell: number, lastCell: number, box: Float64Array, found: SlotList, already: number): number {
    const [west = 0, south = 0, east = 0, north = 0] = box;
    let count = already;
    for (let cell = firstCell; cell <= lastCell; cell++) {
      for (const slot of this.#added.get(cell) ?? []) {
        const longitude = this.values[positionStride * slot] as number;
        const arc = this.values[positionStride * slot + 1] as number;
        if (!(longitude >= west && longitude <= east && arc >= south && arc <= north)) continue;
        if (count === found.slots.length) found.grow();
        found.slots[count++] = slot;
      }
    }
    return count;
  }

  #grow(): void {
    const room = Math.ceil(this.members.length * 1.5) + 16;
    const values = new Float64Array(positionStride * room);
    const members = new Int32Array(room);
    values.set(this.values);
    members.set(this.members);
    this.values = values;
    this.members = members;
  }
}

function cellsFor({ count, values }: Positions, cellMetres: number): Cells {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < positionStride * count; place += positionStride) {
    const longitude = values[place] as number;
    const arc = values[place + 1] as number;
    if (longitude < west) west = longitude;
    if (longitude > east) east = longitude;
    if (arc < south) south = arc;
    if (arc > north) north = arc;
  }
  const parallel = count > 0 ? (values[2] as number) : 1;
  return layCells([west, south, east, north], parallel, cellMetres, 2 * count + 1024);
}

function copyPosition(from: Float64Array, i: number, to: Float64Array, j: number): void {
  const p = positionStride * i;
  const q = positionStride * j;
  to[q] = from[p] as number;
  to[q + 1] = from[p + 1] as number;
  to[q + 2] = from[p + 2] as number;
  to[q + 3] = from[p + 3] as number;
}
