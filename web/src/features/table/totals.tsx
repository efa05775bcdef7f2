// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid with a keyboard of its own; <table> would need every row
// biome-ignore-all lint/a11y/useFocusableInteractive: totals are read, not acted on
import type { FieldDescription, LayerDescription } from '../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { isNumber } from './columns.ts';
import { type Row, totalsOf } from './rows.ts';
import { useSelectedRows } from './use-selected-rows.ts';

interface TotalsProps {
  readonly layer: LayerDescription;
  readonly fields: readonly FieldDescription[];
  readonly rows: readonly Row[];
  readonly template: string;
}

/** Sums of the rows in the table, or of the selected ones when some are. */
export function Totals({ layer, fields, rows, template }: TotalsProps) {
  const words = useMessages();
  const say = useSay();
  const format = useFormat();
  const selected = useSelectedRows(layer.id, rows);
  const totals = totalsOf(selected.length > 0 ? selected : rows, fields);
  if (totals.size === 0) return null;
  return (
    <div role="rowgroup" className="table-foot">
      <div role="row" className="table-totals" style={{ gridTemplateColumns: template }}>
        {fields.map((field, index) => {
          const total = totals.get(field.key);
          return (
            <div key={field.key} role="gridcell" className={isNumber(field) ? 'table-cell table-number' : 'table-cell'}>
              {index === 0 && (selected.length > 0 ? words.table.totalsSelected : words.table.totals)}
              {total !== undefined && `${format.number(total)}${field.unitSymbol ? ` ${say(field.unitSymbol)}` : ''}`}
            </div>
          );
        })}
      </div>
    </div>
  );
}
