import { useFormat } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { goTo } from '../../../state/actions.ts';
import { Button } from '../../../ui/button.tsx';
import { formatName } from '../../surveys/format-names.ts';
import type { FilePreview } from './file-preview.ts';

interface UnderstoodPartProps {
  readonly preview: FilePreview;
}

/** How many columns are named; of a table of hundreds nobody reads them all. */
const mostColumns = 24;

/** What the file holds: how many features of which shape, when, in which coordinate system, with which columns. */
export function UnderstoodPart({ preview }: UnderstoodPartProps) {
  const words = useSurveysMessages();
  const format = useFormat();
  const { receipt, preview: own } = words;
  const { read, usable, bounds, drawn, drawable, kinds, moments, columns, system } = preview;
  const shapes = (['points', 'lines', 'areas'] as const).filter((each) => kinds[each] > 0);
  return (
    <section className="survey-part" aria-label={receipt.understood}>
      <h3>{receipt.understood}</h3>
      <dl className="preview-figures">
        <div data-figure="read">
          <dt>{receipt.read}</dt>
          <dd>{format.whole(read)}</dd>
        </div>
        {usable !== null && (
          <>
            <div data-figure="accepted">
              <dt>
                <i className="figure-mark figure-mark-accepted" />
                {receipt.accepted}
              </dt>
              <dd>{format.whole(usable)}</dd>
            </div>
            <div data-figure="held">
              <dt>
                <i className="figure-mark figure-mark-held" />
                {receipt.held}
              </dt>
              <dd>{format.whole(Math.max(read - usable, 0))}</dd>
            </div>
          </>
        )}
      </dl>
      <dl className="receipt-more">
        <dt>{own.format}</dt>
        <dd>{preview.format === null ? receipt.unknown : formatName(preview.format, words.format)}</dd>
        {shapes.length > 0 && (
          <>
            <dt>{own.shapes}</dt>
            <dd>{shapes.map((each) => own[each](format.whole(kinds[each]))).join(', ')}</dd>
          </>
        )}
        {system.state !== 'none' && (
          <>
            <dt>{receipt.crs}</dt>
            <dd>
              {system.state === 'known' ? `${system.name}, ${system.crs}` : own.system[system.state](system.stated)}
            </dd>
          </>
        )}
        {moments && (
          <>
            <dt>{own.moments}</dt>
            <dd>{format.moments(...moments)}</dd>
          </>
        )}
        {columns.length > 0 && (
          <>
            <dt>{own.columns}</dt>
            <dd className="preview-columns">
              {columns.slice(0, mostColumns).join(', ')}
              {columns.length > mostColumns && ` ${own.moreColumns(format.whole(columns.length - mostColumns))}`}
            </dd>
          </>
        )}
      </dl>
      {preview.isJoined && <p className="survey-note">{own.joined}</p>}
      {(system.state === 'open' || system.state === 'unknown') && <p className="survey-note">{own.notDrawn}</p>}
      {drawable > drawn.length && (
        <p className="survey-note">{receipt.drawn(format.whole(drawn.length), format.whole(drawable))}</p>
      )}
      {bounds && (
        <Button look="quiet" icon="target" onClick={() => goTo(bounds)}>
          {receipt.show}
        </Button>
      )}
    </section>
  );
}
