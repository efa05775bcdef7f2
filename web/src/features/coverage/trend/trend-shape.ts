import type { CoverageTrend } from '@phen-dau/geodata';
import type { MeasureKey } from '../../../state/coverage.ts';
import { amountsOf } from '../measure-looks.ts';

/** The months a trend shows at most. */
export const mostMonths = 24;

/** A drawing's size in its own units; `margin` is left free on all sides. */
export interface TrendSize {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** One measure over the months, as it is drawn from 0 to 100 %. */
export interface TrendShape {
  /** `YYYY-MM`, oldest first, those that are being prepared too: every month has its place from the start. */
  readonly months: readonly string[];
  readonly points: readonly TrendPoint[];
  /** Places of months whose figures are on their way. */
  readonly pending: readonly number[];
  /** The line through the points, as SVG writes it. */
  readonly path: string;
  readonly x: (month: string) => number;
}

interface TrendPoint {
  readonly month: string;
  readonly share: number;
  readonly x: number;
  readonly y: number;
}

export function trendShape(trend: CoverageTrend, measure: MeasureKey, size: TrendSize): TrendShape {
  const { width, height, margin } = size;
  const months = trendMonths(trend);
  const step = (width - 2 * margin) / Math.max(months.length - 1, 1);
  const x = (month: string) => margin + months.indexOf(month) * step;
  const points = trend.months.flatMap(({ month, row }) => {
    const share = amountsOf(row, measure)?.share ?? null;
    if (share === null || !months.includes(month)) return [];
    return [{ month, share, x: x(month), y: height - margin - share * (height - 2 * margin) }];
  });
  return {
    months,
    points,
    pending: months.filter((month) => trend.pending.includes(month)).map(x),
    path: points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
    x,
  };
}

/** The months of a trend, those that are being prepared too. */
export const trendMonths = ({ months, pending }: CoverageTrend): string[] =>
  [...months.map(({ month }) => month), ...pending].sort().slice(-mostMonths);
