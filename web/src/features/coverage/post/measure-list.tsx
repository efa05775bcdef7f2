import type { PostCoverage, PostMeasures } from '@phen-dau/geodata';
import { useMemo } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { type MeasureKey, measureKeys } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { useStore } from '../../../state/store.ts';
import { amountsOf, measureLooks } from '../measure-looks.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { Strip, Ticks } from '../strip.tsx';
import { useFigureText } from '../use-words.ts';

interface MeasureListProps {
  readonly measures: PostMeasures;
  /** Walked on so many days of the period counts as regular. */
  readonly visitDays: number;
  readonly before: PostCoverage | undefined;
}

/** The five numbers; pressing one colours the map by it and lists its gaps. */
export function MeasureList(props: MeasureListProps) {
  const words = useCoverageMessages();
  return (
    <section className="figures" aria-label={words.page.figures}>
      {measureKeys.map((key) => (
        <Figure key={key} measure={key} {...props} />
      ))}
    </section>
  );
}

function Figure({ measure, measures, visitDays, before }: MeasureListProps & { readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const isShown = useStore(({ coverage }) => coverage.listed === measure);
  const amounts = amountsOf(measures, measure);
  // Hidden from this account: as if there were no such number.
  if (!amounts) return null;
  const { part, whole, share } = amounts;
  const show = () =>
    changeCoverage({ listed: isShown ? 'all' : measure, ribbon: measureLooks[measure].ribbon, tab: 'gaps' });
  return (
    <button
      type="button"
      className="figure"
      data-measure={measure}
      aria-pressed={isShown}
      title={words.figure.show(words.measure[measure])}
      onClick={show}
    >
      <span className="figure-head">
        <span className="figure-name">
          <MeasureMark measure={measure} />
          {words.measure[measure]}
        </span>
        <strong className="figure-share">{measure === 'markers' ? `${part}/${whole}` : text.share(share)}</strong>
      </span>
      {share === null ? (
        <span className="figure-nothing">{words.nothing[measure]}</span>
      ) : (
        <>
          <Chart measure={measure} measures={measures} />
          <span className="figure-foot">
            <span>
              {measure === 'markers'
                ? text.share(share)
                : words.figure.of(text.amount(measure, part), text.amount(measure, whole))}
            </span>
            <Change measure={measure} share={share} before={before} />
          </span>
          <More measure={measure} measures={measures} visitDays={visitDays} />
        </>
      )}
    </button>
  );
}

function Chart({ measure, measures }: { readonly measure: MeasureKey; readonly measures: PostMeasures }) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const line = measure === 'markers' ? undefined : measures[measure];
  const label = line
    ? words.figure.strip(text.share(line.share), line.gaps.length)
    : words.figure.ticks(measures.markers.reached, measures.markers.missing.length);
  const reached = useMemo(() => markersInOrder(measures), [measures]);
  return line ? (
    <Strip lines={line.lines} measure={measure} label={label} />
  ) : (
    <Ticks reached={reached} label={label} />
  );
}

const collator = new Intl.Collator('vi', { numeric: true });

/** Markers by their number, as they stand along the border. */
function markersInOrder({ markers }: PostMeasures): boolean[] {
  return [
    ...markers.access.map(({ marker }) => ({ name: marker.name, isReached: true })),
    ...markers.missing.map(({ name }) => ({ name, isReached: false })),
  ]
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ isReached }) => isReached);
}

/** What the share alone does not tell: of the lamps themselves, and of the days of visits. */
function More({ measure, measures, visitDays }: Omit<MeasureListProps, 'before'> & { readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const { lit, active } = measures;
  if (measure === 'lit' && lit.lampsPerKm !== null) {
    const figures = [format.whole(lit.lamps), format.whole(lit.working), format.digits(lit.lampsPerKm, 1)] as const;
    const spacing = lit.medianSpacingMetres;
    const told = [words.lamps(...figures), ...(spacing === null ? [] : [words.spacing(text.length(spacing))])];
    return <span className="figure-nothing">{told.join(', ')}</span>;
  }
  if (measure === 'active' && active && active.regularShare !== null) {
    const { medianDays, mostDays } = active.recency;
    const regular = words.regular(visitDays, format.percent(active.regularShare), text.length(active.regularMetres));
    const told =
      medianDays === null || mostDays === null ? [] : [words.recency(format.whole(medianDays), format.whole(mostDays))];
    return <span className="figure-nothing">{[regular, ...told].join(', ')}</span>;
  }
  return null;
}

interface ChangeProps {
  readonly measure: MeasureKey;
  readonly share: number;
  readonly before: PostCoverage | undefined;
}

/** What has changed since the end of the period before, in percentage points; nothing while that is not known. */
function Change({ measure, share, before }: ChangeProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const then = before ? (amountsOf(before.measures, measure)?.share ?? null) : null;
  if (then === null) return null;
  const points = text.points(share, then);
  if (!points) return <span>{words.figure.same}</span>;
  return share > then ? (
    <span className="figure-better">▲ {points}</span>
  ) : (
    <span className="figure-worse">▼ {points}</span>
  );
}
