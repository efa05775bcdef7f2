/**
 * Sets of chainage intervals, one set a line, packed: line `i` owns entries `starts[i]` to `starts[i + 1]` of `from` and
 * `to` (metres from the line's start). Inside a line the entries ascend, do not touch and have length > 0.
 */
export interface IntervalTable {
  readonly starts: Uint32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Intervals closer than this are one: it absorbs rounding, not gaps. Metres. */
export const touchingMetres = 1e-6;

/** Collects the intervals of one line after another, in any order inside the line, and merges them. */
export class IntervalBuilder {
  readonly #starts: Uint32Array;
  #line = 0;
  #lineStart = 0;
  #count = 0;
  #from: Float64Array;
  #to: Float64Array;

  /** `room` for so many intervals at first. */
  constructor(lineCount: number, room = 1024) {
    this.#starts = new Uint32Array(lineCount + 1);
    this.#from = new Float64Array(room);
    this.#to = new Float64Array(room);
  }

  /** Adds an interval to the line being collected; empty and reversed ones are ignored. */
  add(from: number, to: number): void {
    if (!(to > from)) return;
    // Neighbouring lamps overlap and come in order, so most intervals only lengthen the last one.
    const last = this.#count - 1;
    if (last >= this.#lineStart) {
      const lastTo = this.#to[last] as number;
      if (from >= (this.#from[last] as number) && from <= lastTo + touchingMetres) {
        if (to > lastTo) this.#to[last] = to;
        return;
      }
    }
    if (this.#count === this.#from.length) this.#grow();
    let place = this.#count;
    while (place > this.#lineStart && (this.#from[place - 1] as number) > from) {
      this.#from[place] = this.#from[place - 1] as number;
      this.#to[place] = this.#to[place - 1] as number;
      place--;
    }
    this.#from[place] = from;
    this.#to[place] = to;
    this.#count++;
  }

  /** Merges what the line got and goes on to the next. */
  endLine(): void {
    let kept = this.#lineStart;
    for (let index = this.#lineStart; index < this.#count; index++) {
      const from = this.#from[index] as number;
      const to = this.#to[index] as number;
      if (kept > this.#lineStart && from <= (this.#to[kept - 1] as number) + touchingMetres) {
        if (to > (this.#to[kept - 1] as number)) this.#to[kept - 1] = to;
      } else {
        this.#from[kept] = from;
        this.#to[kept] = to;
        kept++;
      }
    }
    this.#count = kept;
    this.#lineStart = kept;
    this.#starts[++this.#line] = kept;
  }

  /** Begins anew at the first line, keeping the room: for one line asked again and again. */
  restart(): void {
    this.#line = 0;
    this.#lineStart = 0;
    this.#count = 0;
  }

  /** What has been collected, `[from, to, from, to, …]`: the intervals of a builder for one line. */
  pairs(): Float64Array {
    const pairs = new Float64Array(2 * this.#count);
    for (let index = 0; index < this.#count; index++) {
      pairs[2 * index] = this.#from[index] as number;
      pairs[2 * index + 1] = this.#to[index] as number;
    }
    return pairs;
  }

  build(): IntervalTable {
    return {
      starts: this.#starts,
      from: this.#from.slice(0, this.#count),
      to: this.#to.slice(0, this.#count),
    };
  }

  #grow(): void {
    const from = new Float64Array(this.#from.length * 2);
    const to = new Float64Array(this.#to.length * 2);
    from.set(this.#from);
    to.set(this.#to);
    this.#from = from;
    this.#to = to;
  }
}

const oneLine = new IntervalBuilder(1);

/** A table of one line, of the intervals that `collect` adds; it must not ask for another meanwhile. */
export function intervalsOfLine(collect: (builder: IntervalBuilder) => void): IntervalTable {
  oneLine.restart();
  collect(oneLine);
  oneLine.endLine();
  const pairs = oneLine.pairs();
  return {
    starts: Uint32Array.of(0, pairs.length / 2),
    from: pairs.filter((_, index) => index % 2 === 0),
    to: pairs.filter((_, index) => index % 2 === 1),
  };
}
