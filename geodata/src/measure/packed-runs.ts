import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import type { LineNetwork, NetworkLine } from './line-network.ts';
import { frameStride } from './runs.ts';
import type { SlotList } from './slot-list.ts';

/** Cells of about the size of a run: measured, half or twice the size costs a tenth more. */
const cellMetres = 250;

/** Runs sorted into cells once, and never changed. */
export class PackedRuns {
  readonly networks: LineNetwork[] = [];
  readonly runs: Uint32Array;
  readonly lines: Uint32Array;
  /** The number each run's line had when it was packed. */
  readonly ids: Int32Array;
  readonly count: number;
  readonly #stamps: Uint32Array;
  #stamp = 0;
  readonly #cells: Cells;
  readonly #starts: Uint32Array;
  readonly #entries: Uint32Array;

  constructor(lines: readonly (NetworkLine | undefined)[], keep: (line: number) => boolean) {
    let room = 0;
    for (const [id, held] of lines.entries()) if (held && keep(id)) room += runCountOf(held);
    this.runs = new Uint32Array(room);
    this.lines = new Uint32Array(room);
    this.ids = new Int32Array(room);
    this.#stamps = new Uint32Array(room);
    this.count = room;
    let count = 0;
    for (const [id, held] of lines.entries()) {
      if (!held || !keep(id)) continue;
      const first = held.network.runs.lineRuns[held.line] as number;
      for (let run = first; run < first + runCountOf(held); run++) {
        this.networks.push(held.network);
        this.runs[count] = run;
        this.lines[count] = held.line;
        this.ids[count++] = id;
      }
    }
    this.#cells = this.#layCells();
    this.#starts = new Uint32Array(this.#cells.columns * this.#cells.rows + 1);
    this.#entries = this.#sortIntoCells();
  }

  /** The runs whose boxes meet a box, those left out whose line has no number now. */
  gather(box: Float64Array, numbers: Int32Array, found: SlotList): number {
    const cells = this.#cells;
    const firstColumn = columnOf(cells, box[0] as number);
    const lastColumn = columnOf(cells, box[2] as number);
    const lastRow = rowOf(cells, box[3] as number);
    this.#stamp++;
    let count = 0;
    for (let row = rowOf(cells, box[1] as number); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * cells.columns + column;
        const end = this.#starts[cell + 1] as number;
        for (let entry = this.#starts[cell] as number; entry < end; entry++) {
          const run = this.#entries[entry] as number;
          if (this.#stamps[run] === this.#stamp) continue;
          this.#stamps[run] = this.#stamp;
          if (!meetsRun(this.networks[run] as LineNetwork, this.runs[run] as number, box)) continue;
          if ((numbers[this.ids[run] as number] as number) < 0) continue;
          if (count === found.slots.length) found.grow();
          found.slots[count++] = run;
        }
      }
    }
    return count;
  }

  #eachCell(run: number, visit: (cell: number) => void): void {
    const { frames, places } = (this.networks[run] as LineNetwork).runs;
    const frame = frameStride * (places[this.runs[run] as number] as number);
    const cells = this.#cells;
    if (!((frames[frame] as number) <= (frames[frame + 2] as number))) return;
    const firstColumn = columnOf(cells, frames[frame] as number);
    const lastColumn = columnOf(cells, frames[frame + 2] as number);
    const lastRow = rowOf(cells, frames[frame + 3] as number);
    for (let row = rowOf(cells, frames[frame + 1] as number); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) visit(row * cells.columns + column);
    }
  }

  #sortIntoCells(): Uint32Array {
    const starts = this.#starts;
    for (let run = 0; run < this.count; run++) {
      this.#eachCell(run, (cell) => {
        starts[cell] = (starts[cell] as number) + 1;
      });
    }
    let sum = 0;
    for (let cell = 0; cell < starts.length; cell++) {
      const inCell = starts[cell] as number;
      starts[cell] = sum;
      sum += inCell;
    }
    const places = starts.slice();
    const entries = new Uint32Array(sum);
    for (let run = 0; run < this.count; run++) {
      this.#eachCell(run, (cell) => {
        const place = places[cell] as number;
        entries[place] = run;
        places[cell] = place + 1;
      });
    }
    return entries;
  }

  #layCells(): Cells {
    let west = Number.POSITIVE_INFINITY;
    let south = Number.POSITIVE_INFINITY;
    let east = Number.NEGATIVE_INFINITY;
    let north = Number.NEGATIVE_INFINITY;
    let parallel = 1;
    for (let run = 0; run < this.count; run++) {
      const { frames, places } = (this.networks[run] as LineNetwork).runs;
      const frame = frameStride * (places[this.runs[run] as number] as number);
      west = Math.min(west, frames[frame] as number);
      south = Math.min(south, frames[frame + 1] as number);
      east = Math.max(east, frames[frame + 2] as number);
      north = Math.max(north, frames[frame + 3] as number);
      if (run === 0) parallel = frames[frame + 6] as number;
    }
    return layCells([west, south, east, north], parallel, cellMetres, 4 * this.count + 1024);
  }
}

function runCountOf({ network, line }: NetworkLine): number {
  return (network.runs.lineRuns[line + 1] as number) - (network.runs.lineRuns[line] as number);
}

/** Whether the box of a run meets another. */
export function meetsRun({ runs: { frames, places } }: LineNetwork, run: number, box: Float64Array): boolean {
  const frame = frameStride * (places[run] as number);
  return (
    (frames[frame] as number) <= (box[2] as number) &&
    (frames[frame + 1] as number) <= (box[3] as number) &&
    (frames[frame + 2] as number) >= (box[0] as number) &&
    (frames[frame + 3] as number) >= (box[1] as number)
  );
}
