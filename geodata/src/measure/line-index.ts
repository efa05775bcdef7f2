import { type Changes, changedIn, noChanges } from './changes.ts';
import { type LineNetwork, linesIn, type NetworkLine } from './line-network.ts';
import { meetsRun, PackedRuns } from './packed-runs.ts';
import { boxAroundLine } from './runs.ts';
import type { SlotList } from './slot-list.ts';

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

function runsOf({ network, line }: NetworkLine, id: number): IndexedRun[] {
  const first = network.runs.lineRuns[line] as number;
  const end = network.runs.lineRuns[line + 1] as number;
  return Array.from({ length: end - first }, (_, run) => ({ network, line, run: first + run, id }));
}
