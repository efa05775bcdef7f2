/**
 * Remembers what was made last for each asker (a post), as long as `source`, the object it was made from, is in use. Made anew
 * when `told`, everything else it depends on, differs: of the figures of a post a slider changes one or two.
 */
export function remembering<Made>(): (source: object, asker: string | null, told: unknown, make: () => Made) => Made {
  const bySource = new WeakMap<object, Map<string | null, { readonly told: string; readonly made: Made }>>();
  return (source, asker, told, make) => {
    const byAsker = bySource.get(source) ?? new Map<string | null, { readonly told: string; readonly made: Made }>();
    bySource.set(source, byAsker);
    const key = JSON.stringify(told);
    const known = byAsker.get(asker);
    if (known?.told === key) return known.made;
    const made = make();
    byAsker.set(asker, { told: key, made });
    return made;
  };
}
