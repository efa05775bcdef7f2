import type { Place } from './frame.ts';
import { type Grid, middleOf } from './grid.ts';
import { itemAt, relaxed } from './polyline.ts';

export interface Stream {
  /** 1 for a river, 2 for a stream, 3 for a brook. */
  readonly rank: 1 | 2 | 3;
  /** Downhill, ending where it meets another stream, the sea or the edge. */
  readonly places: readonly Place[];
}

/** Where water would run on a grid of heights: every stream that drains at least `brookCells` cells. */
export function streamsOf(grid: Grid, heights: Float32Array, isSea: Uint8Array, brookCells: number): Stream[] {
  const { next, order } = drainage(grid, heights, isSea);
  const drained = new Float64Array(heights.length).fill(1);
  for (let index = order.length - 1; index >= 0; index--) {
    const cell = order[index] ?? 0;
    const to = next[cell] ?? -1;
    if (to >= 0) drained[to] = (drained[to] ?? 0) + (drained[cell] ?? 0);
  }
  const runs = (cell: number): boolean => (drained[cell] ?? 0) >= brookCells && isSea[cell] === 0;
  const rankOf = (cell: number): 1 | 2 | 3 => {
    const cells = (drained[cell] ?? 0) / brookCells;
    return cells >= 30 ? 1 : cells >= 5 ? 2 : 3;
  };
  const feeders = new Uint8Array(heights.length);
  for (const cell of order) {
    const to = next[cell] ?? -1;
    if (to >= 0 && runs(cell)) feeders[to] = Math.min(3, (feeders[to] ?? 0) + 1);
  }
  const streams: Stream[] = [];
  for (const cell of order) {
    if (!runs(cell) || feeders[cell] === 1) continue;
    streams.push(...runFrom(cell));
  }
  return streams;

  function runFrom(start: number): Stream[] {
    const pieces: Stream[] = [];
    let cells = [start];
    let rank = rankOf(start);
    for (let cell: number = next[start] ?? -1; cell >= 0; cell = next[cell] ?? -1) {
      cells.push(cell);
      const ends = !runs(cell) || (feeders[cell] ?? 0) > 1;
      if (ends || rankOf(cell) !== rank) {
        pieces.push({ rank, places: smoothed(cells) });
        cells = [cell];
        rank = rankOf(cell);
      }
      if (ends) break;
    }
    return pieces.filter(({ places }) => places.length > 1);
  }

  function smoothed(cells: readonly number[]): Place[] {
    const places = cells.map((cell) => middleOf(grid, cell));
    return relaxed(places, Math.min(8, places.length));
  }
}

/**
 * For every cell the neighbour its water goes to (-1: out), by flooding upwards from the sea and the grid's edge, so that
 * hollows fill and spill (priority flood with buckets of a metre); `order` is lowest first.
 */
function drainage(grid: Grid, heights: Float32Array, isSea: Uint8Array): { next: Int32Array; order: Int32Array } {
  const { columns, rows } = grid;
  const next = new Int32Array(heights.length).fill(-2);
  const order = new Int32Array(heights.length);
  const buckets: number[][] = [];
  const push = (cell: number, level: number): void => {
    const bucket = buckets[level];
    if (bucket) bucket.push(cell);
    else buckets[level] = [cell];
  };
  const levelOf = (cell: number): number => Math.max(0, Math.floor((heights[cell] ?? 0) * 2));
  for (let cell = 0; cell < heights.length; cell++) {
    const column = cell % columns;
    const row = (cell - column) / columns;
    if (column > 0 && row > 0 && column < columns - 1 && row < rows - 1 && isSea[cell] === 0) continue;
    next[cell] = -1;
    push(cell, levelOf(cell));
  }
  let done = 0;
  for (let level = 0; level < buckets.length; level++) {
    const bucket = buckets[level];
    if (!bucket) continue;
    // The bucket grows while it is read: cells no higher than the one that floods them join it.
    for (let at = 0; at < bucket.length; at++) {
      const cell: number = itemAt(bucket, at);
      order[done++] = cell;
      const column = cell % columns;
      const row = (cell - column) / columns;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const inside = column + dx >= 0 && column + dx < columns && row + dy >= 0 && row + dy < rows;
          const other = cell + dy * columns + dx;
          if (!inside || next[other] !== -2) continue;
          next[other] = cell;
          push(other, Math.max(level, levelOf(other)));
        }
      }
    }
  }
  return { next, order };
}
