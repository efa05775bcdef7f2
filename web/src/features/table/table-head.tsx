import { unitedBounds } from '@phen-dau/geodata';
import type { FieldDescription, LayerDescription } from '../../api/types.ts';
import { useFormat, useMessages, useSay } from '../../messages/use-messages.ts';
import { goTo } from '../../state/actions.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { writeCsv } from './csv.ts';
import type { CellText, Row } from './rows.ts';
import { saveCsv } from './save-csv.ts';
import type { useRows } from './use-rows.ts';
import { useSelectedRows } from './use-selected-rows.ts';

interface TableHeadProps {
  readonly layer: LayerDescription;
  readonly reading: ReturnType<typeof useRows>;
  readonly shown: readonly Row[];
  readonly fields: readonly FieldDescription[];
  readonly text: CellText;
  readonly onlyInView: boolean;
  readonly hasFilters: boolean;
  readonly onLayer: (id: string) => void;
  readonly onOnlyInView: (on: boolean) => void;
  readonly onClearFilters: () => void;
}

/** Which layer, how many rows, and what can be done with all of them. */
export function TableHead(props: TableHeadProps) {
  const { layer, reading, shown, fields, text } = props;
  const words = useMessages();
  const say = useSay();
  const format = useFormat();
  const catalogue = useStore((state) => state.catalogue) ?? [];
  const selected = useSelectedRows(layer.id, shown);
  const download = () => {
    const heading = (field: FieldDescription) =>
      field.unitSymbol ? `${say(field.label)} (${say(field.unitSymbol)})` : say(field.label);
    saveCsv(`${layer.id}.csv`, writeCsv(shown, fields, heading, text));
  };
  const zoomToSelected = () => goTo(unitedBounds(selected.map(({ box }) => box)));
  return (
    <div className="table-head">
      <select
        className="table-layer"
        aria-label={words.table.choose}
        value={layer.id}
        onChange={(event) => props.onLayer(event.target.value)}
      >
        {catalogue.map((other) => (
          <option key={other.id} value={other.id}>
            {say(other.title)}
          </option>
        ))}
      </select>
      <p role="status" className="table-count">
        {words.table.rows(format.whole(shown.length), format.whole(reading.rows.length))}
        {selected.length > 0 && <> · {words.table.selected(format.whole(selected.length))}</>}
      </p>
      {reading.state === 'reading' && reading.total > reading.rows.length && (
        <span className="table-progress">
          <progress value={reading.rows.length} max={reading.total} aria-label={words.table.loading('', '')} />
          <Button look="quiet" onClick={reading.stop}>
            {words.table.stop}
          </Button>
        </span>
      )}
      {reading.state === 'stopped' && (
        <span className="table-progress">
          {words.table.stopped(format.whole(reading.rows.length), format.whole(reading.total))}
          <Button look="quiet" onClick={reading.again}>
            {words.problem.tryAgain}
          </Button>
        </span>
      )}
      {reading.state === 'failed' && (
        <span className="table-progress" role="alert">
          {words.table.failed}
          <Button look="quiet" onClick={reading.again}>
            {words.problem.tryAgain}
          </Button>
        </span>
      )}
      <span className="table-space" />
      {props.hasFilters && (
        <Button look="quiet" onClick={props.onClearFilters}>
          {words.table.clear}
        </Button>
      )}
      {selected.length > 0 && (
        <Button look="quiet" icon="target" onClick={zoomToSelected}>
          {words.table.zoomToSelected}
        </Button>
      )}
      <Checkbox state={props.onlyInView ? 'on' : 'off'} onChange={props.onOnlyInView}>
        {words.table.inView}
      </Checkbox>
      <Button icon="download" disabled={shown.length === 0} onClick={download}>
        {words.table.csv}
      </Button>
      <IconButton icon="close" label={words.action.close} onClick={() => setState({ tableLayer: undefined })} />
    </div>
  );
}
