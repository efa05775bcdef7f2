import type { CoverageTrend } from '@phen-dau/geodata';
import { type PointerEvent, useState } from 'react';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { type MeasureKey, measureKeys } from '../../../state/coverage.ts';
import { changeCoverage } from '../../../state/coverage-actions.ts';
import { setState } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { Range } from '../../../ui/range.tsx';
import { CoverageMessage } from '../coverage-message.tsx';
import { amountsOf, measureColour } from '../measure-looks.ts';
import { MeasureMark } from '../measure-mark.tsx';
import { monthEnd } from '../period.ts';
import { useFigureText } from '../use-words.ts';
import { TrendDrawing } from './trend-drawing.tsx';
import { TrendNotes } from './trend-notes.tsx';
import { trendMonths, trendShape } from './trend-shape.ts';
import { useTrend } from './use-trend.ts';
import './trend.css';

const size = { width: 376, height: 48, margin: 4 };

/** The five numbers of a post at the end of each month that has ended; one month at a time is told, for all five. */
export function TrendPanel({ post }: { readonly post: string }) {
  const words = useCoverageMessages();
  const { trend, hasFailed, again } = useTrend(post);
  const [chosen, setChosen] = useState<string>();
  if (!trend) {
    return hasFailed ? (
      <CoverageMessage state="failed" onAgain={again} />
    ) : (
      <div className="coverage-waiting">
        <span className="visually-hidden" role="status">
          {words.page.reading}
        </span>
      </div>
    );
  }
  const months = trendMonths(trend);
  const month = chosen && months.includes(chosen) ? chosen : months.at(-1);
  if (!month) return <p className="coverage-message">{words.trend.none}</p>;
  return (
    <section className="trends">
      <MonthChoice months={months} month={month} onChoose={setChosen} />
      {measureKeys.map((key) => (
        <TrendChart key={key} trend={trend} measure={key} month={month} onChoose={setChosen} />
      ))}
      {trend.pending.length > 0 && (
        <p className="coverage-note" role="status">
          {words.trend.preparing(trend.pending.length)}
        </p>
      )}
      <p className="coverage-note">{words.trend.scale}</p>
      <TrendNotes post={post} />
    </section>
  );
}

interface MonthChoiceProps {
  readonly months: readonly string[];
  readonly month: string;
  readonly onChoose: (month: string) => void;
}

function MonthChoice({ months, month, onChoose }: MonthChoiceProps) {
  const words = useCoverageMessages();
  const name = useFormat().month(`${month}-01`);
  const look = () => {
    setState({ timeOpen: true, asOf: monthEnd(month) });
    changeCoverage({ period: 'month' });
  };
  return (
    <div className="trends-month">
      <output>{name}</output>
      <Button onClick={look}>{words.trend.look}</Button>
      <Range
        label={words.trend.month}
        minimum={0}
        maximum={months.length - 1}
        step={1}
        value={months.indexOf(month)}
        valueText={name}
        onChange={(index) => onChoose(months[index] ?? month)}
      />
    </div>
  );
}

interface TrendChartProps {
  readonly trend: CoverageTrend;
  readonly measure: MeasureKey;
  readonly month: string;
  readonly onChoose: (month: string) => void;
}

function TrendChart({ trend, measure, month, onChoose }: TrendChartProps) {
  const words = useCoverageMessages();
  const text = useFigureText();
  const shape = trendShape(trend, measure, size);
  const row = trend.months.find((each) => each.month === month)?.row;
  const amounts = row && amountsOf(row, measure);
  // Hidden from this account: as if there were no such number.
  if (amounts === null) return null;
  const point = shape.points.find((each) => each.month === month);
  const choose = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = ((event.clientX - left) / width) * size.width;
    const distance = (each: string) => Math.abs(shape.x(each) - share);
    const [first = month] = shape.months;
    onChoose(shape.months.reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest), first));
  };
  return (
    <figure className="trends-chart" data-trend={measure}>
      <figcaption>
        <span className="figure-name">
          <MeasureMark measure={measure} />
          {words.measure[measure]}
        </span>
        <small>
          {amounts && words.figure.of(text.amount(measure, amounts.part), text.amount(measure, amounts.whole))}
        </small>
        <strong>{amounts ? text.share(amounts.share) : '…'}</strong>
      </figcaption>
      {/* The slider above does the same by keyboard. */}
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        aria-hidden="true"
        onPointerDown={choose}
        onPointerMove={choose}
      >
        <path className="trend-base" d={`M${size.margin} ${size.margin}H${size.width - size.margin}`} />
        <path className="trend-month" d={`M${shape.x(month)} 0V${size.height}`} />
        <TrendDrawing shape={shape} size={size} measure={measure} />
        {point && <circle cx={point.x} cy={point.y} r={3.5} fill={measureColour(measure)} />}
      </svg>
    </figure>
  );
}
