import type { CoverageTrend } from '@phen-dau/geodata';
import { useCoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { useFormat } from '../../../messages/use-messages.ts';
import { useTellParameters } from '../method/use-told-parameters.ts';
import { type ParameterChange, parameterChanges } from './parameter-changes.ts';
import { useTrend } from './use-trend.ts';

const mostMonthsNamed = 3;

/**
 * What must be known to read a trend of frozen months: of which of them the register has learnt more since, and from when on
 * they were measured with other parameters.
 */
export function TrendNotes({ post }: { readonly post: string | undefined }) {
  const { trend } = useTrend(post);
  if (!trend) return null;
  return (
    <>
      <AmendedMonths months={trend.months} />
      {parameterChanges(trend.months).map((change) => (
        <RemeasuredMonths key={change.month} change={change} />
      ))}
    </>
  );
}

function AmendedMonths({ months }: Pick<CoverageTrend, 'months'>) {
  const words = useCoverageMessages();
  const format = useFormat();
  const amended = months.filter(({ isAmended }) => isAmended);
  if (amended.length === 0) return null;
  const named = amended.slice(-mostMonthsNamed).map(({ month }) => format.month(`${month}-01`));
  return (
    <p className="coverage-note" role="note">
      {words.trend.amended(format.whole(amended.length), named.join(', ') + (amended.length > named.length ? '…' : ''))}
    </p>
  );
}

function RemeasuredMonths({ change: { month, changed, before, after } }: { readonly change: ParameterChange }) {
  const words = useCoverageMessages();
  const format = useFormat();
  const tell = useTellParameters();
  const [then, now] = [tell(before), tell(after)];
  const told = changed.map((key) => `${words.method.parameter[key]} ${words.method.becomes(then[key], now[key])}`);
  return (
    <p className="coverage-note" role="note">
      {words.trend.remeasured(format.month(`${month}-01`), told.join('; '))}
    </p>
  );
}
