import type { Place } from './frame.ts';
import { cellAt, type Grid, middleOf } from './grid.ts';
import { distance } from './polyline.ts';

/** Cost of a metre of way in a cell; Infinity where no way may lead. */
export type CellCosts = Float32Array;

const knight = Math.sqrt(5);
/** The sixteen neighbours: columns, rows and cells' widths to each. Flat arrays, since the search reads them millions of times. */
const across = Int8Array.of(1, -1, 0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 1, 1, -1, -1);
const up = Int8Array.of(0, 0, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 2, -2, 2, -2);
const widths = Float64Array.from(across, (columns, index) => {
  const rows = up[index] ?? 0;
  return columns * rows === 0 ? 1 : Math.abs(columns) === Math.abs(rows) ? Math.SQRT2 : knight;
});

/** The cheapest way between two places over the cells of a grid, cell middle by cell middle. */
export function leastCostWay(grid: Grid, costs: CellCosts, heights: Float32Array, from: Place, to: Place): Place[] {
  const goal = cellAt(grid, to);
  const cells = wayToGoal(grid, costs, heights, cellAt(grid, from), (cell) => cell === goal);
  if (!cells) throw new Error('No way between the places');
  const way = [from, ...cells.slice(1, -1).map((cell) => middleOf(grid, cell)), to];
  return way.filter((place, index) => index === 0 || distance(place, way[index - 1] ?? place) > 0.01);
}

/**
 * The cells of the cheapest way from one cell to the first that is a goal; undefined when none can be reached (Dijkstra;
 * knight's moves too, so that a way can take sixteen directions and looks laid out, not stepped). Climbing costs by the
 * square of the slope.
 */
export function wayToGoal(
  grid: Grid,
  costs: CellCosts,
  heights: Float32Array,
  start: number,
  isGoal: (cell: number) => boolean,
): number[] | undefined {
  const notes = notesFor(heights);
  const { spent, cameFrom, seen } = notes;
  const round = ++notes.round;
  const { queue } = notes;
  queue.clear();
  seen[start] = round;
  spent[start] = 0;
  cameFrom[start] = -1;
  queue.push(start, 0);
  let reached = -1;
  for (let cell = queue.pop(); cell >= 0; cell = queue.pop()) {
    if (cell !== start && isGoal(cell)) {
      reached = cell;
      break;
    }
    const column = cell % grid.columns;
    const row = (cell - column) / grid.columns;
    const spentHere = spent[cell] ?? 0;
    const height = heights[cell] ?? 0;
    const costHere = cell === start ? 1 : (costs[cell] ?? Infinity);
    for (let index = 0; index < 16; index++) {
      const toColumn = column + (across[index] ?? 0);
      const toRow = row + (up[index] ?? 0);
      if (toColumn < 0 || toColumn >= grid.columns || toRow < 0 || toRow >= grid.rows) continue;
      const next = toRow * grid.columns + toColumn;
      const cost = (costHere + (costs[next] ?? Infinity)) / 2;
      if (cost === Infinity) continue;
      const metres = (widths[index] ?? 1) * grid.size;
      const slope = ((heights[next] ?? 0) - height) / metres;
      const total = spentHere + metres * cost * (1 + 60 * slope * slope);
      if (seen[next] === round && total >= (spent[next] ?? 0)) continue;
      seen[next] = round;
      spent[next] = total;
      cameFrom[next] = cell;
      queue.push(next, total);
    }
  }
  if (reached < 0) return undefined;
  const way: number[] = [];
  for (let cell = reached; cell >= 0; cell = cameFrom[cell] ?? -1) way.push(cell);
  return way.reverse();
}

/** What a search writes down about cells; kept for the next search over the same ground, which need not clear it. */
interface Notes {
  readonly spent: Float64Array;
  readonly cameFrom: Int32Array;
  /** The search that last wrote about a cell. */
  readonly seen: Int32Array;
  readonly queue: CellQueue;
  round: number;
}
const notesByGround = new WeakMap<Float32Array, Notes>();

function notesFor(heights: Float32Array): Notes {
  const known = notesByGround.get(heights);
  if (known) return known;
  const count = heights.length;
  const notes = {
    spent: new Float64Array(count),
    cameFrom: new Int32Array(count),
    seen: new Int32Array(count),
    queue: new CellQueue(),
    round: 0,
  };
  notesByGround.set(heights, notes);
  return notes;
}

/** A binary heap of cells by cost; a cell may stand in it more than once, the cheapest comes first. */
class CellQueue {
  #cells = new Int32Array(1024);
  #costs = new Float64Array(1024);
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  push(cell: number, cost: number): void {
    if (this.#count === this.#cells.length) this.#grow();
    const [cells, costs] = [this.#cells, this.#costs];
    let place = this.#count++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((costs[parent] ?? 0) <= cost) break;
      cells[place] = cells[parent] ?? 0;
      costs[place] = costs[parent] ?? 0;
      place = parent;
    }
    cells[place] = cell;
    costs[place] = cost;
  }

  /** The cheapest cell, or -1 when none is left. */
  pop(): number {
    if (this.#count === 0) return -1;
    const [cells, costs] = [this.#cells, this.#costs];
    const first = cells[0] ?? -1;
    const count = --this.#count;
    const cell = cells[count] ?? 0;
    const cost = costs[count] ?? 0;
    let place = 0;
    for (let child = 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && (costs[child + 1] ?? 0) < (costs[child] ?? 0)) child++;
      if ((costs[child] ?? 0) >= cost) break;
      cells[place] = cells[child] ?? 0;
      costs[place] = costs[child] ?? 0;
      place = child;
    }
    cells[place] = cell;
    costs[place] = cost;
    return first;
  }

  #grow(): void {
    const [cells, costs] = [this.#cells, this.#costs];
    this.#cells = new Int32Array(cells.length * 2);
    this.#costs = new Float64Array(costs.length * 2);
    this.#cells.set(cells);
    this.#costs.set(costs);
  }
}
