/** What the box above a group says: whether all of it is chosen, none, or some. */
export const groupState = (chosen: number, all: number): 'on' | 'off' | 'mixed' =>
  chosen === 0 ? 'off' : chosen === all ? 'on' : 'mixed';

/** The same choice with these keys in it, or without them. */
export function withChosen<Key>(chosen: ReadonlySet<Key>, keys: Iterable<Key>, isChosen: boolean): ReadonlySet<Key> {
  const next = new Set(chosen);
  for (const key of keys) {
    if (isChosen) next.add(key);
    else next.delete(key);
  }
  return next;
}
