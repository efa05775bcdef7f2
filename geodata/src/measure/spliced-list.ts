/** One work put in (`removes` 0), put in the place of another (1), or taken out (`work` null), as `Array.splice` counts. */
export interface ListSplice<Work> {
  readonly at: number;
  readonly removes: 0 | 1;
  readonly work: Work | null;
}

/** What a splice did, and those before it. */
interface DoneSplice<Work> {
  readonly at: number;
  readonly removed: Work | null;
  readonly added: Work | null;
  readonly before: DoneSplice<Work> | null;
  readonly count: number;
}

/**
 * A list that shares what it was before some splices: an array of 181,000 lamps takes a millisecond and more to copy, so it is
 * copied only when somebody asks for all of them, or after `mostSplices`.
 */
export class SplicedList<Work> {
  readonly length: number;
  readonly #base: readonly Work[];
  readonly #last: DoneSplice<Work> | null;
  #all: readonly Work[] | null;

  /** Of the works in `base`. The rest is for `spliced` alone. */
  constructor(base: readonly Work[], length = base.length, last: DoneSplice<Work> | null = null) {
    this.#base = base;
    this.#last = last;
    this.length = length;
    this.#all = last ? null : base;
  }

  at(place: number): Work | null {
    let before = place;
    for (let splice = this.#last; splice; splice = splice.before) {
      const { at, removed, added } = splice;
      if (added !== null && before === at) return added;
      if (added !== null && before > at) before--;
      if (removed !== null && before >= at) before++;
    }
    return this.#base[before] ?? null;
  }

  all(): readonly Work[] {
    if (this.#all) return this.#all;
    const splices: DoneSplice<Work>[] = [];
    for (let splice = this.#last; splice; splice = splice.before) splices.push(splice);
    const all = [...this.#base];
    for (const { at, removed, added } of splices.reverse()) {
      all.splice(at, removed === null ? 0 : 1, ...(added === null ? [] : [added]));
    }
    this.#all = all;
    return all;
  }

  spliced({ at, removes, work }: ListSplice<Work>): SplicedList<Work> {
    if (this.#last?.count === mostSplices) return new SplicedList(this.all()).spliced({ at, removes, work });
    const removed = removes === 1 ? this.at(at) : null;
    const length = this.length - removes + Number(work !== null);
    const { count } = this.#last ?? { count: 0 };
    return new SplicedList(this.#base, length, { at, removed, added: work, before: this.#last, count: count + 1 });
  }
}

const mostSplices = 500;
