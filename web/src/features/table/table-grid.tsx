// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid with a keyboard of its own; <table> would need every row
// biome-ignore-all lint/a11y/useFocusableInteractive: the row takes the focus, its cells are read with it
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { FieldDescription, LayerDescription } from '../../api/types.ts';
import { useMessages } from '../../messages/use-messages.ts';
import { goTo, highlightFeatures, selectFeatures } from '../../state/actions.ts';
import { rowByKey, tabStop } from '../../ui/row-keys.ts';
import { useRowFocus } from '../../ui/use-row-focus.ts';
import { columnWidth, isNumber } from './columns.ts';
import type { CellText, Filters, Row, Sorting } from './rows.ts';
import { TableColumns } from './table-columns.tsx';
import { Totals } from './totals.tsx';
import { useIsSelected } from './use-selected-rows.ts';

const rowHeight = 34;

interface TableGridProps {
  readonly label: string;
  readonly layer: LayerDescription;
  readonly fields: readonly FieldDescription[];
  readonly rows: readonly Row[];
  readonly isReading: boolean;
  readonly isEmpty: boolean;
  readonly text: CellText;
  readonly filters: Filters;
  readonly sorting: Sorting | undefined;
  readonly onFilter: (field: FieldDescription, value: string) => void;
  readonly onSort: (field: FieldDescription) => void;
}

/** The rows. Only those in sight exist; the keyboard moves one row at a time as in a spreadsheet. */
export function TableGrid(props: TableGridProps) {
  const { layer, fields, rows, text } = props;
  const words = useMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const focus = useRowFocus(scroller);
  const isSelected = useIsSelected(layer.id);
  const [current, setCurrent] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The heading and its filters stay in place above the rows.
    scrollPaddingStart: 84,
    scrollPaddingEnd: 40,
  });
  const template = fields.map((field) => `${columnWidth(field, field.key === layer.nameField)}px`).join(' ');
  const select = useSelecting(layer.id, rows, isSelected);

  // A feature picked on the map comes into sight in the table.
  const first = rows.findIndex(isSelected);
  useEffect(() => {
    if (first >= 0) virtual.scrollToIndex(first, { align: 'auto' });
  }, [first, virtual]);

  const moveTo = (index: number, extend: boolean) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1);
    setCurrent(next);
    virtual.scrollToIndex(next);
    if (extend) select.range(anchor, next);
    else setAnchor(next);
    focus.moveTo(next);
  };
  const onKeyDown = (event: KeyboardEvent, heardAt: number) => {
    const index = focus.meant(heardAt);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 3);
    const target = rowByKey(event.key, index, { count: rows.length, page });
    const row = rows[index];
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === ' ' && row) select.toggle(row);
    else if (event.key === 'Enter' && row) openRow(layer.id, row);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) select.range(0, rows.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent, index: number) => {
    const row = rows[index];
    if (!row) return;
    setCurrent(index);
    if (event.shiftKey) select.range(anchor, index);
    else if (event.ctrlKey || event.metaKey) select.toggle(row);
    else select.only(row);
    if (!event.shiftKey) setAnchor(index);
  };

  const inSight = virtual.getVirtualItems();
  const stop = tabStop(current, inSight);
  return (
    <div ref={scroller} className="table-scroll">
      <div
        className="table-grid"
        role="grid"
        aria-label={`${props.label}. ${words.table.grid}`}
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        style={{ gridTemplateColumns: template }}
      >
        <TableColumns
          layer={layer}
          fields={fields}
          filters={props.filters}
          sorting={props.sorting}
          onFilter={props.onFilter}
          onSort={props.onSort}
          template={template}
        />
        <div role="rowgroup" className="table-rows" style={{ height: `${virtual.getTotalSize()}px` }}>
          {inSight.map((place) => {
            const row = rows[place.index];
            if (!row) return null;
            return (
              <div
                key={row.item.id}
                role="row"
                data-index={place.index}
                aria-rowindex={place.index + 2}
                aria-selected={isSelected(row)}
                tabIndex={place.index === stop ? 0 : -1}
                className="table-row"
                style={{ transform: `translateY(${place.start}px)`, gridTemplateColumns: template }}
                onClick={(event) => onClick(event, place.index)}
                onDoubleClick={() => openRow(layer.id, row)}
                onKeyDown={(event) => onKeyDown(event, place.index)}
                onFocus={() => setCurrent(place.index)}
              >
                {fields.map((field) => (
                  <div
                    key={field.key}
                    role="gridcell"
                    className={isNumber(field) ? 'table-cell table-number' : 'table-cell'}
                  >
                    {text(field, row.item.properties[field.key])}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {rows.length > 0 && <Totals layer={layer} fields={fields} rows={rows} template={template} />}
      </div>
      {rows.length === 0 && !props.isReading && (
        <p className="table-message" role="status">
          {props.isEmpty ? words.table.empty : words.table.noMatch}
        </p>
      )}
    </div>
  );
}

function openRow(layer: string, row: Row): void {
  selectFeatures([{ layer, id: row.item.id, tileId: row.item.tileId }]);
  goTo(row.box);
}

/** The ways to select: one row, one more or less, or all from one to another. */
function useSelecting(layer: string, rows: readonly Row[], isSelected: (row: Row) => boolean) {
  const show = (chosen: readonly Row[]) =>
    highlightFeatures(chosen.map(({ item }) => ({ layer, id: item.id, tileId: item.tileId })));
  return {
    only: (row: Row) => show([row]),
    toggle: (row: Row) => {
      const others = rows.filter((other) => other !== row && isSelected(other));
      show(isSelected(row) ? others : [...others, row]);
    },
    range: (from: number, to: number) => show(rows.slice(Math.min(from, to), Math.max(from, to) + 1)),
  };
}
