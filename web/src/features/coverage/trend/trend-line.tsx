import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import type { MeasureKey } from '../../../state/coverage.ts';
import { measureColour } from '../measure-looks.ts';
import { useFigureText } from '../use-words.ts';
import { TrendDrawing } from './trend-drawing.tsx';
import { trendShape } from './trend-shape.ts';
import { useTrend } from './use-trend.ts';
import './trend.css';

const size = { width: 72, height: 22, margin: 3 };

/**
 * The last months of one measure, small, so that posts can be compared by eye; nothing moves when figures that were being
 * prepared come.
 */
export function TrendLine({ post, measure }: { readonly post: string | undefined; readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const { trend } = useTrend(post);
  const viewBox = `0 0 ${size.width} ${size.height}`;
  const shape = trend && trendShape(trend, measure, size);
  if (!shape || shape.points.length + shape.pending.length === 0) {
    return <svg className="trend" viewBox={viewBox} aria-hidden="true" />;
  }
  const { points, pending } = shape;
  const [first] = points;
  const last = points.at(-1);
  const told = [
    words.table.trendOf(words.measure[measure]),
    ...(first && last ? [first, last] : []).map(
      ({ month, share }) => `${format.month(`${month}-01`)} ${text.share(share)}`,
    ),
    ...(pending.length > 0 ? [words.trend.preparing(pending.length)] : []),
  ];
  return (
    <svg className="trend" viewBox={viewBox} role="img" aria-label={told.join(', ')}>
      <TrendDrawing shape={shape} size={size} measure={measure} />
      {last && <circle cx={last.x} cy={last.y} r={2.4} fill={measureColour(measure)} />}
    </svg>
  );
}
