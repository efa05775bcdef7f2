import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Leads the focus to a row of a list of which only the rows in sight exist. */
export interface RowFocus {
  /** The row a key is meant for: the one the focus is on its way to, or else the one that has heard the key. */
  meant(index: number): number;
  /** Gives the focus to a row, at once or as soon as it exists. */
  moveTo(index: number): void;
}

/** Rows are elements of `list` with their number as `data-index`. Bring the row into sight as well; the focus scrolls nothing. */
export function useRowFocus(list: RefObject<HTMLElement | null>): RowFocus {
  const onItsWayTo = useRef<number>(undefined);
  const settle = () => {
    if (onItsWayTo.current === undefined) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${onItsWayTo.current}"]`);
    // Who has gone elsewhere meanwhile is not called back.
    const has = document.activeElement;
    const isElsewhere = has !== null && has !== document.body && !list.current?.contains(has);
    if (!isElsewhere) row?.focus({ preventScroll: true });
    if (isElsewhere || row) onItsWayTo.current = undefined;
  };
  // Whatever is drawn next may hold the row. Not a frame later: a key that comes sooner would be heard by the row before.
  useLayoutEffect(settle);
  return {
    meant: (index) => onItsWayTo.current ?? index,
    moveTo: (index) => {
      onItsWayTo.current = index;
      settle();
    },
  };
}
