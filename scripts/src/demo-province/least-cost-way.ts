import type { Place } from './frame.ts';
import { cellAt, type Grid, middleOf } from './grid.ts';
import { distance } from './polyline.ts';

/** Cost of a metre of way in a cell; Infinity where no way may lead. */
export type CellCosts = Float32Array;

const knight = Math.sqrt(5);
/** Columns, rows and cells' widths to each. */
const neighbours = [
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 1],
  [0, -1, 1],
  [1, 1, Math.SQRT2],
  [1, -1, Math.SQRT2],
  [-1, 1, Math.SQRT2],
  [-1, -1, Math.SQRT2],
  [2, 1, knight],
  [2, -1, knight],
  [-2, 1, knight],
  [-2, -1, knight],
  [1, 2, knight],
  [1, -2, knight],
  [-1, 2, knight],
  [-1, -2, knight],
] as const;

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
  const queue = new CellQueue();
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
    for (const [across, up, cells] of neighbours) {
      if (column + across < 0 || column + across >= grid.columns || row + up < 0 || row + up >= grid.rows) continue;
      const next = cell + across + up * grid.columns;
      const cost = (costHere + (costs[next] ?? Infinity)) / 2;
      if (cost === Infinity) continue;
      const metres = cells * grid.size;
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
    round: 0,
  };
  notesByGround.set(heights, notes);
  return notes;
}

/** A binary heap of cells by cost; a cell may stand in it more than once, the cheapest comes first. */
class CellQueue {
  readonly #cells: number[] = [];
  readonly #costs: number[] = [];

  push(cell: number, cost: number): void {
    let place = this.#cells.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((this.#costs[parent] ?? 0) <= cost) break;
      this.#cells[place] = this.#cells[parent] ?? 0;
      this.#costs[place] = this.#costs[parent] ?? 0;
      place = parent;
    }
    this.#cells[place] = cell;
    this.#costs[place] = cost;
  }

  /** The cheapest cell, or -1 when none is left. */
  pop(): number {
    const first = this.#cells[0];
    if (first === undefined) return -1;
    const cell = this.#cells.pop() ?? 0;
    const cost = this.#costs.pop() ?? 0;
    const count = this.#cells.length;
    if (count === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      if (child + 1 < count && (this.#costs[child + 1] ?? 0) < (this.#costs[child] ?? 0)) child++;
      if ((this.#costs[child] ?? 0) >= cost) break;
      this.#cells[place] = this.#cells[child] ?? 0;
      this.#costs[place] = this.#costs[child] ?? 0;
      place = child;
    }
    this.#cells[place] = cell;
    this.#costs[place] = cost;
    return first;
  }
}
