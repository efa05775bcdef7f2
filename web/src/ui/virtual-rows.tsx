import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { chosenRange, type RowChoice } from './row-choice.ts';
import { rowByKey, tabStop } from './row-keys.ts';
import { useRowFocus } from './use-row-focus.ts';
import './virtual-rows.css';

interface VirtualRowsProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly rowHeight: number;
  readonly isCurrent?: (row: Row) => boolean;
  readonly onOpen: (row: Row) => void;
  /** One comes back to the list: the current row is brought into sight and has the focus. */
  readonly isReturnedTo?: boolean;
  /** Puts a checkbox before each row; X chooses the row one is at, Shift with an arrow or a press the rows between. */
  readonly choice?: RowChoice<Row>;
  readonly children: (row: Row) => ReactNode;
}

/** Below this many rows all of them exist, so that a printed page holds them too. */
const mostWhole = 120;

/**
 * A list of buttons of one height in the sheet's own scrolling. Only those in sight exist when there are many; one is a stop of
 * the Tab key and the arrows move between them.
 */
export function VirtualRows<Row>({ rows, rowHeight, keyOf, ...props }: VirtualRowsProps<Row>) {
  const list = useRef<HTMLOListElement>(null);
  const [scroller, setScroller] = useState<Element | null>(null);
  const [margin, setMargin] = useState(0);
  const [active, setActive] = useState(0);
  const focus = useRowFocus(list);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: rows.length <= mostWhole ? mostWhole : 10,
    scrollMargin: margin,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the list may change with its rows
  useLayoutEffect(() => {
    const found = list.current?.closest('.rows-window, .panel-body, .bottom-sheet-body') ?? null;
    setScroller(found);
    if (!found || !list.current) return;
    const top = list.current.getBoundingClientRect().top - found.getBoundingClientRect().top + found.scrollTop;
    setMargin(Math.round(top));
  }, [rows]);

  const current = rows.findIndex((row) => props.isCurrent?.(row) ?? false);
  useEffect(() => {
    if (current >= 0) setActive(current);
  }, [current]);

  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1);
    setActive(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    focus.moveTo(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as it is known what scrolls
  useEffect(() => {
    if (props.isReturnedTo && scroller && current >= 0) moveTo(current);
  }, [scroller]);
  const lastChosen = useRef<number>(undefined);
  const choose = (index: number, isChosen: boolean, isRange: boolean) => {
    const range = chosenRange(rows, index, { last: lastChosen.current, isRange });
    lastChosen.current = index;
    props.choice?.onChoose(range, isChosen);
  };
  const chooseByKey = (event: KeyboardEvent, index: number): boolean => {
    const row = rows[index];
    const isChosen = row && props.choice?.isChosen(row);
    if (isChosen === undefined || event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    choose(index, !isChosen, event.shiftKey);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent, heardAt: number) => {
    const index = focus.meant(heardAt);
    if (chooseByKey(event, index)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const page = Math.max(1, Math.floor((scroller?.clientHeight ?? 300) / rowHeight) - 1);
    const target = rowByKey(event.key, index, { count: rows.length, page });
    if (target === undefined) return;
    if (event.shiftKey && props.choice) {
      lastChosen.current ??= index;
      choose(Math.min(Math.max(target, 0), rows.length - 1), true, true);
    }
    moveTo(target);
    event.preventDefault();
    event.stopPropagation();
  };
  const inSight = virtual.getVirtualItems();
  const stop = tabStop(active, inSight);
  return (
    <ol
      ref={list}
      className="rows"
      aria-label={props.label}
      style={{ '--rows-height': `${virtual.getTotalSize()}px`, '--row-height': `${rowHeight}px` } as CSSProperties}
    >
      {inSight.map(({ index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const isChosen = props.choice?.isChosen(row);
        return (
          <li
            key={keyOf(row)}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            style={{ '--row-top': `${start - margin}px` } as CSSProperties}
          >
            {props.choice && isChosen !== undefined && (
              <label className="checkbox row-choice">
                <input
                  type="checkbox"
                  aria-label={props.choice.label(row)}
                  checked={isChosen}
                  tabIndex={index === stop ? 0 : -1}
                  onChange={({ target, nativeEvent }) =>
                    choose(index, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
                  }
                />
              </label>
            )}
            <button
              type="button"
              className={props.choice ? 'row row-choosable' : 'row'}
              data-index={index}
              aria-current={props.isCurrent?.(row) ? 'true' : undefined}
              tabIndex={index === stop ? 0 : -1}
              onClick={() => props.onOpen(row)}
              onFocus={() => setActive(index)}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              {props.children(row)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
