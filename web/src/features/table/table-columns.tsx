// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid with a keyboard of its own; <table> would need every row
// biome-ignore-all lint/a11y/useFocusableInteractive: a heading's button and field take the focus
import type { FieldDescription, LayerDescription } from '../../api/types.ts';
import { useMessages, useSay } from '../../messages/use-messages.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Filters, Sorting } from './rows.ts';

interface TableColumnsProps {
  readonly layer: LayerDescription;
  readonly fields: readonly FieldDescription[];
  readonly filters: Filters;
  readonly sorting: Sorting | undefined;
  readonly template: string;
  readonly onFilter: (field: FieldDescription, value: string) => void;
  readonly onSort: (field: FieldDescription) => void;
}

/** The headings: press to sort, type or choose below to filter. */
export function TableColumns({ fields, filters, sorting, template, onFilter, onSort }: TableColumnsProps) {
  const words = useMessages();
  const say = useSay();
  return (
    <div role="rowgroup" className="table-columns">
      <div role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {fields.map((field) => {
          const direction = sorting?.key === field.key ? (sorting.descending ? 'descending' : 'ascending') : 'none';
          const label = say(field.label);
          return (
            <div key={field.key} role="columnheader" aria-sort={direction} className="table-column">
              <button
                type="button"
                title={direction === 'ascending' ? words.table.sortDescending(label) : words.table.sortAscending(label)}
                onClick={() => onSort(field)}
              >
                <span>{label}</span>
                {direction !== 'none' && <Icon name={direction} size={14} />}
              </button>
              <Filter field={field} value={filters[field.key] ?? ''} onChange={(value) => onFilter(field, value)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface FilterProps {
  readonly field: FieldDescription;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Filter({ field, value, onChange }: FilterProps) {
  const words = useMessages();
  const say = useSay();
  const label = words.table.filter(say(field.label));
  if (field.kind !== 'choice' && field.kind !== 'flag') {
    return (
      <input
        aria-label={label}
        placeholder={field.kind === 'integer' || field.kind === 'decimal' ? '≥ …' : '…'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const options =
    field.kind === 'flag'
      ? [
          { word: 'true', text: words.card.yes },
          { word: 'false', text: words.card.no },
        ]
      : Object.entries(field.vocabulary ?? {}).map(([word, term]) => ({ word, text: say(term.label) }));
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words.table.any}</option>
      {options.map(({ word, text }) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </select>
  );
}
