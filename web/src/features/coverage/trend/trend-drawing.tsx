import type { MeasureKey } from '../../../state/coverage.ts';
import { measureColour } from '../measure-looks.ts';
import type { TrendShape, TrendSize } from './trend-shape.ts';

interface TrendDrawingProps {
  readonly shape: TrendShape;
  readonly size: TrendSize;
  readonly measure: MeasureKey;
}

/** Base line, dots where months are being prepared, and the line of the shares. */
export const TrendDrawing = ({ shape, size: { width, height, margin }, measure }: TrendDrawingProps) => (
  <>
    <path className="trend-base" d={`M${margin} ${height - margin}H${width - margin}`} />
    {shape.pending.map((x) => (
      <circle key={x} className="trend-pending" cx={x} cy={height - margin} r={1.1} />
    ))}
    <path d={shape.path} fill="none" stroke={measureColour(measure)} strokeWidth={1.8} strokeLinejoin="round" />
  </>
);
