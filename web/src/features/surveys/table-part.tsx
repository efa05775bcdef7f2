import { useId, useState } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { tableShape } from './table-shape.ts';
import type { SurveyDesk } from './use-change.ts';

/** A table for a layer of lines or areas: its rows are corners, and a column may tell one line from the next. */
export function TablePart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().table;
  const id = useId();
  const { survey, mayChange, isBusy } = desk;
  const geometry = useStore((state) => findDescription(state, survey.layer)?.geometry);
  const [groupBy, setGroupBy] = useState('');
  const shape = tableShape(geometry);
  if (!mayChange || !shape || survey.receipt.format !== 'table') return null;
  const join = (column: string) => {
    setGroupBy(column);
    void desk.change({ table: { shape, ...(column !== '' && { groupBy: column }) } });
  };
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="survey-note">{words.help[shape]}</p>
      <div className="outbox-layer">
        <label htmlFor={id}>{words.groupBy[shape]}</label>
        <select id={id} disabled={isBusy} value={groupBy} onChange={(event) => join(event.target.value)}>
          <option value="">{words.one}</option>
          {survey.columns.map((column) => (
            <option key={column} value={column}>
              {column}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
