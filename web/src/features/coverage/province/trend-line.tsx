import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import type { MeasureKey } from '../../../state/coverage.ts';
import { amountsOf, measureColour } from '../measure-looks.ts';
import { useFigureText } from '../use-words.ts';
import { useTrend } from './use-trend.ts';

const months = 24;
const width = 72;
const height = 22;
const margin = 3;

/**
 * The last months of one measure, drawn from 0 to 100 % so that posts can be compared by eye. Every month has its place from
 * the start: what is being prepared is a dot on the base line, and nothing moves when its figure comes.
 */
export function TrendLine({ post, measure }: { readonly post: string | undefined; readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const trend = useTrend(post);
  const pending = trend?.pending ?? [];
  const known = (trend?.months ?? []).map(({ month }) => month);
  const all = [...known, ...pending].sort().slice(-months);
  const x = (month: string) => margin + ((all.indexOf(month) + 1) / Math.max(all.length, 1)) * (width - 2 * margin);
  const y = (share: number) => height - margin - share * (height - 2 * margin);
  const points = (trend?.months ?? []).flatMap(({ month, row }) => {
    const share = amountsOf(row, measure)?.share ?? null;
    return share === null || !all.includes(month) ? [] : [{ month, share }];
  });
  const [first] = points;
  const last = points.at(-1);
  const isEmpty = pending.length === 0 && (!first || !last);
  if (isEmpty) return <svg className="trend" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />;
  const told = [
    words.table.trendOf(words.measure[measure]),
    ...(first && last ? [first, last] : []).map(
      ({ month, share }) => `${format.month(`${month}-01`)} ${text.share(share)}`,
    ),
    ...(pending.length > 0 ? [words.table.preparing(pending.length)] : []),
  ];
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told.join(', ')}>
      <path className="trend-base" d={`M${margin} ${height - margin}H${width - margin}`} />
      {all
        .filter((month) => pending.includes(month))
        .map((month) => (
          <circle key={month} className="trend-pending" cx={x(month)} cy={height - margin} r={1.1} />
        ))}
      <path
        d={points
          .map(({ month, share }, index) => `${index === 0 ? 'M' : 'L'}${x(month).toFixed(1)} ${y(share).toFixed(1)}`)
          .join('')}
        fill="none"
        stroke={measureColour(measure)}
        strokeWidth={1.8}
        strokeLinejoin="round"
      />
      {last && <circle cx={x(last.month)} cy={y(last.share)} r={2.4} fill={measureColour(measure)} />}
    </svg>
  );
}
