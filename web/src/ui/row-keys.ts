interface Rows {
  readonly count: number;
  /** How many are in sight. */
  readonly page: number;
}

/** The row a key leads to from row `index`, or undefined for other keys; it may lie outside the list. */
export function rowByKey(key: string, index: number, { count, page }: Rows): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  return steps[key];
}

/** The row the Tab key stops at: the active one, or the first in sight once that has been scrolled away and is not there. */
export const tabStop = (active: number, inSight: readonly { readonly index: number }[]): number | undefined =>
  inSight.some(({ index }) => index === active) ? active : inSight[0]?.index;
