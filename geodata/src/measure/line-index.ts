import { type Cells, columnOf, layCells, rowOf } from './cells.ts';
import { type Changes, changedIn, noChanges } from './changes.ts';
import type { LineNetwork } from './line-network.ts';
import { boxAroundLine, frameStride } from './runs.ts';
import type { SlotList } from './slot-list.ts';

/** A line in the network it was packed in. */
export interface NetworkLine {
  readonly network: LineNetwork;
  readonly line: number;
}

/** One line of a list put in, changed, or taken out, as an index of some of the list's lines sees it. */
export interface LineSplice {
  /** Its number in the list. */
  readonly at: number;
  /** How many lines the list has more than before: lines behind `at` move up by one, stay, or move down. */
  readonly shift: -1 | 0 | 1;
  /** What the index knew of number `at` and shall forget, and what it shall know of it; null: nothing. */
  readonly removed: NetworkLine | null;
  readonly added: NetworkLine | null;
}

interface IndexedRun extends NetworkLine {
  readonly run: number;
  readonly id: number;
}

interface Edited {
  readonly changes: Changes;
  readonly packed: PackedRuns;
  readonly numbers: Int32Array;
  readonly added: readonly IndexedRun[];
  readonly edits: number;
}

/** Cells of about the size of a run: measured, half or twice the size costs a tenth more. */
const cellMetres = 250;

/**
 * The runs of lines in cells, for questions about what lines are near. Keep it: `spliced` makes of it the index with a line
 * added, changed or removed in microseconds, and leaves this one as it is; what both have in common is packed once. Indexing
 * runs instead of segments makes it ten times smaller than a tree over segments was.
 */
export class LineIndex {
  /** What was changed since it was packed. */
  readonly changes: Changes;
  readonly #packed: PackedRuns;
  /** The number now of each line packed; -1: not in this index. */
  readonly #numbers: Int32Array;
  /** The runs of lines put in later: few, and looked through one by one. */
  readonly #added: readonly IndexedRun[];
  readonly #edits: number;

  /**
   * Indexes the lines `keep` accepts (all when left out) under their number; segments of zero length count, they reach too.
   * `edited` is for `spliced` alone.
   */
  constructor(
    lines: LineNetwork | readonly (NetworkLine | undefined)[],
    keep: (line: number) => boolean = () => true,
    edited?: Edited,
  ) {
    const list = 'lineCount' in lines ? linesIn(lines) : lines;
    this.#packed = edited?.packed ?? new PackedRuns(list, keep);
    this.#numbers = edited?.numbers ?? Int32Array.from(list, (line, number) => (line && keep(number) ? number : -1));
    this.#added = edited?.added ?? [];
    this.#edits = edited?.edits ?? 0;
    this.changes = edited?.changes ?? noChanges();
  }

  /** Whether any line is indexed: what says so without a search. */
  get isEmpty(): boolean {
    return this.#added.length === 0 && this.#packed.count === 0;
  }

  /** Runs indexed, those of removed lines included. */
  get runCount(): number {
    return this.#packed.count + this.#added.length;
  }

  /** The networks its lines are of, those of lines removed included. */
  get networks(): ReadonlySet<LineNetwork> {
    return new Set([...this.#packed.networks, ...this.#added.map(({ network }) => network)]);
  }

  /** The network, the run and the line in it, and the caller's number of the line, of a run that `gather` found. */
  networkAt(slot: number): LineNetwork {
    const { count, networks } = this.#packed;
    return slot < count ? (networks[slot] as LineNetwork) : this.#addedAt(slot).network;
  }
  runAt(slot: number): number {
    const { count, runs } = this.#packed;
    return slot < count ? (runs[slot] as number) : this.#addedAt(slot).run;
  }
  lineAt(slot: number): number {
    const { count, lines } = this.#packed;
    return slot < count ? (lines[slot] as number) : this.#addedAt(slot).line;
  }
  idAt(slot: number): number {
    const { count, ids } = this.#packed;
    return slot < count ? (this.#numbers[ids[slot] as number] as number) : this.#addedAt(slot).id;
  }

  /** Writes the indexed runs whose boxes meet a box (west, south, east, north) into `found`, each once; says how many. */
  gather(box: Float64Array, found: SlotList): number {
    let count = this.#packed.gather(box, this.#numbers, found);
    const { length } = this.#added;
    for (let place = 0; place < length; place++) {
      const { network, run } = this.#added[place] as IndexedRun;
      if (!meetsRun(network, run, box)) continue;
      if (count === found.slots.length) found.grow();
      found.slots[count++] = this.#packed.count + place;
    }
    return count;
  }

  /** The index after an edit of the list its lines are of; this one is not changed, and is returned where nothing is new. */
  spliced({ at, shift, removed, added }: LineSplice): LineIndex {
    if (!removed && !added && shift === 0) return this;
    const renumbered = (id: number) => (id > at || (id === at && shift === 1) ? id + shift : id);
    const numbers = this.#numbers.map((id) => (removed && id === at ? -1 : renumbered(id)));
    const kept = this.#added.flatMap((run) => (removed && run.id === at ? [] : [{ ...run, id: renumbered(run.id) }]));
    let changes = this.changes;
    for (const line of [removed, added]) if (line) changes = changedIn(boxAroundLine(line, 0), changes);
    const edited = {
      packed: this.#packed,
      numbers,
      added: added ? [...kept, ...runsOf(added, at)] : kept,
      edits: this.#edits + 1,
      changes,
    };
    const index = new LineIndex([], undefined, edited);
    return edited.edits > mostEdits(numbers.length) ? index.#packedAnew() : index;
  }

  #packedAnew(): LineIndex {
    const lines: (NetworkLine | undefined)[] = [];
    const { networks, lines: numbers, ids, count } = this.#packed;
    for (let run = 0; run < count; run++) {
      const id = this.#numbers[ids[run] as number] as number;
      if (id >= 0) lines[id] = { network: networks[run] as LineNetwork, line: numbers[run] as number };
    }
    for (const { network, line, id } of this.#added) lines[id] = { network, line };
    const packed = new PackedRuns(lines, () => true);
    const held = Int32Array.from(lines, (line, number) => (line ? number : -1));
    return new LineIndex([], undefined, { packed, numbers: held, added: [], edits: 0, changes: this.changes });
  }

  #addedAt(slot: number): IndexedRun {
    return this.#added[slot - this.#packed.count] as IndexedRun;
  }
}

/** As many are put in and taken out of what is packed before it is packed anew: a search looks through them all. */
const mostEdits = (packed: number) => 64 + Math.sqrt(packed);

/** The lines of a network, each by itself. */
export function linesIn(network: LineNetwork): NetworkLine[] {
  return Array.from({ length: network.lineCount }, (_, line) => ({ network, line }));
}

function runsOf({ network, line }: NetworkLine, id: number): IndexedRun[] {
  const first = network.runs.lineRuns[line] as number;
  const end = network.runs.lineRuns[line + 1] as number;
  return Array.from({ length: end - first }, (_, run) => ({ network, line, run: first + run, id }));
}

/** Runs sorted into cells once, and never changed. */
class PackedRuns {
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

function meetsRun({ runs: { frames, places } }: LineNetwork, run: number, box: Float64Array): boolean {
  const frame = frameStride * (places[run] as number);
  return (
    (frames[frame] as number) <= (box[2] as number) &&
    (frames[frame + 1] as number) <= (box[3] as number) &&
    (frames[frame + 2] as number) >= (box[0] as number) &&
    (frames[frame + 3] as number) >= (box[1] as number)
  );
}
