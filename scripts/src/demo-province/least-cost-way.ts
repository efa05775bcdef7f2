import type { Place } from './frame.ts';
import { cellAt, type Grid, middleOf } from './grid.ts';
import { distance } from './polyline.ts';

/** Cost of a metre of way in a cell; Infinity where no way may lead. */
export type CellCosts = Float32Array;

const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
  [2, 1],
  [2, -1],
  [-2, 1],
  [-2, -1],
  [1, 2],
  [1, -2],
  [-1, 2],
  [-1, -2],
] as const;

/**
 * The cheapest way between two places over the cells of a grid, cell middle by cell middle (Dijkstra; knight's moves too,
 * so that a way can take sixteen directions and looks laid out, not stepped). Climbing costs by the square of the slope.
 */
export function leastCostWay(grid: Grid, costs: CellCosts, heights: Float32Array, from: Place, to: Place): Place[] {
  const start = cellAt(grid, from);
  const goal = cellAt(grid, to);
  const spent = new Float64Array(costs.length).fill(Infinity);
  const cameFrom = new Int32Array(costs.length).fill(-1);
  const queue = new CellQueue();
  spent[start] = 0;
  queue.push(start, 0);
  for (let cell = queue.pop(); cell >= 0 && cell !== goal; cell = queue.pop()) {
    const column = cell % grid.columns;
    const row = (cell - column) / grid.columns;
    for (const [across, up] of neighbours) {
      if (column + across < 0 || column + across >= grid.columns || row + up < 0 || row + up >= grid.rows) continue;
      const next = cell + across + up * grid.columns;
      const cost = ((costs[cell] ?? Infinity) + (costs[next] ?? Infinity)) / 2;
      if (cost === Infinity) continue;
      const metres = Math.hypot(across, up) * grid.size;
      const slope = ((heights[next] ?? 0) - (heights[cell] ?? 0)) / metres;
      const total = (spent[cell] ?? 0) + metres * cost * (1 + 60 * slope * slope);
      if (total >= (spent[next] ?? 0)) continue;
      spent[next] = total;
      cameFrom[next] = cell;
      queue.push(next, total);
    }
  }
  if (spent[goal] === Infinity) throw new Error('No way between the places');
  const way: Place[] = [to];
  for (let cell = cameFrom[goal] ?? -1; cell >= 0 && cell !== start; cell = cameFrom[cell] ?? -1) {
    way.push(middleOf(grid, cell));
  }
  way.push(from);
  return way.reverse().filter((place, index, all) => index === 0 || distance(place, all[index - 1] ?? place) > 0.01);
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
