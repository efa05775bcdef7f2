import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import { type Changes, changedIn, noChanges } from './changes.ts';
import { emptyPositions, type Positions, positionStride } from './positions.ts';
import { boxAroundPoint } from './runs.ts';
import type { SlotList } from './slot-list.ts';

/**
 * Points in square cells, for questions about what is near. Each point keeps a slot; slots are given cell by cell, so that a
 * row of cells is one stretch of memory (a tree was 3 times slower on lamps, chains of slots 2 times). `edited` makes of it
 * the grid with a point put in or taken out, in microseconds, and leaves this one as it is.
 */
export class PointGrid {
  /** What was changed since it was packed. */
  readonly changes: Changes;
  readonly #packed: PackedPoints;
  /** Slots whose points are taken out, ascending, and the points put in later, which have the slots behind all others. */
  readonly #gone: Uint32Array;
  readonly #added: Float64Array;
  readonly #addedMembers: readonly number[];

  /**
   * Point `i` of `positions` gets the number `i`. Cells suit look-ups within `reachMetres`. `changes` are those of a grid of the
   * same points, when it is packed anew; `edited` is for `edited` alone.
   */
  constructor(positions: Positions, reachMetres: number, changes: Changes = noChanges(), edited: Partial<Edited> = {}) {
    this.#packed = edited.packed ?? new PackedPoints(positions, reachMetres);
    this.#gone = edited.gone ?? new Uint32Array();
    this.#added = edited.added ?? new Float64Array();
    this.#addedMembers = edited.addedMembers ?? [];
    this.changes = changes;
  }

  /** Slots of all points, those taken out included. */
  get slotCount(): number {
    return this.#packed.count + this.#addedMembers.length;
  }

  /** How many points were put in and taken out since it was packed: a search looks through them all. */
  get editCount(): number {
    return this.#gone.length + this.#addedMembers.length;
  }

  /** The number of the point in a slot. */
  memberAt(slot: number): number {
    const { count, members } = this.#packed;
    return (slot < count ? members[slot] : this.#addedMembers[slot - count]) as number;
  }

  /** The grid without the point in the slot `removed`, and with a point at the first of `positions`; null: nothing. */
  edited(removed: number | null, put: { readonly positions: Positions; readonly member: number } | null): PointGrid {
    const { count, values } = this.#packed;
    let { changes } = this;
    let gone = this.#gone;
    let added = this.#added;
    let addedMembers = this.#addedMembers;
    if (removed !== null) {
      const place = removed < count ? removed : removed - count;
      changes = changedIn(boxAroundPoint(removed < count ? values : added, place, 0), changes);
      if (removed < count) gone = inserted(gone, removed);
      else {
        added = without(added, positionStride * place, positionStride);
        addedMembers = addedMembers.toSpliced(place, 1);
      }
    }
    if (put) {
      changes = changedIn(boxAroundPoint(put.positions.values, 0, 0), changes);
      added = joined(added, put.positions.values.subarray(0, positionStride));
      addedMembers = [...addedMembers, put.member];
    }
    return new PointGrid(emptyPositions(0), 1, changes, { packed: this.#packed, gone, added, addedMembers });
  }

  /** Writes the slots of the points inside a box (west, south, east, north; see `boxAround`) into `found`; says how many. */
  gather(box: Float64Array, found: SlotList): number {
    let count = this.#packed.gather(box, found);
    if (this.#gone.length > 0) {
      let kept = 0;
      for (let index = 0; index < count; index++) {
        const slot = found.slots[index] as number;
        if (!holds(this.#gone, slot)) found.slots[kept++] = slot;
      }
      count = kept;
    }
    for (let place = 0; place < this.#addedMembers.length; place++) {
      if (!isInside(this.#added, place, box)) continue;
      if (count === found.slots.length) found.grow();
      found.slots[count++] = this.#packed.count + place;
    }
    return count;
  }

  /** Writes x and y of the points in `count` slots found, in the frame at longitude λ and arc s, into `places`. Metres. */
  toFrame({ slots }: SlotList, count: number, λ: number, s: number, places: Float64Array): void {
    const { values, count: packed } = this.#packed;
    for (let index = 0; index < count; index++) {
      const slot = slots[index] as number;
      const points = slot < packed ? values : this.#added;
      const place = positionStride * (slot < packed ? slot : slot - packed);
      const Δλ = (points[place] as number) - λ;
      places[2 * index] = (points[place + 2] as number) * Δλ;
      places[2 * index + 1] = (points[place + 1] as number) - s + (points[place + 3] as number) * Δλ * Δλ;
    }
  }
}

interface Edited {
  readonly packed: PackedPoints;
  readonly gone: Uint32Array;
  readonly added: Float64Array;
  readonly addedMembers: readonly number[];
}

/** Points sorted into cells once, and never changed. */
class PackedPoints {
  readonly count: number;
  /** Prepared positions by slot. */
  readonly values: Float64Array;
  /** The number of the point in each slot. */
  readonly members: Int32Array;
  readonly #cells: Cells;
  readonly #starts: Uint32Array;

  constructor(positions: Positions, reachMetres: number) {
    const { count, values } = positions;
    this.#cells = cellsFor(positions, 2 * reachMetres);
    const { columns, rows } = this.#cells;
    this.#starts = new Uint32Array(columns * rows + 1);
    this.count = count;
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

  /** Writes the slots of the points inside a box into `found`; says how many. */
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
      let slot = this.#starts[start + firstColumn] as number;
      while (count + end - slot > found.slots.length) found.grow();
      const { slots } = found;
      // Each is written and the count goes on for those inside: a branch would be foreseen wrongly, and wait for memory.
      for (; slot < end; slot++) {
        const longitude = values[positionStride * slot] as number;
        const arc = values[positionStride * slot + 1] as number;
        slots[count] = slot;
        count += Number(longitude >= west) & Number(longitude <= east) & Number(arc >= south) & Number(arc <= north);
      }
    }
    return count;
  }
}

function inserted(ascending: Uint32Array, number: number): Uint32Array {
  const longer = new Uint32Array(ascending.length + 1);
  longer.set(ascending);
  longer[ascending.length] = number;
  return longer.sort();
}

/** Whether a number is in an ascending list. */
function holds(ascending: Uint32Array, number: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === number;
}

function without(values: Float64Array, start: number, count: number): Float64Array {
  return joined(values.subarray(0, start), values.subarray(start + count));
}

function joined(before: Float64Array, behind: Float64Array): Float64Array {
  const values = new Float64Array(before.length + behind.length);
  values.set(before);
  values.set(behind, before.length);
  return values;
}

function isInside(values: Float64Array, place: number, box: Float64Array): boolean {
  const longitude = values[positionStride * place] as number;
  const arc = values[positionStride * place + 1] as number;
  return (
    longitude >= (box[0] as number) &&
    longitude <= (box[2] as number) &&
    arc >= (box[1] as number) &&
    arc <= (box[3] as number)
  );
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
