/**
 * Remembers what was made last for each asker (a post), as long as the first of `sources`, the objects it was made from, is in
 * use. Made anew when another source, or `told`, everything else it depends on, differs: of the figures of a post a slider changes
 * one or two, and an edit those of the posts it lies near.
 */
export function remembering<Made>(): (
  sources: readonly [object, ...object[]],
  asker: string | null,
  told: unknown,
  make: () => Made,
) => Made {
  const bySource = new WeakMap<object, Map<string | null, Remembered<Made>>>();
  return (sources, asker, told, make) => {
    const byAsker = bySource.get(sources[0]) ?? new Map<string | null, Remembered<Made>>();
    bySource.set(sources[0], byAsker);
    const key = JSON.stringify(told);
    const known = byAsker.get(asker);
    if (known?.told === key && areSame(known.sources, sources)) return known.made;
    const made = make();
    byAsker.set(asker, { sources, told: key, made });
    return made;
  };
}

interface Remembered<Made> {
  readonly sources: readonly object[];
  readonly told: string;
  readonly made: Made;
}

function areSame(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((each, place) => each === b[place]);
}
