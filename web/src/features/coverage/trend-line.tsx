import type { CoverageTrend } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { readCoverageTrend } from '../../api/coverage.ts';
import { useCoverageMessages } from '../../messages/use-coverage-messages.ts';
import { useFormat } from '../../messages/use-messages.ts';
import type { MeasureKey } from '../../state/coverage.ts';
import { useStore } from '../../state/store.ts';
import { amountsOf, measureColour } from './measure-looks.ts';
import { useFigureText } from './use-words.ts';

const months = 24;
const width = 72;
const height = 22;

/** Trends read in this session; frozen months never change. */
const cache = new Map<string, Promise<CoverageTrend>>();
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) cache.clear();
});

function findTrend(post: string | undefined): Promise<CoverageTrend> {
  const key = post ?? '';
  const known = cache.get(key);
  if (known) return known;
  const asked = readCoverageTrend(post);
  cache.set(key, asked);
  asked.catch(() => cache.delete(key));
  return asked;
}

/** The last months of one measure, drawn from 0 to 100 % so that posts can be compared by eye. */
export function TrendLine({ post, measure }: { readonly post: string | undefined; readonly measure: MeasureKey }) {
  const words = useCoverageMessages();
  const format = useFormat();
  const text = useFigureText();
  const [trend, setTrend] = useState<CoverageTrend>();
  useEffect(() => {
    let wanted = true;
    setTrend(undefined);
    // A trend that cannot be read leaves its place empty: the row has said what matters.
    findTrend(post).then(
      (found) => wanted && setTrend(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [post]);
  const points = (trend?.months ?? []).slice(-months).flatMap(({ month, row }) => {
    const share = amountsOf(row, measure)?.share ?? null;
    return share === null ? [] : [{ month, share }];
  });
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return <svg className="trend" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />;
  const x = (index: number) => (points.length === 1 ? width - 4 : 3 + (index / (points.length - 1)) * (width - 6));
  const y = (share: number) => height - 3 - share * (height - 6);
  const label = `${words.table.trendOf(words.measure[measure])}: ${format.month(`${first.month}-01`)} ${text.share(first.share)}, ${format.month(`${last.month}-01`)} ${text.share(last.share)}`;
  return (
    <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className="trend-base" d={`M3 ${height - 3}H${width - 3}`} />
      <path
        d={points
          .map(({ share }, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(share).toFixed(1)}`)
          .join('')}
        fill="none"
        stroke={measureColour(measure)}
        strokeWidth={1.8}
        strokeLinejoin="round"
      />
      <circle cx={x(points.length - 1)} cy={y(last.share)} r={2.4} fill={measureColour(measure)} />
    </svg>
  );
}
