/** One work put in (`removes` 0), put in the place of another (1), or taken out (`work` null), as `Array.splice` counts. */
export interface ListSplice<Work> {
  readonly at: number;
  readonly removes: 0 | 1;
  readonly work: Work | null;
}

/** What a splice did. */
export interface DoneSplice<Work> {
  readonly at: number;
  readonly removed: Work | null;
  readonly added: Work | null;
}

/**
 * A list that shares what it was before some splices: an array of 181,000 lamps takes a millisecond and more to copy, so it is
 * copied only when somebody asks for all of them, or after `mostSplices`.
 */
export class SplicedList<Work> {
  readonly base: readonly Work[];
  readonly splices: readonly DoneSplice<Work>[];
  readonly length: number;
  #all: readonly Work[] | null;

  constructor(base: readonly Work[], splices: readonly DoneSplice<Work>[] = []) {
    this.base = base;
    this.splices = splices;
    this.length = splices.reduce(
      (length, { removed, added }) => length - Number(removed !== null) + Number(added !== null),
      base.length,
    );
    this.#all = splices.length === 0 ? base : null;
  }

  at(place: number): Work | null {
    let before = place;
    for (let splice = this.splices.length - 1; splice >= 0; splice--) {
      const { at, removed, added } = this.splices[splice] as DoneSplice<Work>;
      if (added !== null && before === at) return added;
      if (added !== null && before > at) before--;
      if (removed !== null && before >= at) before++;
    }
    return this.base[before] ?? null;
  }

  all(): readonly Work[] {
    if (!this.#all) {
      const all = [...this.base];
      for (const { at, removed, added } of this.splices) {
        all.splice(at, removed === null ? 0 : 1, ...(added === null ? [] : [added]));
      }
      this.#all = all;
    }
    return this.#all;
  }

  spliced({ at, removes, work }: ListSplice<Work>): SplicedList<Work> {
    const list = this.splices.length < mostSplices ? this : new SplicedList(this.all());
    return new SplicedList(list.base, [...list.splices, { at, removed: removes ? this.at(at) : null, added: work }]);
  }
}

const mostSplices = 500;
