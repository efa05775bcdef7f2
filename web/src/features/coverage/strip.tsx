import type { CoveredLine } from '@phen-dau/geodata';
import { Fragment } from 'react';
import type { MeasureKey } from '../../state/coverage.ts';
import { measureColour } from './measure-looks.ts';

interface StripProps {
  readonly lines: readonly CoveredLine[];
  readonly measure: MeasureKey;
  /** What it shows, read aloud. */
  readonly label: string;
  /** Metres the whole width stands for; the lines' own length when absent. */
  readonly spanMetres?: number;
}

const width = 1000;

/** A line laid out straight: covered stretches are a full band, gaps a thin one, so that no colour is needed to tell them. */
export function Strip({ lines, measure, label, spanMetres }: StripProps) {
  const span = Math.max(spanMetres ?? lines.reduce((sum, { totalMetres }) => sum + totalMetres, 0), 1);
  let reached = 0;
  const laid = lines.map((line) => {
    const start = reached;
    reached += line.totalMetres;
    return { line, start };
  });
  const at = (metres: number) => (metres / span) * width;
  return (
    <svg className="strip" viewBox={`0 0 ${width} 12`} preserveAspectRatio="none" role="img" aria-label={label}>
      {laid.map(({ line, start }) => (
        <Fragment key={line.line.id}>
          <rect className="strip-gap" x={at(start)} y={4} width={at(line.totalMetres)} height={4} />
          {line.covered.map(([from, to]) => (
            <rect
              key={from}
              x={at(start + from)}
              y={0}
              width={Math.max(at(to - from), 0.8)}
              height={12}
              fill={measureColour(measure)}
            />
          ))}
          {start > 0 && <rect className="strip-seam" x={at(start) - 1} y={0} width={2} height={12} />}
        </Fragment>
      ))}
    </svg>
  );
}

interface TicksProps {
  /** In the order of the border: whether each marker is reached. */
  readonly reached: readonly boolean[];
  readonly label: string;
}

/** One tick a marker: tall when a road leads there, short and of the gap's colour when none does. */
export function Ticks({ reached, label }: TicksProps) {
  const step = width / Math.max(reached.length, 1);
  return (
    <svg className="strip" viewBox={`0 0 ${width} 12`} preserveAspectRatio="none" role="img" aria-label={label}>
      {reached.map((isReached, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place in the row
          key={index}
          className={isReached ? undefined : 'strip-gap'}
          x={index * step}
          y={isReached ? 0 : 6}
          width={step * 0.72}
          height={isReached ? 12 : 6}
          fill={isReached ? measureColour('markers') : undefined}
        />
      ))}
    </svg>
  );
}
