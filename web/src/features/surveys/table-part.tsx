import { useId } from 'react';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../state/store.ts';
import { tableShape } from '../outbox/table-shape.ts';
import type { SurveyDesk } from './use-change.ts';

/** No column is called so: names of columns are trimmed. */
const eachRow = ' each row';
const wholeTable = ' whole table';

/** A table for a layer of lines or areas: what its rows are, as it stands, and for its author to say otherwise. */
export function TablePart({ desk }: { readonly desk: SurveyDesk }) {
  const words = useSurveysMessages().table;
  const id = useId();
  const { survey, mayChange, isBusy } = desk;
  const geometry = useStore((state) => findDescription(state, survey.layer)?.geometry);
  const shape = tableShape(geometry);
  if (!shape || survey.receipt.format !== 'table') return null;
  const { table, columns } = survey;
  const isJoined = table?.shape === 'line' || table?.shape === 'area';
  const value = isJoined ? (table.groupBy ?? wholeTable) : eachRow;
  const options = [...new Set([...columns, ...(table?.groupBy ? [table.groupBy] : [])])];
  const join = (choice: string) => {
    const groupBy = choice === wholeTable ? {} : { groupBy: choice };
    void desk.change({ table: choice === eachRow ? null : { shape, ...groupBy } });
  };
  const told = value === eachRow ? words.each : value === wholeTable ? words.one : words.byColumn[shape](value);
  return (
    <section className="survey-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="survey-note">{isJoined ? words.help[shape] : words.helpEach}</p>
      {mayChange ? (
        <div className="outbox-layer">
          <label htmlFor={id}>{words.join}</label>
          <select id={id} disabled={isBusy} value={value} onChange={(event) => join(event.target.value)}>
            <option value={wholeTable}>{words.one}</option>
            {options.map((column) => (
              <option key={column} value={column}>
                {words.byColumn[shape](column)}
              </option>
            ))}
            <option value={eachRow}>{words.each}</option>
          </select>
        </div>
      ) : (
        <p>{told}</p>
      )}
    </section>
  );
}
