import { type CSSProperties, useDeferredValue, useMemo, useState } from 'react';
import type { FieldDescription } from '../../api/types.ts';
import { messages } from '../../messages/messages.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { findDescription, setState, useStore } from '../../state/store.ts';
import { useFieldText } from '../card/field-value.tsx';
import { columnsOf } from './columns.ts';
import { arrangeRows, type CellText, type Filters, type Sorting } from './rows.ts';
import { TableGrid } from './table-grid.tsx';
import { TableHead } from './table-head.tsx';
import { useReferenceNames } from './use-reference-names.ts';
import { useRows } from './use-rows.ts';
import './attribute-table.css';

const validFromLabel = { vi: messages.vi.table.validFrom, en: messages.en.table.validFrom };

/** The attribute table of one layer, docked under the map. */
export function AttributeTable() {
  const words = useMessages();
  const say = useSay();
  const id = useStore((state) => state.tableLayer);
  const layer = useStore((state) => (id ? findDescription(state, id) : undefined));
  const asOf = useStore((state) => state.asOf);
  const mapBounds = useStore((state) => state.mapBounds);
  const [onlyInView, setOnlyInView] = useState(false);
  const [filters, setFilters] = useState<Filters>({});
  const [sorting, setSorting] = useState<Sorting>();
  const [height, setHeight] = useState(300);
  const reading = useRows(layer, asOf);
  const text = useCellText(useReferenceNames(layer));
  const fields = useMemo(() => (layer ? columnsOf(layer, validFromLabel) : []), [layer]);
  const lateFilters = useDeferredValue(filters);
  const within = onlyInView ? mapBounds : undefined;
  const shown = useMemo(
    () => arrangeRows(reading.rows, fields, lateFilters, sorting, within, text),
    [reading.rows, fields, lateFilters, sorting, within, text],
  );
  if (!layer) {
    return (
      <div className="table-message" role="status">
        <p>{words.problem.missing}</p>
      </div>
    );
  }
  const changeLayer = (next: string) => {
    setFilters({});
    setSorting(undefined);
    setState({ tableLayer: next });
  };
  return (
    <div className="table" style={{ '--table-height': `${height}px` } as CSSProperties}>
      <ResizeEdge height={height} onResize={setHeight} />
      <TableHead
        layer={layer}
        reading={reading}
        shown={shown}
        fields={fields}
        text={text}
        onlyInView={onlyInView}
        hasFilters={Object.values(filters).some(Boolean)}
        onLayer={changeLayer}
        onOnlyInView={setOnlyInView}
        onClearFilters={() => setFilters({})}
      />
      <TableGrid
        key={layer.id}
        label={words.table.title(say(layer.title))}
        layer={layer}
        fields={fields}
        rows={shown}
        isReading={reading.state === 'reading'}
        isEmpty={reading.rows.length === 0}
        text={text}
        filters={filters}
        sorting={sorting}
        onFilter={(field, value) => setFilters((before) => ({ ...before, [field.key]: value }))}
        onSort={(field) => setSorting((before) => nextSorting(before, field))}
      />
    </div>
  );
}

/** Ascending, descending, as it came. */
function nextSorting(before: Sorting | undefined, field: FieldDescription): Sorting | undefined {
  if (before?.key !== field.key) return { key: field.key, descending: false };
  return before.descending ? undefined : { key: field.key, descending: true };
}

function useCellText(names: ReadonlyMap<string, string>): CellText {
  const language = useStore((state) => state.language);
  const fieldText = useFieldText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language and the names only
  return useMemo<CellText>(
    () => (field, value) =>
      field.kind === 'reference' && typeof value === 'string' ? (names.get(value) ?? '…') : fieldText(field, value),
    [names, language],
  );
}

function ResizeEdge({ height, onResize }: { readonly height: number; readonly onResize: (height: number) => void }) {
  const words = useMessages();
  const bounded = (wanted: number) => Math.round(Math.min(Math.max(wanted, 180), innerHeight * 0.75));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a window splitter is a focusable separator with a value; <hr> cannot be one
    <div
      className="table-edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label={words.table.resize}
      aria-valuenow={height}
      aria-valuemin={180}
      aria-valuemax={Math.round(innerHeight * 0.75)}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') onResize(bounded(height + 40));
        if (event.key === 'ArrowDown') onResize(bounded(height - 40));
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          const bottom = event.currentTarget.parentElement?.getBoundingClientRect().bottom ?? innerHeight;
          onResize(bounded(bottom - event.clientY));
        }
      }}
    />
  );
}
