import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import type { LineNetwork } from './line-network.ts';
import { frameStride } from './runs.ts';
import type { SlotList } from './slot-list.ts';

/** Cells of about the size of a run: measured, half or twice the size costs a tenth more. */
const cellMetres = 250;

/**
 * The runs of lines in cells, for questions about what lines are near. Keep it: a road that is added, changed or removed is
 * entered in microseconds. Indexing runs instead of segments makes it ten times smaller than a tree over segments was.
 */
export class LineIndex {
  /** The network that holds each indexed run, and the run's and the line's number in it. */
  readonly networks: LineNetwork[] = [];
  runs: Uint32Array;
  lines: Uint32Array;
  /** The caller's number of the line each run belongs to. */
  ids: Int32Array;
  #gone: Uint8Array;
  #stamps: Uint32Array;
  #stamp = 0;
  #count = 0;
  readonly #cells: Cells;
  readonly #starts: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #added = new Map<number, number[]>();
  /** Indexed runs of each line. */
  readonly #runsOf = new Map<number, { first: number; end: number }>();

  /** Indexes the lines `keep` accepts (all when left out) under their number; segments of zero length count, they reach too. */
  constructor(network: LineNetwork, keep?: (line: number) => boolean) {
    const room = network.runs.count;
    this.runs = new Uint32Array(room);
    this.lines = new Uint32Array(room);
    this.ids = new Int32Array(room);
    this.#gone = new Uint8Array(room);
    this.#stamps = new Uint32Array(room);
    for (let line = 0; line < network.lineCount; line++) {
      if (!keep || keep(line)) this.#append(network, line, line);
    }
    this.#cells = cellsFor(network, this.#count);
    this.#starts = new Uint32Array(this.#cells.columns * this.#cells.rows + 1);
    this.#entries = this.#sortIntoCells();
  }

  /** Whether any line is indexed: what says so without a search. */
  get isEmpty(): boolean {
    return this.#runsOf.size === 0;
  }

  /** Indexed runs, those of removed lines included: when far more than there are lines, a new index is due. */
  get runCount(): number {
    return this.#count;
  }

  /** Indexes one line of a network under the number `id`, which must be free. */
  add(network: LineNetwork, line: number, id: number): void {
    const first = this.#count;
    this.#append(network, line, id);
    for (let run = first; run < this.#count; run++) {
      this.#eachCell(run, (cell) => {
        const hanging = this.#added.get(cell);
        if (hanging) hanging.push(run);
        else this.#added.set(cell, [run]);
      });
    }
  }

  /** Forgets a line; nothing happens when it is not indexed. */
  remove(id: number): void {
    const range = this.#runsOf.get(id);
    if (!range) return;
    this.#gone.fill(1, range.first, range.end);
    this.#runsOf.delete(id);
  }

  /** Writes the indexed runs whose boxes meet a box (west, south, east, north) into `found`, each once; says how many. */
  gather(box: Float64Array, found: SlotList): number {
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
          if (!this.#isNews(run, box)) continue;
          if (count === found.slots.length) found.grow();
          found.slots[count++] = run;
        }
        if (this.#added.size === 0) continue;
        for (const run of this.#added.get(cell) ?? []) {
          if (!this.#isNews(run, box)) continue;
          if (count === found.slots.length) found.grow();
          found.slots[count++] = run;
        }
      }
    }
    return count;
  }

  /** Whether a run meets the box and has not been met in this search. */
  #isNews(run: number, box: Float64Array): boolean {
    if (this.#stamps[run] === this.#stamp || this.#gone[run] === 1) return false;
    this.#stamps[run] = this.#stamp;
    const { frames, places } = (this.networks[run] as LineNetwork).runs;
    const frame = frameStride * (places[this.runs[run] as number] as number);
    return (
      (frames[frame] as number) <= (box[2] as number) &&
      (frames[frame + 1] as number) <= (box[3] as number) &&
      (frames[frame + 2] as number) >= (box[0] as number) &&
      (frames[frame + 3] as number) >= (box[1] as number)
    );
  }

  #append(network: LineNetwork, line: number, id: number): void {
    const { lineRuns } = network.runs;
    const first = this.#count;
    for (let run = lineRuns[line] as number; run < (lineRuns[line + 1] as number); run++) {
      if (this.#count === this.runs.length) this.#grow();
      this.networks.push(network);
      this.runs[this.#count] = run;
      this.lines[this.#count] = line;
      this.ids[this.#count++] = id;
    }
    this.#runsOf.set(id, { first, end: this.#count });
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
    for (let run = 0; run < this.#count; run++) {
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
    for (let run = 0; run < this.#count; run++) {
      this.#eachCell(run, (cell) => {
        const place = places[cell] as number;
        entries[place] = run;
        places[cell] = place + 1;
      });
    }
    return entries;
  }

  #grow(): void {
    const room = Math.ceil(this.runs.length * 1.5) + 16;
    const copied = <List extends Uint32Array | Int32Array | Uint8Array>(bigger: List, list: List): List => {
      bigger.set(list);
      return bigger;
    };
    this.runs = copied(new Uint32Array(room), this.runs);
    this.lines = copied(new Uint32Array(room), this.lines);
    this.ids = copied(new Int32Array(room), this.ids);
    this.#gone = copied(new Uint8Array(room), this.#gone);
    this.#stamps = copied(new Uint32Array(room), this.#stamps);
  }
}

function cellsFor({ runs }: LineNetwork, count: number): Cells {
  const { frames } = runs;
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < frames.length; frame += frameStride) {
    west = Math.min(west, frames[frame] as number);
    south = Math.min(south, frames[frame + 1] as number);
    east = Math.max(east, frames[frame + 2] as number);
    north = Math.max(north, frames[frame + 3] as number);
  }
  return layCells([west, south, east, north], frames[6] ?? 1, cellMetres, 4 * count + 1024);
}
