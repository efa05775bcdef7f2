import { chainageLabel, type MeasureParameters, type PostMeasures } from '@phen-dau/geodata';
import { useEffect, useMemo } from 'react';
import { type CoverageMessages, useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { type MeasureKey, measureKeys } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { useStore } from '../../../state/store.ts';
import { IconButton } from '../../../ui/button.tsx';
import { VirtualRows } from '../../../ui/virtual-rows.tsx';
import { saveCsv } from '../../table/save-csv.ts';
import { amountsOf } from '../measure-looks.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { useFigureText } from '../use-words.ts';
import { focusGap, goToGap } from './focus.ts';
import { gapsCsv } from './gap-csv.ts';
import { type GapRow, gapRows, isSameGap, metresOf } from './gap-rows.ts';
import { useReasonText } from './use-reason-text.ts';

const rowHeight = 72;

interface GapListProps {
  readonly measures: PostMeasures;
  /** The day they are of, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly parameters: MeasureParameters;
}

/** What is not covered, the worst first; a press goes there and lights it on the map. */
export function GapList({ measures, asOf, parameters }: GapListProps) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const reasonText = useReasonText(parameters);
  const listed = useStore(({ coverage }) => coverage.listed);
  const gap = useStore(({ coverage }) => coverage.gap);
  const rows = useMemo(() => gapRows(measures, listed), [measures, listed]);
  // A gap named by a link, and one that a slider has just changed.
  const current = gap && rows.find((row) => isSameGap(row.ref, gap));
  useEffect(() => focusGap(current), [current]);
  const metres = metresOf(rows);
  return (
    <section className="gaps">
      <div className="gaps-head">
        <label>
          <span>{words.gaps.listed}</span>
          <select
            value={listed}
            onChange={(event) => changeCoverage({ listed: event.target.value as MeasureKey | 'all' })}
          >
            <option value="all">{words.gaps.all}</option>
            {measureKeys
              .filter((key) => amountsOf(measures, key))
              .map((key) => (
                <option key={key} value={key}>
                  {words.measure[key]}
                </option>
              ))}
          </select>
        </label>
        <p role="status">
          {metres > 0
            ? words.gaps.total(format.whole(rows.length), text.length(metres))
            : words.gaps.count(format.whole(rows.length))}
        </p>
        <IconButton
          icon="download"
          size="small"
          label={words.table.csv}
          disabled={rows.length === 0}
          onClick={() => saveCsv(`gaps-${asOf}.csv`, gapsCsv(rows, words, reasonText))}
        />
      </div>
      {rows.length === 0 ? (
        <p className="coverage-message">{emptyText(measures, listed, words)}</p>
      ) : (
        <VirtualRows
          label={words.gaps.list}
          rows={rows}
          rowHeight={rowHeight}
          keyOf={({ key }) => key}
          isCurrent={({ ref }) => isSameGap(ref, gap)}
          onOpen={goToGap}
        >
          {(row) => <GapLine row={row} reason={reasonText(row.reason)} />}
        </VirtualRows>
      )}
      <p className="coverage-note">{words.gaps.shorter(text.length(parameters.gapMetres))}</p>
    </section>
  );
}

/** Nothing to cover is not all covered. */
function emptyText(measures: PostMeasures, listed: MeasureKey | 'all', words: CoverageMessages): string {
  const isNothing = (key: MeasureKey) => (amountsOf(measures, key)?.share ?? null) === null;
  if (listed !== 'all') return isNothing(listed) ? words.nothing[listed] : words.gaps.none;
  return measureKeys.every(isNothing) ? words.gaps.nothing : words.gaps.noneOfAll;
}

function GapLine({ row, reason }: { readonly row: GapRow; readonly reason: string }) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const own = useStore(({ coverage }) => coverage.post);
  const { stretch, nearestPost, measure, name } = row;
  const nearest = (post: NonNullable<GapRow['nearestPost']>) =>
    post.id === own
      ? words.gaps.nearestOwn(text.length(post.metres))
      : words.gaps.nearest(post.name, text.length(post.metres));
  return (
    <>
      <MeasureMark measure={measure} />
      <span className="row-name">{stretch ? name : words.gaps.marker(name)}</span>
      <strong className="row-figure">{stretch ? text.length(stretch.metres) : ''}</strong>
      <span className="row-more">
        {[
          ...(stretch ? [`${chainageLabel(stretch.fromMetres)} – ${chainageLabel(stretch.toMetres)}`] : []),
          ...(nearestPost ? [nearest(nearestPost)] : []),
        ].join(' · ')}
      </span>
      <span className="row-word">{words.brief[measure]}</span>
      <span className="row-more row-wide">{reason}</span>
    </>
  );
}
